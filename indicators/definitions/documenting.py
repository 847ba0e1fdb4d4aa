"""The tables of docs/indicators.md, made from the files of the shipped definitions."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from django.utils.translation import override

from indicators.definitions import files
from indicators.definitions import vocabulary as words
from indicators.language import as_sentence, fields, tree

PAGE = Path(__file__).parents[2] / "docs" / "indicators.md"
BEGIN = "<!-- From here on the page is made by `manage.py document_indicators`. -->"
COLUMNS = ("code", "name", "kind", "who counts", "counted on", "unit", "source", "checked by")
BY_HAND = "declared by hand"


def renewed(page: str) -> str:
    """The page with its tables as the files have them; what a person wrote stays."""
    written, _, _tables = page.partition(BEGIN)
    return f"{written}{BEGIN}\n\n{tables()}"


def tables() -> str:
    """One table for each family, in English."""
    with override("en"):
        families = groupby(files.read_standard(), key=lambda definition: definition["family"])
        return "\n".join(_table(words.Family(family), list(own)) for family, own in families)


def _table(family: words.Family, definitions: list[dict[str, Any]]) -> str:
    label = str(family.label)
    lines = [
        f"## {label[0].upper()}{label[1:]}",
        "",
        _line(COLUMNS),
        "|" + "---|" * len(COLUMNS),
        *(_line(_cells(definition)) for definition in definitions),
        "",
    ]
    return "\n".join(lines)


def _line(cells: Iterator[str] | tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cells(definition: dict[str, Any]) -> Iterator[str]:
    day = definition["counts_on"]
    yield f"`{definition['code']}`"
    yield definition["names"]["en"]
    yield str(words.Kind(definition["kind"]).label)
    yield _who(definition)
    yield str(fields.COUNTING_DAYS[day]) if day else "—"
    yield str(words.CountingUnit(definition["counting_unit"]).label)
    yield definition["source"]
    yield definition["checked_by"] or "nobody yet"


def _who(definition: dict[str, Any]) -> str:
    if definition["kind"] == words.Kind.RATE:
        return f"`{definition['numerator']}` of `{definition['denominator']}`"
    if definition["rule"] is None:
        return BY_HAND
    return as_sentence.sentence(tree.parse(definition["rule"]))
