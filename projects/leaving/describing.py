"""Describes every table of the export in both languages: `schema.json`, made from the models."""

import inspect
import re
from typing import Any

from django.db import models
from django.utils import translation
from django.utils.functional import Promise

from core import privacy
from projects.leaving import carried, tables
from projects.leaving.kinds import Kind, kind_of
from projects.leaving.tables import Column, Table

LANGUAGES = ("pl", "en")
# How columns are named here: the end of a name says in what its number counts.
UNITS = (
    (re.compile(r"_amount$|^(amount|rate|cap|personal_rate)$"), "PLN"),
    (re.compile(r"(^|_)hours$"), "hours"),
    (re.compile(r"_percent$|^percent$"), "percent"),
    (re.compile(r"^milliseconds$|_ms$"), "milliseconds"),
    (re.compile(r"^bytes_count$"), "bytes"),
    (re.compile(r"_days$"), "days"),
    (re.compile(r"_months$"), "months"),
    (re.compile(r"_count$"), "count"),
)
NUMBERS = {Kind.INTEGER, Kind.DECIMAL, Kind.NUMBER}


def schema(leaving: list[Table]) -> dict[str, Any]:
    """All that a program has to know to read the tables, keys between them included."""
    names = {table.name for table in leaving}
    return {
        "tables": [_table(table, names) for table in leaving],
        "left_out": {
            "tables": [
                {"name": name, "why": both(reason)} for name, reason in tables.left_tables()
            ],
            "views": tables.views(),
        },
    }


def both(text: str | Promise) -> dict[str, str]:
    """A text in both languages."""
    told = {}
    for language in LANGUAGES:
        with translation.override(language):
            told[language] = str(text)
    return told


def _table(table: Table, names: set[str]) -> dict[str, Any]:
    keys = [each.column for each in table.model._meta.pk_fields]
    declared = privacy.declared(table.model)
    return {
        "name": table.name,
        "csv": table.path("csv"),
        "jsonl": table.path("jsonl"),
        "is": "the unit's own" if table.folder == tables.OWN else "shared by all units",
        "description": inspect.cleandoc(table.model.__doc__ or ""),
        "primary_key": keys,
        "columns": [_column(column, declared, names) for column in table.columns],
        "left_out": [{"name": name, "why": both(why)} for name, why in table.left.items()],
    }


def _column(column: Column, declared: dict[str, str], names: set[str]) -> dict[str, Any]:
    each = column.field
    facts = {
        "name": column.name,
        "type": str(column.kind),
        "nullable": each.null,
        "label": both(each.verbose_name),
        "privacy": declared.get(each.name, "plain"),
        "sealed": column.is_sealed or bool(column.file and column.file.is_sealed),
        "unit": _unit(column),
        "of": _element(each),
        "choices": _choices(each),
        "references": _reference(each, names),
        **_digits(each),
    }
    return {name: fact for name, fact in facts.items() if fact not in (None, [], {})}


def _unit(column: Column) -> str | None:
    if column.kind not in NUMBERS:
        return None
    return next((unit for ends, unit in UNITS if ends.search(column.name)), None)


def _element(each: Any) -> str | None:
    """What a list is a list of."""
    base = getattr(each, "base_field", None)
    return str(kind_of(base)) if base is not None else None


def _choices(each: Any) -> list[dict[str, Any]]:
    found = each.flatchoices or getattr(getattr(each, "base_field", None), "flatchoices", None)
    return [
        {"value": value, **both(label)} for value, label in found or () if value not in ("", None)
    ]


def _reference(each: models.Field, names: set[str]) -> dict[str, str] | None:
    """Where a foreign key leads, if that table is in the export."""
    label = f"{each.model._meta.label}.{each.name}"
    if not each.is_relation or each.related_model is None or label in carried.LOOSE:
        return None
    to = each.related_model._meta.db_table  # type: ignore[union-attr]
    column = each.target_field.column  # type: ignore[attr-defined]
    return {"table": to, "column": column} if to in names else None


def _digits(each: models.Field) -> dict[str, int]:
    if not isinstance(each, models.DecimalField):
        return {}
    return {"digits": each.max_digits or 0, "scale": each.decimal_places or 0}
