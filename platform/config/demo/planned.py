"""The demo's tables as values: published cells as published, every other one marked invented."""

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
GROSZ = Decimal("0.01")
FIGURES = (
    "total",
    "women",
    "men",
    "disabled",
    "disabled_women",
    "disabled_men",
    "employed",
    "qualified",
    "job_seeking",
)
# A cell is filled either by projects.csv (published) or by plan.csv (invented), never by both.
CELLS = (
    "starts_on",
    "ends_on",
    "total_value",
    "eu_funding",
    *(f"target_{name}" for name in FIGURES),
    *(f"result_{name}" for name in FIGURES),
    "result_completed",
)
PUBLISHED_DAYS = {"starts_on": "starts", "ends_on": "ends"}
NAMES_OF_AN_INVENTED_PROJECT = ("title", "programme", "leader")

Row = dict[str, str]


class PlanBroken(ValueError):
    """The demo's tables contradict each other or what was published."""


@dataclass(frozen=True, kw_only=True)
class Tenant:
    """kind is CITY, POWIAT, GMINA or NGO; unit is one of the nine units of the area."""

    slug: str
    name: str
    short_name: str
    kind: str
    teryt: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class Count:
    women: int
    men: int

    @property
    def total(self) -> int:
        return self.women + self.men


@dataclass(frozen=True, kw_only=True)
class Figures:
    """One column of a project's indicators: its targets, or its results."""

    supported: Count
    disabled: Count
    employed: int
    qualified: int
    job_seeking: int
    completed: int | None


@dataclass(frozen=True, kw_only=True)
class PlannedProject:
    """`invented` names the cells nobody published; empty texts were not published and stay empty.

    `as_published` holds dates printed as a year, a month or an impossible day; `supported_by`
    is a published figure of an earlier day: so many people by then.
    """

    key: str
    tenant: str
    unit: str
    edition: int | None
    title: str
    programme: str
    rule_set: str
    measure: str
    agreement_number: str
    leader: str
    starts_on: date
    ends_on: date
    first_support_on: date
    as_published: dict[str, str]
    total_value: Decimal
    eu_funding: Decimal
    target: Figures
    result: Figures
    left: int
    pending: int
    supported_by: tuple[date, int] | None
    gminas: tuple[str, ...]
    invented: frozenset[str]
    is_real: bool
    source: str
    note: str

    @property
    def own_contribution(self) -> Decimal:
        return self.total_value - self.eu_funding

    @property
    def is_running(self) -> bool:
        return self.left < self.result.supported.total or self.pending > 0


@dataclass(frozen=True, kw_only=True)
class Repeat:
    """People who took part in several projects, in this order; `other` had no disability."""

    path: tuple[str, ...]
    other: Count
    disabled: Count


@dataclass(frozen=True, kw_only=True)
class Partner:
    project_key: str
    name: str
    kind: str
    role: str


@dataclass(frozen=True, kw_only=True)
class SupportForm:
    """area is one of the five areas of the basket; basis tells whether the source states it."""

    project_key: str
    name: str
    area: str
    basis: str


@cache
def tenants() -> tuple[Tenant, ...]:
    return tuple(Tenant(**row) for row in rows("tenants"))


@cache
def partners() -> tuple[Partner, ...]:
    return tuple(
        Partner(
            project_key=row["project_key"],
            name=row["partner"],
            kind=row["kind"],
            role=row["role"],
        )
        for row in rows("partners")
    )


@cache
def support() -> tuple[SupportForm, ...]:
    return tuple(
        SupportForm(
            project_key=row["project_key"],
            name=row["support_form"],
            area=row["basket_area"],
            basis=row["stated_or_implied"],
        )
        for row in rows("support")
    )


@cache
def repeats() -> tuple[Repeat, ...]:
    return tuple(
        Repeat(
            path=tuple(row["path"].split(">")),
            other=_count(row, women="other_women", men="other_men"),
            disabled=_count(row, women="disabled_women", men="disabled_men"),
        )
        for row in rows("repeats")
    )


