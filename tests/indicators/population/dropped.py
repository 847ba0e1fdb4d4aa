"""Rules of counting dropped from the program, one at a time, as small changes that are undone."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from types import ModuleType
from uuid import UUID

import pytest
from django.db import connection

from core import tenancy
from core.ledger.models import OutboxEntry
from indicators.facts import hits, numbering, statements, tally
from projects.participants.operations import entering as operations
from projects.participants.rules import identity, leaving
from tenants.models import Tenant
from tests.indicators.population import entering
from tests.indicators.population.entering import Entered

OWN_COLUMNS = "select pg_get_viewdef(%s::regclass, true)"
FIRST_EXIT = "(SELECT min(x.starts_on) FROM pause x WHERE x.participation_id = pa.id)"
LAST_RETURN = "(SELECT max(x.returned_on) FROM earlier_exit x WHERE x.participation_id = pa.id)"
CERTIFIED = (
    "(EXISTS (SELECT FROM premise x"
    " WHERE x.participation_id = pa.id AND x.kind::text = 'DISABILITY'))"
)
DEGREE_OF_TODAY = (
    "(SELECT x.degree FROM public.territory_urbanisation_degree x WHERE x.gmina_id = pe.gmina)"
)
IN_AN_EARLIER_PROJECT = (
    "(EXISTS (SELECT FROM participation x"
    " WHERE x.person_id = pa.person_id AND x.started_on < pa.started_on))"
)


def publish_anew(entered: Entered) -> None:
    for unit in entered.units.values():
        with tenancy.inside(unit):
            OutboxEntry.objects.create(topic=OutboxEntry.Topic.TENANT)
    entering.publish(entered)


Change = Callable[[str], str]


@contextmanager
def view_changed(entered: Entered, view: str, change: Change) -> Iterator[None]:
    """Let every unit's view tell something else."""
    kept = {}
    for slug, unit in entered.units.items():
        with tenancy.inside(unit, role=tenancy.Role.OWNER), connection.cursor() as cursor:
            cursor.execute(OWN_COLUMNS, [view])
            kept[slug] = cursor.fetchone()[0].rstrip(";")
            changed = change(kept[slug])
            assert changed != kept[slug], kept[slug]
            cursor.execute(f"create or replace view {view} as {changed}")
    try:
        yield
    finally:
        for slug, unit in entered.units.items():
            with tenancy.inside(unit, role=tenancy.Role.OWNER), connection.cursor() as cursor:
                cursor.execute(f"create or replace view {view} as {kept[slug]}")


def column(name: str, value: str) -> Change:
    """Tell another value under the name of a column."""
    return lambda text: re.sub(rf"\bpa\.\w+( AS {name})?,", _as(name, value), text, count=0)


def _as(name: str, value: str) -> Callable[[re.Match[str]], str]:
    def told(found: re.Match[str]) -> str:
        is_it = found[1] or found[0] == f"pa.{name},"
        return f"{value} AS {name}," if is_it else found[0]

    return told


def condition(lost: str) -> Change:
    return lambda text: re.sub(lost, "", text)


def also_who(is_left_out: str) -> Change:
    return lambda text: f"{text} AND NOT {is_left_out}"


def also_around(text: str) -> str:
    """The people around a participant as participants of their own."""
    around = text.replace("pa.id,", "around.id,", 1).replace("pa.person_id,", "around.id,", 1)
    joined = around.replace(
        "FROM participation pa",
        "FROM surrounding_person around JOIN participation pa ON pa.id = around.participation_id",
    )
    return f"{text} UNION ALL {joined}"


