"""Turns whatever was raised behind the API's door into a problem document; never into a traceback."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpResponse
from django.utils.formats import localize
from django.utils.translation import gettext as _
from rest_framework import exceptions, serializers

from core.api.choices import choosing, few
from core.api.json_types import WRONG_TYPE
from core.api.problems import Fault, Problem, not_found
from core.api.tables import NoTable
from core.errors import NotAllowed, RuleBroken, StaleEdit


def handler(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """The exception handler of Django REST framework; None lets an unknown error be one."""
    if isinstance(error, exceptions.UnsupportedMediaType):
        problem: Problem | None = _other_kind(context)
    else:
        problem = _problem(error)
    return problem.answer() if problem else None


def _problem(error: Exception) -> Problem | None:
    found: Problem | None = None
    match error:
        case Problem():
            found = error
        case Http404() | exceptions.NotFound():
            found = not_found()
        case exceptions.ValidationError():
            found = invalid(error.detail)
        case RequestDataTooBig():
            found = too_large()
        case NoTable():
            found = Problem("malformed", str(error.detail))
        case RuleBroken():
            found = of_a_rule(error)
        case exceptions.APIException():
            found = _of_the_framework(error)
    return found


def invalid(detail: Any) -> Problem:
    """All faults of the body at once, each with its pointer."""
    faults = list(_faults(detail, of=getattr(detail, "serializer", None)))
    return Problem("invalid", _("Mend the fields named below and send it again."), faults=faults)


def too_large() -> Problem:
    most = localize(round(settings.DATA_UPLOAD_MAX_MEMORY_SIZE / 2**20, 1))
    said = _("A request may have %(most)s MB, unpacked. Send fewer records in one request.")
    return Problem("too-large", said % {"most": most})


def of_a_rule(error: RuleBroken, *, pointer: str = "") -> Problem:
    """A rule's own sentence; what it says of a field, it says with the field's pointer."""
    if isinstance(error, NotAllowed):
        return Problem("not-in-scope", _("The token does not give this right in this project."))
    if isinstance(error, StaleEdit):
        return Problem("changed-meanwhile", str(error))
    said = error.without_names()
    if error.field is None:
        noted = [Fault(detail="", code=code_of(type(error)))]
        return Problem("refused", said, noted=noted)
    fault = Fault(detail=said, code=code_of(type(error)), pointer=f"{pointer}/{error.field}")
    return Problem("refused", said, faults=[fault])


def code_of(kind: type[RuleBroken]) -> str:
    """KnownPerson is 'known-person'"""
    signs = (f"-{sign.lower()}" if sign.isupper() else sign for sign in kind.__name__)
    return "".join(signs).lstrip("-")


def _other_kind(context: dict[str, Any]) -> Problem:
    """What this very address takes: most take JSON, some a table."""
    taken = ", ".join(one.media_type for one in context["view"].parser_classes)
    return Problem("unsupported-media-type", _("Send %(kind)s.") % {"kind": taken})


def _of_the_framework(error: exceptions.APIException) -> Problem | None:
    codes = {
        exceptions.ParseError: ("malformed", _("The body is not JSON in UTF-8.")),
        exceptions.MethodNotAllowed: ("method-not-allowed", str(error.detail)),
        exceptions.NotAcceptable: ("not-acceptable", _("Ask for application/json.")),
    }
    for kind, (code, detail) in codes.items():
        if isinstance(error, kind):
            return Problem(code, detail)
    return None


def _faults(detail: Any, pointer: str = "", *, of: Any = None) -> Iterator[Fault]:
    """`of` is the serializer or field that found them, as far as it is known."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            is_whole = name == "non_field_errors"
            here = pointer if is_whole else f"{pointer}/{_escaped(str(name))}"
            yield from _faults(inner, here, of=of if is_whole else _below(of, name))
    elif isinstance(detail, list):
        for place, inner in enumerate(detail):
            is_nested = isinstance(inner, (dict, list))
            here, below = (f"{pointer}/{place}", _below(of, place)) if is_nested else (pointer, of)
            yield from _faults(inner, here, of=below)
    else:
        yield _fault(str(detail), getattr(detail, "code", "invalid"), pointer, of)


def _below(of: Any, name: Any) -> Any:
    if isinstance(of, serializers.ListSerializer):
        return of.child
    return of.fields.get(name) if isinstance(of, serializers.Serializer) else None


def _fault(detail: str, code: str, pointer: str, of: Any) -> Fault:
    """Of a code that is none, with those to choose among."""
    if not isinstance(of, serializers.ChoiceField) or code not in ("invalid_choice", WRONG_TYPE):
        return Fault(detail=detail, code=code, pointer=pointer)
    codes = [*map(str, of.choices), *([""] if of.allow_blank else [])]
    said = choosing(codes, listed_in=_("the description of the API (OpenAPI)"))
    return Fault(f"{detail} {said}", code, pointer, allowed=few(codes))


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
