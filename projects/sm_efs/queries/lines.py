"""Everybody of a project as a row of the national file, with what it would be rejected for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery

from projects.agreements.models import Project
from projects.participants import checks
from projects.participants.columns import address_at_start
from projects.participants.models import Participation
from projects.participants.rule_sets import rule_set
from projects.sm_efs.layout import Layout, layout, national_pairs, rule_sets
from projects.sm_efs.models import Export, ExportedRow, OfficeContact
from projects.sm_efs.queries import digests
from projects.sm_efs.queries.places import address_of, places_of, units
from projects.sm_efs.rules import crossing, preflight, texts
from projects.sm_efs.rules.problems import BLOCKS, WARNS, Known, Problem
from projects.sm_efs.rules.record import SUPPORT, Record, Support, lay_out
from projects.support import queries as support
from projects.support import reference
from territory.models import Unit

Change = ExportedRow.Change


@dataclass(frozen=True, kw_only=True)
class Line:
    """One person: the record, its cells, its problems, and how it stands to what was last sent."""

    participation: Participation
    record: Record
    cells: tuple[str, ...]
    problems: tuple[Problem, ...]
    change: str
    changed_columns: tuple[str, ...]

    @cached_property
    def is_blocked(self) -> bool:
        return any(problem.blocks for problem in self.problems)

    @property
    def key(self) -> UUID:
        return self.participation.pk


@dataclass(frozen=True, kw_only=True)
class Lines:
    """The people of a project who are in it, in the order of the file, and those who are gone."""

    project: Project
    known: Known
    rows: Sequence[Line]
    gone: Sequence[Participation]

    @property
    def ready(self) -> list[Line]:
        return [line for line in self.rows if not line.is_blocked]

    @property
    def blocked(self) -> list[Line]:
        return [line for line in self.rows if line.is_blocked]

    @property
    def changed(self) -> list[Line]:
        return [line for line in self.rows if line.change != Change.SAME]

    def of_kind(self, kind: str) -> list[Line]:
        """Those that an export of this kind holds."""
        return [one for one in self.ready if kind == Export.Kind.WHOLE or one.change != Change.SAME]


def is_fed(project: Project) -> bool:
    """Whether the national system of this project's period is known."""
    return project.rule_set in rule_sets()


def lines_of(project: Project, *, on: date) -> Lines:
    """In a number of queries that does not grow with the people."""
    rows = list(_participations(project))
    for row in rows:
        row.project = project
    live = [row for row in rows if row.voided_at is None and row.started_on]
    known_units = units(on)
    known = known_of(project, on=on, known_units=known_units)
    given = _given([row.pk for row in live])
    checked = checks.of_many(live, on=on) if live else {}
    by_code = {unit.code: unit for unit in known_units}
    lines = []
    for row in live:
        record = record_of(row, given.get(row.pk, []), known, by_code)
        problems = _problems(record, checked[row.pk], given.get(row.pk, []), known)
        lines.append(_line(row, record, problems, known.layout))
    gone = [row for row in rows if row not in live and _is_sent(row)]
    return Lines(project=project, known=known, rows=lines, gone=gone)


def known_of(project: Project, *, on: date, known_units: list[Unit] | None = None) -> Known:
    """What every row of the project is judged by."""
    office = office_of(project)
    return Known(
        layout=layout(project.rule_set),
        rule_set=rule_set(project.rule_set),
        places=places_of(units(on) if known_units is None else known_units),
        project_number=project.agreement_number,
        project_starts_on=project.starts_on,
        project_ends_on=project.ends_on,
        today=on,
        pairs=national_pairs(project.rule_set),
        office={name: getattr(office, name) for name in AGREED},
    )


def office_of(project: Project) -> OfficeContact:
    """Empty, and of version 0, where nobody agreed to anything; a page joins it to the project."""
    found = getattr(project, "sm_efs_office", None)
    return found or OfficeContact(project=project, version=0)


def record_of(
    row: Participation,
    given: Sequence[support.days.Reported],
    known: Known,
    by_code: Mapping[str, Unit],
) -> Record:
    """What the national system is told of a participation: the state at the start, as it froze."""
    person, address = row.person, address_at_start(row)
    technical = getattr(row, "sm_efs_id", None)
    told: dict[str, Any] = {name: getattr(row, name) for name in SAME_NAMES}
    told |= address_of(address.gmina, by_code) | _contact(row, known)
    return Record(
        **told,
        project_number=known.project_number,
        institution_name=row.institution_name or "",
        given_name=person.given_name,
        family_name=person.family_name,
        identifier=person.pesel or person.other_identifier or "",
        no_pesel="NO" if person.pesel else "YES",
        technical_id=technical.technical_id if technical else "",
        sex=person.sex,
        age=row.age_at_start,
        education=known.rule_set.scope.education_value(row.isced).code,
        country=address.country,
        place=address.place,
        postal_code=address.postal_code,
        degurba=row.degurba_at_start or _degree(address.gmina, by_code),
        completed_path=""
        if row.completed_path is None
        else ("YES" if row.completed_path else "NO"),
        support=_supports(given, known),
    )


