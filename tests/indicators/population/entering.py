"""Enters the people of the page through the operations that pages call, and nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from core import pesel, tenancy
from core.errors import RuleBroken
from core.ledger.models import Member
from indicators.facts.tasks import publish_tenant
from projects.agreements.models import Project, ProjectPartner
from projects.participants import entries
from projects.participants import operations as participants
from projects.participants.models import Outcome, Participation, Person
from projects.support import operations as support
from projects.support.models import Service
from projects.support.vocabulary import Area, Kind, Unit
from tenants.models import Tenant
from territory import operations as territory
from territory.rules import DegreeRow
from tests import make
from tests.indicators.population import page
from tests.indicators.population.page import NOBODY_ASKED, Row, Seen
from tests.make import agreements as make_agreements
from tests.make import path as make_path
from tests.make import support as make_support

UNITS = ("alfa", "beta", "delta")
# Gminy by their degree of urbanisation; the last is on no list.
GMINY = {"1": "2261011", "2": "2205023", "3": "2205072", NOBODY_ASKED: "2205012"}
# A PESEL of this serial is anybody's of that day; the people are invented.
SERIAL = 4_900
PROOFS = {
    "EMPLOYMENT": "CONTRACT",
    "LASTING_WORK": "CONTRACT",
    "QUALIFICATION": "CERTIFICATE",
    "JOB_SEARCH": "LABOUR_OFFICE",
    "EDUCATION": "SCHOOL",
}
VOIDED_AT = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)


@dataclass
class Entered:
    """Who was entered, for stories that go on and for tests that look them up."""

    units: dict[str, Tenant] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)
    partners: dict[str, ProjectPartner] = field(default_factory=dict)
    people: dict[tuple[str, str], Person] = field(default_factory=dict)
    participations: dict[str, Participation] = field(default_factory=dict)

    def number_of(self, participation_id: UUID) -> str:
        ids = {one.pk: number for number, one in self.participations.items()}
        return ids.get(participation_id, "somebody else")


def enter() -> Entered:
    """Enter everybody; the units are those of the template, and one more."""
    entered = Entered()
    with tenancy.acting_as(tenancy.Role.OWNER):
        _load_degurba()
    _open_units(entered)
    for row in page.table("Projects"):
        _enter_project(entered, row)
    for row in page.participations():
        unit = _unit_of(row["project"])
        with tenancy.inside(entered.units[unit]):
            Story(entered, row, unit).tell()
    with tenancy.inside(entered.units["alfa"]):
        _enter_who_never_counts(entered)
    return entered


def publish(entered: Entered) -> None:
    for unit in entered.units.values():
        publish_tenant(unit)


def _load_degurba() -> None:
    rows = [
        DegreeRow(line=line, code=code, degree=degree)
        for line, (degree, code) in enumerate(GMINY.items(), start=2)
        if degree != NOBODY_ASKED
    ]
    territory.load_degurba(
        rows=rows, source="invented list", valid_from=date(2014, 1, 1), by=make.BY
    )


def _open_units(entered: Entered) -> None:
    with tenancy.acting_as(tenancy.Role.OWNER):
        delta = make.open_tenant("delta")
        delta.joins_matching = False
        delta.save(update_fields=["joins_matching"])
    for slug in UNITS:
        entered.units[slug] = unit = make.tenant(slug)
        email = f"coordinator@{slug}.example.org"
        entered.members[slug] = make.member(unit, email, f"Ola z {slug}", "coordinator")


def _unit_of(project: str) -> str:
    return {row["project"]: row["unit"] for row in page.table("Projects")}[project]


def _enter_project(entered: Entered, row: Row) -> None:
    by = entered.members[row["unit"]]
    with tenancy.inside(entered.units[row["unit"]]):
        project = make.project(
            by=by,
            title=f"Klub {row['project']}",
            fund="RPO_WP" if row["rules"] == "P2014" else "FEP",
            rule_set=row["rules"],
            starts_on=date.fromisoformat(row["from"]),
            ends_on=date.fromisoformat(row["to"]),
        )
        entered.projects[row["project"]] = project
        entered.partners[row["project"]] = make_agreements.partner(of=project, by=by)


def _person_entry(who: str, *, gmina: str) -> entries.PersonEntry:
    known = {row["who"]: row for row in page.table("People")}[who]
    given_name, family_name = who.split()
    born_on = date.fromisoformat(known["born"])
    number = pesel.make(born_on=born_on, sex=known["sex"], serial=SERIAL)
    return make.person_entry(
        given_name=given_name,
        family_name=family_name,
        born_on=born_on,
        sex=known["sex"],
        pesel=number if known["PESEL"] == "yes" else None,
        gmina=gmina,
    )


def _state(row: Row) -> dict[str, Any]:
    said = {key: "" if value == NOBODY_ASKED else value for key, value in row.items()}
    return {
        "labour_status": said["status"],
        "labour_detail": said["detail"],
        "long_term_unemployed": said["detail"] == "LONG_TERM",
        "months_out_of_work": int(said["months"]) if said["months"] else None,
        "isced": int(said["ISCED"]),
        "disability": said["disability"],
        "minority": said["minority"],
        "homeless": said["homeless"],
        "disadvantage": said["other disadvantage"],
        "third_country": said["third country"],
        "foreign_background": said["foreign"],
        "citizenship": "OUTSIDE_EU" if said["third country"] == "YES" else "PL",
        "at_risk": said["at risk"] == "yes",
    }


def _enter_who_never_counts(entered: Entered) -> None:
    participants.accept(
        project=entered.projects["A21"],
        person=_person_entry("Ksenia Zielke", gmina=GMINY["2"]),
        state=make.state_entry(),
        on=make.TODAY,
        by=entered.members["alfa"],
    )
    attempt_without_education(entered)


def attempt_without_education(entered: Entered) -> None:
    """Zenon told no education, and without it nobody is a participant."""
    with refused(participants.Refused):
        participants.enter_participant(
            project=entered.projects["A21"],
            person=make.person_entry(
                given_name="Zenon", family_name="Żywicki", sex="M", pesel=None, gmina=GMINY["2"]
            ),
            start=make.start_entry(started_on=date(2024, 9, 2), isced=None),
            on=make.TODAY,
            by=entered.members["alfa"],
        )


def story_of(entered: Entered, number: str) -> "Story":
    """The story of somebody entered already."""
    (row,) = [row for row in page.participations() if row["no"] == number]
    story = Story(entered, row, _unit_of(row["project"]))
    story.one = entered.participations[number]
    return story


@contextmanager
def refused(refusal: type[RuleBroken]) -> Iterator[None]:
    """What stands inside must not be let in."""
    with pytest.raises(refusal):
        yield


class Story:
    """One participation from its first day to its last, as its row and its story tell it."""

    def __init__(self, entered: Entered, row: Row, unit: str) -> None:
        self.entered, self.row, self.unit = entered, row, unit
        self.number, self.who = row["no"], row["who"]
        self.by, self.project = entered.members[unit], entered.projects[row["project"]]

    def tell(self) -> None:
        begin = getattr(self, f"begin_{self.number}", self.begin)
        self.one: Participation = begin()
        self.entered.participations[self.number] = self.one
        self.entered.people[self.unit, self.who] = self.one.person
        self.give_support()
        getattr(self, f"meanwhile_{self.number}", lambda: None)()
        if self.row["left"] != NOBODY_ASKED:
            self.end()
        getattr(self, f"afterwards_{self.number}", lambda: None)()

    # How it begins.

    def begin(self) -> Participation:
        person, start = self.person_entry(), self.start_entry()
        known = self.entered.people.get((self.unit, self.who))
        if known is not None:
            return participants.enrol(
                project=self.project, person=known, start=start, on=make.TODAY, by=self.by
            )
        return participants.enter_participant(
            project=self.project, person=person, start=start, on=make.TODAY, by=self.by
        )

    def person_entry(self) -> entries.PersonEntry:
        return _person_entry(self.who, gmina=GMINY[self.row["rural"]])

    def start_entry(self, **facts: Any) -> entries.StartEntry:
        """The state of the row; the address of the start is the one of that day."""
        start = {
            **_state(self.row),
            "started_on": date.fromisoformat(self.row["start"]),
            "address": self.person_entry().address,
        }
        return entries.StartEntry(**{**start, **facts})

    def begin_14(self) -> Participation:
        """Karolina is accepted; her start is the first support."""
        state = _state(self.row) | {"declared_on": date(2024, 2, 1)}
        return participants.accept(
            project=self.project,
            person=self.person_entry(),
            state=entries.StateEntry(**state),
            on=make.TODAY,
            by=self.by,
        )

    def begin_23(self) -> Participation:
        """Szymon is entered with a mistake, and corrected."""
        entered = participants.enter_participant(
            project=self.project,
            person=self.person_entry(),
            start=self.start_entry(disability="YES"),
            on=make.TODAY,
            by=self.by,
        )
        return participants.correct_start(
            participation=entered,
            start=self.start_entry(),
            version=entered.version,
            reason="pomyłka przy wpisywaniu",
            on=make.TODAY,
            by=self.by,
        )

    def begin_26(self) -> Participation:
        """Wiktor is counted around his sister, and then made a participant."""
        beside = make_path.surrounding(
            self.entered.participations["14"],
            by=self.by,
            relation="SIBLING",
            age_group="ADULT",
            starts_on=date(2024, 5, 6),
        )
        return participants.promote(
            surrounding=beside,
            person=self.person_entry(),
            start=self.start_entry(),
            version=beside.version,
            on=make.TODAY,
            by=self.by,
        )

    # What happens while it lasts.

    def give_support(self) -> None:
        for area in page.listed(self.row["support"]):
            support.give_support(
                participation=self.one,
                service=self.service(Area(area.upper())),
                given_on=date.fromisoformat(self.row["start"]),
                quantity=Decimal(2),
                on=make.TODAY,
                by=self.by,
            )
        self.one.refresh_from_db()

    def service(self, area: Area) -> Service:
        """One service of each area; the vocational one is the partner's."""
        name = f"Wsparcie: {area}"
        found = Service.objects.filter(project=self.project, name=name).first()
        partner = self.entered.partners[self.row["project"]]
        return found or make_support.service(
            of=self.project,
            by=self.by,
            name=name,
            area=area,
            kind=Kind.OTHER,
            unit=Unit.HOUR,
            national_code="",
            provider=partner if area == Area.VOCATIONAL else None,
        )

    def meanwhile_2(self) -> None:
        """Nobody takes part in one project twice."""
        with refused(participants.AlreadyTakesPart):
            participants.enrol(
                project=self.project,
                person=self.one.person,
                start=self.start_entry(),
                on=make.TODAY,
                by=self.by,
            )

    def meanwhile_7(self) -> None:
        """Grażyna leaves for the first time, and comes back."""
        left = participants.leave(
            participation=self.one,
            entry=entries.LeaveEntry(
                ended_on=date(2019, 5, 31), completed_path=True, exit_situation="SEEKS_WORK"
            ),
            version=self.one.version,
            on=make.TODAY,
            by=self.by,
        )
        self.one = left
        self.record(Seen("JOB_SEARCH", date(2019, 6, 5), 5))
        left.refresh_from_db()
        self.one = make.come_back(
            left, version=left.version, by=self.by, returned_on=date(2019, 8, 1)
        )

    def meanwhile_14(self) -> None:
        make_path.surrounding(self.one, by=self.by, people=2, starts_on=date(2024, 4, 2))

    def meanwhile_23(self) -> None:
        make_path.pause(
            self.one, by=self.by, starts_on=date(2025, 1, 7), expected_on=date(2025, 12, 1)
        )

    # How it ends.

    def end(self) -> None:
        self.one = participants.leave(
            participation=self.one,
            entry=entries.LeaveEntry(
                ended_on=date.fromisoformat(self.row["left"]),
                completed_path=self.row["path completed"] == "yes",
                exit_situation="OTHER",
            ),
            version=self.one.version,
            on=make.TODAY,
            by=self.by,
        )
        if self.row["social progress"] != NOBODY_ASKED:
            self.survey()
        self.attempt_what_is_refused()
        for outcome in page.seen(self.row["outcomes"]):
            self.record(outcome, on=make.TODAY if self.number != "24" else date(2025, 9, 1))

    def attempt_what_is_refused(self) -> None:
        for attempt in page.seen(self.row["refused"]):
            with refused(participants.Refused):
                self.record(attempt)

    def record(self, outcome: Seen, *, on: date = make.TODAY) -> None:
        entry = entries.OutcomeEntry(
            kind=outcome.kind, observed_on=outcome.day, evidence=PROOFS[outcome.kind]
        )
        participants.record_outcome(participation=self.one, outcome=entry, on=on, by=self.by)

    def survey(self) -> None:
        """The same answers at the exit show no progress; higher ones do."""
        *nothing, day = self.row["social progress"].split()
        start = date.fromisoformat(self.row["start"])
        make_path.survey(self.one, by=self.by, filled_on=start)
        make_path.survey(
            self.one,
            by=self.by,
            moment="EXIT",
            filled_on=date.fromisoformat(day),
            answer=2 if nothing else 3,
        )

    # What comes later.

    def afterwards_8(self) -> None:
        participants.void(
            participation=self.one,
            kind="INELIGIBLE",
            reason="kontrola",
            version=self.one.version,
            at=VOIDED_AT,
            by=self.by,
        )

    def afterwards_9(self) -> None:
        """No operation leaves an outcome without evidence; earlier data may hold one."""
        Outcome.objects.filter(participation=self.one).update(evidence="")

    def afterwards_24(self) -> None:
        """Teresa moves to a town and gets a certificate: what was at the start stays."""
        moved = _person_entry(self.who, gmina=GMINY["2"])
        participants.correct_person(
            person=self.one.person,
            entry=moved,
            version=Person.objects.get(pk=self.one.person_id).version,
            reason="przeprowadzka",
            on=make.TODAY,
            by=self.by,
        )
        entry = make.premise_entry(
            kind="DISABILITY", evidence="DISABILITY_CERTIFICATE", seen_on=date(2025, 10, 1)
        )
        participants.note_premise(participation=self.one, entry=entry, on=make.TODAY, by=self.by)
