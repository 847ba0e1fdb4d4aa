"""The public tables as open data: columns with their meaning, rows of plain values, CSV and JSON."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from dashboards.public.contents import HIDDEN, Content, Place, Shown, Told
from dashboards.public.wording.places import PLACES
from projects.workbench import exporting
from ui import parts

PUBLISHER = "Metropolia Gdańsk-Gdynia-Sopot"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
Row = list[Any]
# One mark for whatever is not told: no number at all, and the word beside it.
STATES = {HIDDEN: "ukryte"}
SEXES = {"": "razem", "F": "kobiety", "M": "mężczyźni"}


@dataclass(frozen=True)
class Column:
    """`kind` is string, integer, number or date, as JSON Schema and CSVW call them."""

    name: str
    kind: str
    meaning: str
    is_required: bool = True


@dataclass(frozen=True)
class PublicTable:
    """One table of every edition; `rows` is a pure function of the edition's content."""

    key: str
    title: str
    title_en: str
    about: str
    columns: tuple[Column, ...]
    rows: Callable[[Content], Iterator[Row]]


INDICATOR = (
    Column("wskaznik", "string", "kod wskaźnika"),
    Column("wskaznik_nazwa", "string", "nazwa wskaźnika"),
)
COUNTS = (
    Column("stan", "string", "wartość albo ukryte: liczby od 1 do 7 i te, które by je zdradziły"),
    Column(
        "udzialy", "integer", "udziały w projektach, każdy liczony raz w projekcie, do 5", False
    ),
    Column("osoby", "integer", "osoby, każda liczona raz, zaokrąglone do 5", False),
)
OF_UNIT = (
    Column("teryt", "string", "kod TERYT powiatu albo miasta na prawach powiatu"),
    Column("powiat_lub_miasto", "string", "nazwa powiatu albo miasta"),
)


def _indicator(content: Content, code: str) -> Row:
    return [code, content.name_of(code, "pl")]


def _counts(told: Told) -> Row:
    state = next((STATES.get(one, one) for one in told if isinstance(one, str)), "wartość")
    return [state, *(_number(one) for one in told)]


def _number(shown: Shown) -> int | None:
    return None if isinstance(shown, str) else shown


def _found(content: Content) -> Iterator[tuple[Place, Told]]:
    """What an edition tells, in order; a table that is left out of it has no row."""
    left_out = set(content.dropped)
    return (one for one in sorted(content.cells.items()) if one[0] not in left_out)


def _programme(content: Content) -> Iterator[Row]:
    for place, told in _found(content):
        if not place.unit_code and not place.project_id:
            period = "" if place.period == "ALL" else place.period
            indicator = _indicator(content, place.code)
            yield [*indicator, period, SEXES[place.sex], *_counts(told)]


def _units(content: Content) -> Iterator[Row]:
    known = {one.code: one for one in content.units}
    for place, told in _found(content):
        entry = known.get(place.unit_code)
        if entry and not place.project_id:
            named = [place.unit_code, PLACES[place.unit_code].pl]
            people = [entry.population, entry.population_on]
            indicator = _indicator(content, place.code)
            yield [*named, *indicator, SEXES[place.sex], *_counts(told), *people]


def _projects(content: Content) -> Iterator[Row]:
    known = {one.id: one for one in content.projects}
    for place, told in _found(content):
        entry = known.get(place.project_id)
        if entry:
            days = [entry.starts_on.isoformat(), entry.ends_on.isoformat()]
            money = None if entry.eu_amount is None else str(entry.eu_amount)
            card = [entry.id, entry.title, entry.unit_code, entry.leader, *days, money]
            state, participations, _people = _counts(told)
            made_up = ", ".join(entry.invented)
            yield [*card, made_up, *_indicator(content, place.code), state, participations]


def _official(content: Content) -> Iterator[Row]:
    for one in content.official:
        day = one.published_on.isoformat() if one.published_on else None
        place = [one.unit_code, one.project_id]
        yield [
            *_indicator(content, one.subject),
            *place,
            one.value,
            one.source,
            day,
            one.approved_by,
        ]