def _contact(row: Participation, known: Known) -> dict[str, str]:
    """The person's own; the office's where they have none and the unit agreed."""
    phone, email = row.person.phone or "", row.person.email or ""
    own = {"phone": texts.phone_of(phone) or phone, "email": email}
    own["support_scope"] = row.support_scope
    return {name: text or known.office.get(name, "") for name, text in own.items()}


# What a project agrees on once for everybody who has none of their own.
AGREED = ("phone", "email", "support_scope")


SAME_NAMES = (
    "citizenship",
    "participant_kind",
    "started_on",
    "ended_on",
    "labour_status",
    "labour_detail",
    "education_ends_on",
    "exit_situation",
    "foreign_background",
    "third_country",
    "minority",
    "homeless",
    "disability",
)


def _participations(project: Project):  # type: ignore[no-untyped-def]
    """Everybody who ever took part, with the digest and the change of what was last sent of them."""
    sent = ExportedRow.objects.filter(participation=OuterRef("pk"), export__withdrawn_at=None)
    last = sent.order_by("-export__exported_at", "-pk")
    rows = Participation.objects.filter(project=project)
    return (
        rows.select_related("person", "sm_efs_id")
        .prefetch_related("outcomes")
        .annotate(
            sent_digest=Subquery(last.values("digest")[:1]),
            sent_change=Subquery(last.values("change")[:1]),
        )
        .order_by("person__sort_key", "pk")
    )


def _is_sent(row: Participation) -> bool:
    return bool(row.sent_change) and row.sent_change != Change.GONE  # type: ignore[attr-defined]


def _given(ids: Sequence[UUID]) -> dict[UUID, list[support.days.Reported]]:
    found: dict[UUID, list[support.days.Reported]] = {}
    for one in support.services_reported(ids) if ids else ():
        found.setdefault(one.participation_id, []).append(one)
    return found


def _supports(given: Sequence[support.days.Reported], known: Known) -> tuple[Support, ...]:
    """Each national value once, from the first day of any service reported under it."""
    values = reference.national_values(known.rule_set.code)
    begun: dict[str, date] = {}
    for one in given:
        if one.national_code in values:
            first_on = begun.get(one.national_code, one.first_on)
            begun[one.national_code] = min(first_on, one.first_on)
    ordered = sorted(begun.items(), key=lambda pair: (pair[1], pair[0]))
    return tuple(
        Support(kind=values[code].kind, detail=values[code].detail, started_on=day)
        for code, day in ordered
    )


def _degree(gmina: str, by_code: Mapping[str, Unit]) -> int | None:
    unit = by_code.get(gmina)
    return unit.degree if unit else None  # type: ignore[attr-defined]


def _problems(
    record: Record,
    checked: Sequence[crossing.Found],
    given: Sequence[support.days.Reported],
    known: Known,
) -> tuple[Problem, ...]:
    """What the participants' own checks say of the record, and what the file's form adds."""
    # Of a degree that no list tells, the participants' own check says more.
    of_form = [one for one in _of_form(record, known) if one.column != "degurba" or one.value]
    said = {(one.check, one.column) for one in of_form}
    of_record = [
        crossing.as_ours(one, record, known.layout)
        for one in checked
        if one.severity in (BLOCKS, WARNS) and one.check not in BY_THE_FILE
    ]
    columns = {one.column for one in of_form}
    of_record = [
        one
        for one in of_record
        # The file's own words for the same thing come with a mend.
        if (one.check, one.column) not in said and (one.check != "L05" or one.column not in columns)
    ]
    return (*of_form, *of_record, *_unreported(record, given, known))


def _of_form(record: Record, known: Known) -> list[Problem]:
    """Without any support the lists are empty together: that is told once."""
    found = list(preflight.of_own(lay_out(record, known.layout), known))
    if record.support:
        return found
    nothing = Problem(check="S12", column="support_kinds", severity=BLOCKS)
    return [one for one in found if one.column not in SUPPORT] + [nothing]


# The file asks for these by itself, and the office may stand in.
BY_THE_FILE = frozenset({"L02", "L03"})


def _unreported(
    record: Record, given: Sequence[support.days.Reported], known: Known
) -> list[Problem]:
    """S13: a service that was given and has no national value, with the one its area proposes."""
    values, found = reference.national_values(known.rule_set.code), []
    for name, kind, area in sorted(
        {(g.service_name, g.kind, g.area) for g in given if not g.national_code}
    ):
        code = known.layout.national_value_of(own="", kind=kind, area=area)
        if code in values:
            facts = {"meant": str(values[code])}
            found.append(Problem(check="S13", column="", severity=WARNS, value=name, facts=facts))
    return found


def _line(row: Participation, record: Record, problems: tuple[Problem, ...], form: Layout) -> Line:
    cells = lay_out(record, form)
    sent = bytes(row.sent_digest) if _is_sent(row) and row.sent_digest else b""  # type: ignore[attr-defined]
    changed = digests.changed(sent, digests.of(preflight.compared(cells, form))) if sent else ()
    change = Change.ADDED if not sent else Change.CHANGED if changed else Change.SAME
    names = tuple(form.columns[place].name for place in changed)
    return Line(
        participation=row,
        record=record,
        cells=cells,
        problems=problems,
        change=change,
        changed_columns=names,
    )
