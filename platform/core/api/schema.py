"""The API's own description: every address, what it takes and tells, and every problem it can answer."""

import inspect
from typing import Any

from django.utils.functional import Promise
from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    Direction,
    OpenApiParameter,
    OpenApiResponse,
    inline_serializer,
)
from rest_framework import serializers

from core.api import paging, tables
from core.api.bulk import BatchIn
from core.api.problems import MEDIA_TYPE
from core.api.serializers import In, Out

BEARER: dict[str, list[str]] = {"token": []}
KEY = "Idempotency-Key"
CODES = (400, 401, 403, 404, 405, 406, 409, 412, 413, 415, 422, 428, 429)


class FaultOut(Out):
    detail = serializers.CharField()
    code = serializers.CharField()
    pointer = serializers.CharField(required=False, help_text="JSON pointer into the body.")
    parameter = serializers.CharField(required=False, help_text="Name of a query parameter.")
    allowed = serializers.ListField(
        child=serializers.CharField(allow_blank=True),
        required=False,
        help_text="The codes to choose among, where a code was none of them.",
    )


class ProblemOut(Out):
    """A problem document of RFC 9457."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = FaultOut(many=True, required=False)
    address = serializers.CharField(
        required=False, help_text="The right address, where the one that was asked leads nowhere."
    )
    current_version = serializers.CharField(required=False)
    your_version = serializers.CharField(required=False)


class RemovedOut(Out):
    id = serializers.UUIDField()
    removed_at = serializers.DateTimeField()


class Strict(OpenApiSerializerExtension):
    """What comes in has no field but those described, and a list its least and most."""

    target_class = "core.api.serializers.In"
    match_subclasses = True

    def map_serializer(self, auto_schema: AutoSchema, direction: Direction) -> Any:
        described = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)
        described["additionalProperties"] = False
        for name, field in self.target.fields.items():
            if isinstance(field, serializers.ListSerializer):
                limits = {"minItems": 0 if field.allow_empty else 1, "maxItems": field.max_length}
                described["properties"][name] |= limits
        return described


def only_own_words(result: dict[str, Any], **_asked: Any) -> dict[str, Any]:
    """A step of drf-spectacular: what a class has from its base is said of the code, not of the record."""
    inherited = {inspect.getdoc(base) for base in (In, Out, BatchIn, serializers.Serializer)}
    for schema in result["components"]["schemas"].values():
        if schema.get("description") in inherited:
            del schema["description"]
    return result


class Described(AutoSchema):
    """Reads a resource's `out`, `takes`, `filters` and `actions` instead of guessing."""

    def get_operation_id(self) -> str:
        kind = "list" if self._is_list() else self.method_mapping[self.method.lower()]
        named = [part for part in self.path.split("/")[3:] if part and "{" not in part]
        return "_".join([*named, kind])

    def get_tags(self) -> list[str]:
        return [self.path.split("/")[3]]

    def get_auth(self) -> list[dict[str, Any]]:
        return [BEARER]

    def get_description(self) -> str:
        action = self.view.actions.get(self.method)
        own = (type(self.view).__doc__ or "").strip()
        return f"{own}\n\nThe token needs `{action}`." if action else own

    def get_override_parameters(self) -> list[Any]:
        found = []
        if self._is_list():
            found = [
                _parameter("limit", int, f"1 to {paging.LARGEST_SIZE} records a page."),
                _parameter("cursor", str, "`next_cursor` of the page before."),
                _parameter("updated_since", "date-time", "Only what changed at or after it."),
                *(_parameter(name, "uuid", "") for name in getattr(self.view, "filters", {})),
            ]
        for name, kind in getattr(self.view, "parameters", {}).get(self.method, {}).items():
            found.append(_parameter(name, kind, ""))
        if self.method == "GET" and hasattr(self.view, "rows"):
            found.append(
                _parameter(
                    "fields",
                    str,
                    "Names of the fields to tell, by commas; of each record those alone are told.",
                )
            )
        if self.method in ("POST", "DELETE", "PUT", "PATCH"):
            found.append(
                OpenApiParameter(
                    KEY,
                    {"type": "string", "pattern": "^[!-~]{1,64}$"},
                    OpenApiParameter.HEADER,
                    required=True,
                    description="Of your choice, a new one for each new request; kept for 48 hours.",
                )
            )
        if self.method == "DELETE":
            found.append(
                OpenApiParameter(
                    "If-Match",
                    {"type": "string"},
                    OpenApiParameter.HEADER,
                    required=True,
                    description="The ETag of the record as it was read; `*` for whatever is there now.",
                )
            )
        return found

    def get_request_serializer(self) -> Any:
        if self._is_table():
            return {tables.MEDIA_TYPE: OpenApiTypes.STR}
        return getattr(self.view, "takes", None) if self.method != "DELETE" else None

    def get_response_serializers(self) -> dict[Any, Any]:
        told = OpenApiResponse(ProblemOut, description="A problem document.")
        found = {**self._told(), **{(code, MEDIA_TYPE): told for code in CODES}}
        if self._is_table():
            found |= {(code, tables.MEDIA_TYPE): OpenApiTypes.STR for code in (409, 422)}
        return found

    def _told(self) -> dict[Any, Any]:
        if self._is_table():
            return {(200, tables.MEDIA_TYPE): OpenApiTypes.STR}
        out = getattr(self.view, "out", None)
        if self._is_list():
            return {200: self._page_of(out)}
        answers = getattr(self.view, "answers", {})
        return answers.get(self.method, {200: out})

    def _page_of(self, out: Any) -> Any:
        return inline_serializer(
            name=f"{out.__name__.removesuffix('Out')}PageOut",
            fields={
                "items": out(many=True),
                "next_cursor": serializers.CharField(allow_null=True),
                "next_updated_since": serializers.DateTimeField(),
                "removed": RemovedOut(many=True, required=False),
            },
        )

    def _is_list(self) -> bool:
        return (
            self.method == "GET"
            and hasattr(self.view, "rows")
            and not self.path.rstrip("/").endswith("}")
        )

    def _is_table(self) -> bool:
        return tables.Table in self.view.parser_classes

    def is_excluded(self) -> bool:
        return not hasattr(self.view, "out") and not self._is_table()


def _parameter(name: str, kind: Any, description: str | Promise) -> OpenApiParameter:
    types = {
        str: {"type": "string"},
        int: {"type": "integer", "minimum": 1, "maximum": paging.LARGEST_SIZE},
        bool: {"type": "boolean"},
        "uuid": {"type": "string", "format": "uuid"},
        "date-time": {"type": "string", "format": "date-time"},
    }
    return OpenApiParameter(name, types[kind], OpenApiParameter.QUERY, description=str(description))
