"""A row of made-up values for every table of a unit that has none: whatever its columns are."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, models, transaction

from core import tenancy
from core.sealed import SealedField

# What ends lines, looks like a formula, or hides.
ODD = '=1+1\r\n\u2028\u202eą"'
VALUES: dict[type[models.Field], Any] = {
    SealedField: ODD,
    models.BinaryField: b"\x00\xff",
    models.EmailField: "kto@example.org",
    models.CharField: ODD,
    models.TextField: ODD,
    models.BooleanField: True,
    models.DecimalField: Decimal("0.5"),
    models.IntegerField: 1,
    models.DateTimeField: datetime(2026, 7, 1, 10, 0, 0, 7, UTC),
    models.DateField: date(2026, 7, 1),
    models.TimeField: time(8, 5),
    models.JSONField: {"ą": [1, None, {"b": "c"}]},
}
# Of two that a constraint holds apart.
GREATER = {"below": Decimal(2)}


def fill(wanted: list[type[models.Model]], *, tenant: Any) -> set[str]:
    """Fill what is empty, what others point to first; the tables in which no such row may stand."""
    with tenancy.inside(tenant, role=tenancy.Role.OWNER):
        empty = [model for model in wanted if not model._base_manager.exists()]
        while empty:
            refused = [model for model in empty if not _filled(model)]
            if len(refused) == len(empty):
                break
            empty = refused
    return {model._meta.db_table for model in empty}


def _filled(model: type[models.Model]) -> bool:
    fields = [each for each in model._meta.concrete_fields if not _is_given(each)]
    try:
        with transaction.atomic():
            model._base_manager.create(**{each.attname: _value(each) for each in fields})
    except (IntegrityError, LookupError):
        return False
    return True


def _is_given(each: models.Field) -> bool:
    return isinstance(each, models.AutoField | models.BigAutoField)


def _value(each: Any) -> Any:
    if each.is_relation:
        return _related(each)
    if isinstance(each, models.UUIDField):
        return uuid4()
    if isinstance(each, ArrayField):
        return [_value(each.base_field)]
    if each.flatchoices:
        return next(value for value, _label in each.flatchoices if value)
    return GREATER.get(each.name) or _plain(each)


def _plain(each: Any) -> Any:
    value = next(value for kind, value in VALUES.items() if isinstance(each, kind))
    return value[: each.max_length] if isinstance(value, str) and each.max_length else value


def _related(each: Any) -> Any:
    """The key of a row that there is; of a one-to-one, of one that nobody has yet."""
    there = each.related_model._base_manager.order_by("pk")
    if each.unique:
        there = there.exclude(pk__in=each.model._base_manager.values(each.attname))
    key = there.values_list(each.target_field.attname, flat=True).first()
    if key is None and not each.null:
        raise LookupError(each)
    return key