VIEWS: dict[str, tuple[str, Change]] = {
    "2 the start is the day of the declaration": (
        "counting_row",
        column("started_on", "COALESCE(pa.declared_on, pa.started_on)"),
    ),
    "3 a pause is leaving": (
        "counting_row",
        column("ended_on", f"COALESCE(pa.ended_on, {FIRST_EXIT})"),
    ),
    "5 whoever returns starts anew": (
        "counting_row",
        column("started_on", f"COALESCE({LAST_RETURN}, pa.started_on)"),
    ),
    "6 another project is no new participation": ("counting_row", also_who(IN_AN_EARLIER_PROJECT)),
    "7 what a partner gives does not count": (
        "counting_support",
        lambda text: text.replace(
            "JOIN service v ON v.id = g.service_id",
            "JOIN service v ON v.id = g.service_id AND v.provider_id IS NULL",
        ),
    ),
    "8 people around a participant are participants": ("counting_row", also_around),
    "9 a later certificate changes the start": (
        "counting_row",
        column(
            "disability",
            f"CASE WHEN {CERTIFIED} THEN 'YES' ELSE pa.disability END::character varying(7)",
        ),
    ),
    "9 a later address changes the start": (
        "counting_row",
        column("degurba", f"{DEGREE_OF_TODAY}::smallint"),
    ),
    "10 who was voided still counts": ("counting_row", condition(r"pa\.voided_at IS NULL AND ")),
    "11 an outcome counts without evidence": (
        "counting_row",
        condition(r" AND \w+\.evidence::text <> ''::text"),
    ),
}


def everybody_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        numbering, "_identity", lambda tenant, person, _box: f"alone:{tenant.uuid}:{person}"
    )


def matching_whoever_left_it(monkeypatch: pytest.MonkeyPatch) -> None:
    identity_of = numbering._identity

    def of_all(tenant: Tenant, person: UUID, box: bytes | None) -> str:
        return identity_of(Tenant(uuid=tenant.uuid, joins_matching=True), person, box)

    monkeypatch.setattr(numbering, "_identity", of_all)


def people_as_participations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "ORDER_HITS", "select %(people)s::integer[]")


def one_indicator_for_an_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    lines_of = hits._lines

    def one_a_day(fact_ids: list[int], *, on: date) -> tuple[list[hits.Line], list[hits.Line]]:
        found, opened = lines_of(fact_ids, on=on)
        return list({(fact, day): (fact, key, day) for fact, key, day in found}.values()), opened

    monkeypatch.setattr(hits, "_lines", one_a_day)


STATEMENTS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "6 nobody is recognised in another unit": everybody_alone,
    "6 a unit that left the matching is matched": matching_whoever_left_it,
    "6 people are counted as often as they take part": people_as_participations,
    "12 an outcome counts for one indicator": one_indicator_for_an_outcome,
}


# Where a refusal comes from, and an attempt that must not get past it.
REFUSALS: dict[str, tuple[ModuleType, str, Callable[[Entered], None]]] = {
    "1 nobody asks for the minimum of data": (
        identity,
        "missing_minimum",
        entering.attempt_without_education,
    ),
    "4 one person enters a project twice": (
        operations,
        "refuse_second",
        lambda entered: entering.story_of(entered, "2").meanwhile_2(),
    ),
    "11 an outcome comes after the window": (
        leaving,
        "_outcome_days",
        lambda entered: entering.story_of(entered, "3").attempt_what_is_refused(),
    ),
    "11 whoever worked at the start takes up work": (
        leaving,
        "_outcome_kinds",
        lambda entered: entering.story_of(entered, "17").attempt_what_is_refused(),
    ),
}


@contextmanager
def from_the_start_forgotten(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What counts from the start is counted anew in each year."""
    ours = tally.SHARED_FROM_NOTHING
    yearly = ours.replace("('ALL', null::date,", "('ALL', date_trunc('year', c.counted_on)::date,")
    assert yearly != ours
    with tenancy.acting_as(tenancy.Role.PUBLISHING), monkeypatch.context() as patched:
        patched.setattr(tally, "SHARED_FROM_NOTHING", yearly)
        tally.rebuild_shared()
    yield
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        tally.rebuild_shared()
