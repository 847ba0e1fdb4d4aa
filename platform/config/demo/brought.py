"""Some people of a finished project, brought in one workbook as their office had kept it in Excel."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from config.demo import listed, population
from config.demo.staff import who_may
from core.permissions import Permission
from projects.agreements.models import Project
from projects.exchange import operations, rows
from projects.exchange.earlier import operations as earlier
from projects.exchange.earlier import steps as earlier_steps
from projects.exchange.kinds import REGISTERED
from projects.exchange.models import Import
from projects.exchange.readers.people import EXIT, PeopleReader
from projects.exchange.vocabulary import Differing
from projects.exchange.workbooks import blanks
from projects.exchange.workbooks.taking_out import in_cell
from projects.participants.entries import ParticipantEntry
from projects.participants.forms.state import shown_state
from projects.support import operations as support
from projects.support.queries.catalogue import services_of
from projects.support.vocabulary import Kind
from sheets import writing

# Of this project, as of many, an office has the list of a part of its people in a drawer.
KEY = "kartuzy-cus"
MOST = 6
FILE = "CUS Kartuzy - uczestnicy i wsparcie.xlsx"
GIVEN = ("Nr PESEL", "Usługa", "Dzień", "Ilość")
AFTER = timedelta(days=10)


def hold_back(
    rows_of_project: list[population.DemoParticipation],
    people: Sequence[population.DemoPerson],
) -> list[population.DemoParticipation]:
    """Take out of the project whoever is brought, so that the sums published of it still hold."""
    fitting = [
        one
        for one in rows_of_project
        if one.ended_on and people[one.person].pesel and len(one.outcomes) <= 1
    ][:MOST]
    for one in fitting:
        rows_of_project.remove(one)
    return fitting


def bring(project: Project, people: Sequence[ParticipantEntry], *, today: date) -> int:
    """Send the workbook, say what its sheets hold, and enter part after part; returns how many people."""
    by = who_may(Permission.EDIT_PROJECTS)
    if not services_of(project, Kind.OTHER).exists():
        support.copy_catalogue(project=project, source=None, by=by)
    whole = earlier.send_earlier(
        project=project,
        name=FILE,
        content=_workbook(project, people, today=today),
        at=timezone.now(),
        by=by,
    )
    earlier_steps.advance(whole.pk, on=today)
    whole.refresh_from_db()
    kinds = {one.place: one.kind for one in earlier.sheets_of(whole)}
    earlier.name_sheets(of=whole, kinds=kinds, by=by)
    for part in Import.objects.filter(earlier=whole).order_by("place"):
        _entered(part, today=today)
    return len(people)


def _entered(part: Import, *, today: date) -> None:
    """The part as a coordinator brings it in, and what it stands on is in already."""
    by, found = who_may(Permission.EDIT_PROJECTS), listed.moved(part, today=today)
    facts: dict[str, Any] = {"sheet": found.sheet or 0, "head": found.head or 1, "titles": {}}
    operations.name_columns(of=found, columns=found.columns, on=today, by=by, **facts)
    found = listed.moved(found, today=today)
    asked = {"differing": Differing.OURS, "is_meant": False, "seen": rows.seen(found)}
    operations.enter(of=found, at=timezone.now(), by=by, **asked)
    listed.moved(found, today=today)


def _workbook(project: Project, people: Sequence[ParticipantEntry], *, today: date) -> bytes:
    """Three sheets, all of them text; the exits stand first, as somebody left them."""
    out = io.BytesIO()
    told = [_left(project, people, today=today), _given(project, people)]
    told.append(_people(project, people, today=today))
    sheets = [
        writing.Sheet(
            name, [writing.Column(title, writing.Kind.TEXT) for title in titles], iter(lines)
        )
        for name, titles, lines in told
    ]
    writing.xlsx(out, *sheets)
    return out.getvalue()


Told = tuple[str, Sequence[str], list[list[object]]]


def _people(project: Project, people: Sequence[ParticipantEntry], *, today: date) -> Told:
    reader = PeopleReader(project, on=today, by=who_may(Permission.EDIT_PROJECTS))
    asked = [one for one in blanks.questions(reader) if one.name not in EXIT]
    lines = []
    for one in people:
        held = vars(one.person) | shown_state(one.start, reader.form.scope)
        lines.append([in_cell(each, held) for each in asked])
    return "Osoby", [one.label for one in asked], [[_text(each) for each in line] for line in lines]


def _given(project: Project, people: Sequence[ParticipantEntry]) -> Told:
    service = services_of(project, Kind.OTHER).first()
    lines: list[list[object]] = [
        [one.person.pesel, service.name, _text(_day_of(one)), "1"] for one in people if service
    ]
    return "Wsparcie", GIVEN, lines


def _day_of(one: ParticipantEntry) -> date:
    day = one.start.started_on + AFTER
    return min(day, one.leave.ended_on) if one.leave else day


def _left(project: Project, people: Sequence[ParticipantEntry], *, today: date) -> Told:
    kind = REGISTERED["outcomes"]
    reader = kind.reader(project, on=today, by=who_may(Permission.EDIT_PROJECTS))
    names = ("pesel", *EXIT, "kind", "observed_on", "evidence")
    labels = {one.name: one.label for one in reader.targets}
    lines = [[_text(told.get(name)) for name in names] for told in map(_exit_of, people)]
    return "Zakończenia", [labels[name] for name in names], lines


def _exit_of(one: ParticipantEntry) -> Mapping[str, Any]:
    assert one.leave is not None  # noqa: S101  who is brought has left
    came = vars(one.leave.outcomes[0]) if one.leave.outcomes else {}
    path = "tak" if one.leave.completed_path else "nie"
    return {**vars(one.leave), **came, "pesel": one.person.pesel, "completed_path": path}


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")