TABLES = {
    table.key: table
    for table in (
        PublicTable(
            "wyniki-programu",
            "Wyniki programu według lat i płci",
            "Results of the programme by year and sex",
            "Osoby i udziały w całym programie: od początku, w każdym roku, kobiety i mężczyźni.",
            (
                *INDICATOR,
                Column("rok", "string", "rok; puste znaczy od początku programu", False),
                Column("plec", "string", "razem, kobiety albo mężczyźni"),
                *COUNTS,
            ),
            _programme,
        ),
        PublicTable(
            "wyniki-jednostek",
            "Wyniki powiatów i miast",
            "Results of powiats and cities",
            "Osoby i udziały od początku programu w każdym powiecie i mieście.",
            (
                *OF_UNIT,
                *INDICATOR,
                Column("plec", "string", "razem, kobiety albo mężczyźni"),
                *COUNTS,
                Column("ludnosc", "integer", "liczba mieszkańców", False),
                Column("ludnosc_stan_na", "string", "dzień, którego dotyczy liczba mieszkańców"),
            ),
            _units,
        ),
        PublicTable(
            "wyniki-projektow",
            "Wyniki projektów",
            "Results of projects",
            "Projekty, na których strony zgodziły się prowadzące je jednostki.",
            (
                Column("projekt", "string", "identyfikator projektu"),
                Column("tytul", "string", "tytuł projektu"),
                Column("teryt", "string", "kod TERYT powiatu albo miasta"),
                Column("lider", "string", "kto prowadzi projekt"),
                Column("od", "date", "pierwszy dzień projektu"),
                Column("do", "date", "ostatni dzień projektu"),
                Column("dofinansowanie_ue", "number", "środki Unii Europejskiej w złotych", False),
                Column("zmyslone", "string", "pola karty zmyślone na potrzeby pokazu", False),
                *INDICATOR,
                COUNTS[0],
                COUNTS[1],
            ),
            _projects,
        ),
        PublicTable(
            "wyniki-ogloszone",
            "Liczby ogłoszone oficjalnie",
            "Officially published figures",
            "Liczby podane tak, jak je ogłoszono, ze źródłem; nie wchodzą do żadnej sumy.",
            (
                *INDICATOR,
                Column(
                    "teryt", "string", "kod TERYT, gdy liczba dotyczy powiatu albo miasta", False
                ),
                Column("projekt", "string", "identyfikator, gdy liczba dotyczy projektu", False),
                Column("wartosc", "integer", "liczba, jak ją ogłoszono"),
                Column("zrodlo", "string", "gdzie ją ogłoszono"),
                Column("ogloszono", "date", "kiedy ją ogłoszono", False),
                Column("zatwierdzil", "string", "kto zgodził się na jej pokazanie"),
            ),
            _official,
        ),
    )
}


def as_csv(table: PublicTable, content: Content) -> str:
    """For programs: commas, points, UTF-8; an empty cell is no number."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    for row in table.rows(content):
        writer.writerow([_plain(value) for value in row])
    return written.getvalue()


def _plain(value: Any) -> Any:
    # A cell must not become a formula in the reader's spreadsheet.
    text = "" if value is None else str(value)
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t") else text


def sheet(table: PublicTable, content: Content) -> exporting.Sheet:
    kinds = {"integer": "number", "number": "number"}
    return exporting.Sheet(
        title=table.title,
        columns=[parts.Column(one.name, kinds.get(one.kind, "text")) for one in table.columns],
        rows=list(table.rows(content)),
        notes=[
            (table.title, table.about),
            ("licencja", LICENCE),
            ("stan na", content.as_of.isoformat()),
            *((one.name, one.meaning) for one in table.columns),
        ],
    )


def as_json(table: PublicTable, content: Content, *, edition: int, schema_url: str) -> str:
    names = [column.name for column in table.columns]
    told = {
        "tytul": table.title,
        "licencja": LICENCE,
        "wydanie": edition,
        "stan_na": content.as_of.isoformat(),
        "schemat": schema_url,
        "dane": [dict(zip(names, row, strict=True)) for row in table.rows(content)],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def schema(table: PublicTable) -> dict[str, Any]:
    """JSON Schema of the table's JSON."""
    of_row = {column.name: _schema_of(column) for column in table.columns}
    row = {
        "type": "object",
        "properties": of_row,
        "required": list(of_row),
        "additionalProperties": False,
    }
    texts = dict.fromkeys(("tytul", "licencja", "stan_na", "schemat"), {"type": "string"})
    whole = {**texts, "wydanie": {"type": "integer"}, "dane": {"type": "array", "items": row}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": table.title,
        "description": table.about,
        "type": "object",
        "properties": whole,
        "required": list(whole),
    }


def _schema_of(column: Column) -> dict[str, Any]:
    # Money is written as text, so that no reader rounds it.
    kinds = {"date": "string", "number": "string"}
    kind: Any = kinds.get(column.kind, column.kind)
    told = {"type": kind if column.is_required else [kind, "null"], "description": column.meaning}
    return told | ({"format": "date"} if column.kind == "date" else {})


def csvw(table: PublicTable, *, csv_url: str) -> dict[str, Any]:
    """The metadata that "CSV on the Web" expects beside a file."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "pl"}],
        "url": csv_url,
        "dc:title": table.title,
        "dc:description": table.about,
        "dc:license": {"@id": LICENCE},
        "tableSchema": {
            "columns": [
                {
                    "name": column.name,
                    "titles": column.name,
                    "datatype": column.kind,
                    "dc:description": column.meaning,
                    "required": column.is_required,
                }
                for column in table.columns
            ]
        },
    }
