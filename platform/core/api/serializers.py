"""Input that is taken at its word: what is not asked for is refused, every fault at once."""

from datetime import UTC
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from core.api import json_types
from core.api.problems import UNKNOWN

MOST_ITEMS = 1000


@extend_schema_field({"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"})
class Clock(serializers.TimeField):
    """A time of the day in Warsaw, as 09:30."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(format="%H:%M", **facts)


class Moment(serializers.DateTimeField):
    """A moment in UTC, as 2026-11-21T08:30:00Z."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(default_timezone=UTC, **facts)


class Words(serializers.CharField):
    """A text that goes out, empty where nobody wrote any: what is sealed keeps nothing instead."""

    def get_attribute(self, instance: Any) -> Any:
        return super().get_attribute(instance) or ""


class In(serializers.Serializer):
    """The base of everything that comes in; an unknown field is a fault, not a silence.

    Nor is a value taken for what it could be made of: each has the type of JSON that its field is
    described with. Cells of a table, named by `rows` in the context, are texts all of them.
    """

    default_error_messages = {UNKNOWN: _("There is no such field. Leave it out.")}

    def to_internal_value(self, data: Any) -> Any:
        faults = {**self._unknown_in(data), **self._mistyped_in(data)}
        try:
            taken = super().to_internal_value(data)
        except serializers.ValidationError as refused:
            raise serializers.ValidationError({**dict(refused.detail), **faults}) from refused  # type: ignore[arg-type]
        if faults:
            raise serializers.ValidationError(faults)
        return taken

    def _unknown_in(self, data: Any) -> dict[str, Any]:
        unknown = set(data) - set(self.fields) if isinstance(data, dict) else set()
        return {name: [self._unknown()] for name in sorted(map(str, unknown))}

    def _mistyped_in(self, data: Any) -> dict[str, Any]:
        if not isinstance(data, dict) or "rows" in self.context:
            return {}
        found = {
            name: json_types.refusal(field, data.get(name)) for name, field in self.fields.items()
        }
        return {name: [told] for name, told in found.items() if told}

    def _unknown(self) -> serializers.ErrorDetail:
        return serializers.ErrorDetail(str(self.error_messages[UNKNOWN]), code=UNKNOWN)


MADE: dict[type, serializers.Serializer] = {}


class Out(serializers.Serializer):
    """The base of everything that goes out: fields are named one by one, never a whole model."""

    # Whether two readers are told different things of one record.
    depends_on_reader = False

    @classmethod
    def of(cls, record: Any) -> dict[str, Any]:
        """One record, by a serializer that is made once: making one copies every field."""
        if cls not in MADE:
            MADE[cls] = cls()
        return MADE[cls].to_representation(record)

    def create(self, validated_data: Any) -> Any:
        raise NotImplementedError

    update = create