@cache
def projects() -> tuple[PlannedProject, ...]:
    made = {row["key"]: row for row in rows("plan")}
    known = [*rows("projects"), *rows("invented_projects")]
    return tuple(_project(row, made[row["key"]]) for row in known)


@cache
def _by_key() -> dict[str, PlannedProject]:
    return {each.key: each for each in projects()}


def project(key: str) -> PlannedProject:
    return _by_key()[key]


def rows(table: str) -> list[Row]:
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _project(known: Row, made: Row) -> PlannedProject:
    is_real = "source" in known
    cells, invented = _merged(known, made)
    if not is_real:
        invented |= set(NAMES_OF_AN_INVENTED_PROJECT)
    return PlannedProject(
        **{name: known[name] for name in ("key", "tenant", "unit", "title", "programme", "leader")},
        **{name: known.get(name, "") for name in ("measure", "agreement_number", "source", "note")},
        edition=int(known["edition"]) if known["edition"] else None,
        rule_set="P2021" if "2021-2027" in known["programme"] else "P2014",
        starts_on=date.fromisoformat(cells["starts_on"]),
        ends_on=date.fromisoformat(cells["ends_on"]),
        first_support_on=date.fromisoformat(made["first_support_on"] or cells["starts_on"]),
        as_published=_printed_days(known),
        total_value=Decimal(cells["total_value"]).quantize(GROSZ),
        eu_funding=Decimal(cells["eu_funding"]).quantize(GROSZ),
        target=_figures(cells, "target"),
        result=_figures(cells, "result"),
        left=int(made["left"]),
        pending=int(made["pending"]),
        supported_by=_milestone(made["supported_by"]),
        gminas=tuple(made["gminas"].split()),
        invented=frozenset(invented),
        is_real=is_real,
    )


def _merged(known: Row, made: Row) -> tuple[Row, set[str]]:
    cells: Row = {}
    invented = set()
    for name in CELLS:
        published = _published(known, name)
        if published and made[name]:
            raise PlanBroken(f"{known['key']}: {name} is published and must not be invented")
        cells[name] = published or made[name]
        if not published:
            invented.add(name)
    if invented & {"total_value", "eu_funding"}:
        invented.add("own_contribution")
    return cells, invented


def _published(known: Row, name: str) -> str:
    text = known.get(PUBLISHED_DAYS.get(name, name), "")
    return text if name not in PUBLISHED_DAYS or _is_whole_day(text) else ""


def _is_whole_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _printed_days(known: Row) -> dict[str, str]:
    printed = {name: known.get(column, "") for name, column in PUBLISHED_DAYS.items()}
    return {name: text for name, text in printed.items() if text and not _is_whole_day(text)}


def _figures(cells: Row, column: str) -> Figures:
    completed = cells.get(f"{column}_completed")
    figures = Figures(
        supported=_count(cells, women=f"{column}_women", men=f"{column}_men"),
        disabled=_count(cells, women=f"{column}_disabled_women", men=f"{column}_disabled_men"),
        employed=int(cells[f"{column}_employed"]),
        qualified=int(cells[f"{column}_qualified"]),
        job_seeking=int(cells[f"{column}_job_seeking"]),
        completed=int(completed) if completed else None,
    )
    for name, count in (("total", figures.supported), ("disabled", figures.disabled)):
        if count.total != int(cells[f"{column}_{name}"]):
            raise PlanBroken(f"{column}_{name}: women and men do not add up to {cells}")
    return figures


def _count(row: Row, *, women: str, men: str) -> Count:
    return Count(women=int(row[women]), men=int(row[men]))


def _milestone(text: str) -> tuple[date, int] | None:
    day, _, people = text.partition(":")
    return (date.fromisoformat(day), int(people)) if text else None
