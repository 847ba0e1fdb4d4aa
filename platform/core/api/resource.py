"""The base of every resource: strict input, chosen fields, versions, one shape of lists and refusals."""

import gzip
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api import faults, paging, tags
from core.api.faults import too_large
from core.api.paging import bad_choice, bad_parameter
from core.api.problems import UNKNOWN, Problem
from core.api.schema import Described
from core.doors import for_programs

WORTH_PACKING = 1024  # bytes
GZIP = 31  # of zlib's ways to read
Taken = TypeVar("Taken", bound=serializers.Serializer)


class Json(JSONParser):
    """What is nested deeper than anything of ours is as unreadable as what is no JSON at all."""

    def parse(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().parse(*args, **kwargs)
        except RecursionError as deep:
            raise ParseError from deep


class Resource(APIView):
    """One address of the API. `actions` says by method what a token must be allowed to do."""

    actions: Mapping[str, str] = {}
    authentication_classes = ()
    permission_classes = ()
    throttle_classes = ()
    parser_classes = (Json,)
    renderer_classes = (JSONRenderer,)
    schema = Described()

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Any:
        return for_programs(super().as_view(**initkwargs))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """HEAD is answered as GET is, by its headers alone."""
        if request.method != "HEAD":
            return super().dispatch(request, *args, **kwargs)
        request.method = "GET"
        answer = super().dispatch(request, *args, **kwargs)
        request.method, length = "HEAD", str(len(answer.content))
        answer.content = b""
        answer.headers["Content-Length"] = length
        return answer

    def get_exception_handler(self) -> Any:
        return faults.handler

    def handle_exception(self, exc: Exception) -> Response:
        answer = self.get_exception_handler()(exc, self.get_exception_handler_context())
        if answer is None:
            self.raise_uncaught_exception(exc)
        return answer

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        answer = super().finalize_response(request, response, *args, **kwargs)
        answer.headers["Cache-Control"] = "private, no-store"
        if isinstance(answer, Response):
            answer.render()
        return _packed(answer, request.headers.get("Accept-Encoding", ""))

    # --- what comes in -----------------------------------------------------------------------

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        _unpack(request._request)

    def read(self, kind: type[Taken], data: Any = None, **context: Any) -> Any:
        """The body, checked by the serializer; all that is wrong with it is told at once."""
        taken = kind(data=self.request.data if data is None else data, context=context)
        taken.is_valid(raise_exception=True)
        return taken.validated_data

    def moment_named(self, name: str) -> datetime | None:
        """A moment in UTC from the address, or None where it is not named."""
        typed = self.request.query_params.get(name)
        if typed is None:
            return None
        try:
            found = parse_datetime(typed)
        except ValueError:
            found = None
        if found is None or found.tzinfo is None or not 1900 < found.year < 2200:
            raise bad_parameter(name, _("Write a moment as in 2026-11-21T08:30:00Z."))
        # PostgreSQL knows no offset of sixteen hours and more.
        return found.astimezone(UTC)

    def size(self) -> int:
        """How many records a page has."""
        typed = self.request.query_params.get("limit", str(paging.USUAL_SIZE))
        is_number = (
            typed.isascii() and typed.isdigit() and len(typed) <= len(str(paging.LARGEST_SIZE))
        )
        if not (is_number and 1 <= int(typed) <= paging.LARGEST_SIZE):
            largest = paging.LARGEST_SIZE
            raise bad_parameter("limit", _("Ask for 1 to %(largest)s.") % {"largest": largest})
        return int(typed)

    def allow_parameters(self, *names: str) -> None:
        """Refuse a parameter that this address does not have: a misspelt filter filters nothing."""
        for name in self.request.query_params:
            if name not in names:
                detail = _("This address has no such parameter.")
                raise bad_parameter(name, detail, code=UNKNOWN)

    # --- what goes out -----------------------------------------------------------------------

    def tagged(self, told: Any, *, version: str) -> Response:
        """One record with its version as ETag; 304 for whoever has it already."""
        tag = tags.tag(version)
        if tags.is_known(self.request.headers.get("If-None-Match"), tag):
            return Response(status=304, headers={"ETag": tag})
        return Response(told, headers={"ETag": tag})

    def chosen(self, kind: type[serializers.Serializer]) -> Any:
        """The serializer with the fields that `fields=` names, or with all of them."""
        named = self.request.query_params.get("fields")
        if named is None:
            return kind
        wanted, known = named.split(","), kind().fields
        for name in wanted:
            if name not in known:
                described = _("the description of the API (OpenAPI)")
                raise bad_choice("fields", known, listed_in=described)

        def chosen(*args: Any, **kwargs: Any) -> serializers.BaseSerializer:
            made = kind(*args, **kwargs)
            holder: Any = getattr(made, "child", made)
            for name in set(known) - set(wanted):
                holder.fields.pop(name)
            return made

        return chosen


def _packed(answer: HttpResponse, accepted: str) -> HttpResponse:
    """Compressed for whoever takes it: there is no cookie in it, and nothing of the sender's is echoed."""
    if len(answer.content) < WORTH_PACKING or "gzip" not in accepted:
        return answer
    answer.content = gzip.compress(answer.content, compresslevel=5, mtime=0)
    answer.headers["Content-Encoding"] = "gzip"
    answer.headers["Content-Length"] = str(len(answer.content))
    patch_vary_headers(answer, ["Accept-Encoding"])
    return answer


def _unpack(request: HttpRequest) -> None:
    """Read the body, compressed or not; what is larger than allowed is not even unpacked."""
    packed = request.body
    if request.headers.get("Content-Encoding", "identity") == "identity":
        return
    if request.headers["Content-Encoding"] != "gzip":
        raise Problem("unsupported-media-type", _("Send it as it is, or packed with gzip."))
    most: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    unpacking = zlib.decompressobj(GZIP)
    try:
        request._body = unpacking.decompress(packed, most)
    except zlib.error as broken:
        raise Problem("malformed", _("The body is not packed with gzip.")) from broken
    if unpacking.unconsumed_tail:
        raise too_large()
    if not unpacking.eof:
        raise Problem("malformed", _("The body is not packed with gzip."))


def rendered(told: Any) -> bytes:
    """The bytes of an answer, as they are sent and kept."""
    return JSONRenderer().render(told)
