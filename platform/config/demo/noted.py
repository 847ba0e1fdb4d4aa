"""What a coordinator kept in spreadsheets about people who are here: sent, checked, and partly entered."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.utils import timezone

from config.demo import listed
from config.demo.staff import who_may
from core import pesel, tenancy
from core.permissions import Permission
from projects.agreements import queries as agreements
from projects.agreements.models import Project
from projects.exchange import operations, rows
from projects.exchange.vocabulary import Differing
from projects.participants.models import Participation
from projects.support.models import Session
from projects.support.queries import sheet_of
from projects.support.queries.catalogue import services_of
from projects.support.vocabulary import Area, Kind
from sheets import writing
from tenants.models import Tenant

MOST = 8
NAMES = ("Nazwisko", "Imię", "Nr PESEL")
GIVEN = (*NAMES, "Usługa", "Dzień", "Ilość")
ATTENDED = (*NAMES, "Grupa", "Data zajęć", "Godzina", "Obecność", "Minuty")
LEFT = (*NAMES, "Data zakończenia", "Zgodnie ze ścieżką", "Sytuacja po zakończeniu")
# A number of nobody: whoever looks at the file sees how it is told.
NOBODY = pesel.make(born_on=date(1884, 5, 5), sex="F", serial=77)


def note_down(kartuzy: Tenant, *, today: date) -> int:
    """Returns how many rows the files have; none without a running project."""
    with tenancy.inside(kartuzy):
        running = agreements.found(Project.objects.all(), state=agreements.RUNNING, on=today)
        if not running:
            return 0
        files = (_given, _attended, _left)
        return sum(write(running[0], today=today) for write in files)


def _given(project: Project, *, today: date) -> int:
    """Accompanying support of one day, entered; a line about nobody is left."""
    services = services_of(project, Kind.OTHER).filter(area=Area.ACCOMPANYING)
    service, people = services.first(), _people(project, today)
    if service is None or not people:
        return 0
    day = today - timedelta(days=3)
    lines = [[*_named(one), service.name, day.isoformat(), "1"] for one in people]
    lines.append(["Nikt", "Anna", NOBODY, service.name, day.isoformat(), "1"])
    facts = {"kind": "services", "name": "Bilety i posiłki.xlsx", "content": sheet(GIVEN, lines)}
    found = listed.sent(project, today=today, **facts)
    operations.enter(
        of=found,
        differing=Differing.OURS,
        is_meant=False,
        seen=rows.seen(found),
        at=timezone.now(),
        by=who_may(Permission.EDIT_PROJECTS),
    )
    return listed.moved(found, today=today).rows.count()


def _attended(project: Project, *, today: date) -> int:
    """The sheet of the last session, as a partner typed it in: one time and one mark are wrong."""
    held = Session.objects.filter(project=project, cancelled_at=None, held_on__lte=today)
    session = held.exclude(group=None).select_related("group__service").last()
    if session is None:
        return 0
    people = [row.participation for row in sheet_of([session]).rows[:MOST]]
    group = f"{session.group} ({session.service})"
    at = [group, session.held_on.isoformat(), f"{session.start_time:%H:%M}"]
    lines = [[*_named(one), *at, "obecny", ""] for one in people]
    for line, mark in zip(lines, ("nieobecny", "usprawiedliwiony", "spóźniony"), strict=False):
        line[-2] = mark
    facts = {"kind": "attendance", "name": "Lista obecności.xlsx"}
    content = sheet(ATTENDED, lines)
    return listed.sent(project, today=today, content=content, **facts).rows.count()


def _left(project: Project, *, today: date) -> int:
    """Who left, and to what: one day has not come yet."""
    people = _people(project, today)[-3:]
    days = [today - timedelta(days=2), today - timedelta(days=1), today + timedelta(days=30)]
    lines = [
        [*_named(one), day.isoformat(), "tak", "Sytuacja w trakcie monitorowania"]
        for one, day in zip(people, days, strict=False)
    ]
    if not lines:
        return 0
    facts = {"kind": "outcomes", "name": "Zakończenia udziału.xlsx"}
    content = sheet(LEFT, lines)
    return listed.sent(project, today=today, content=content, **facts).rows.count()


def _people(project: Project, today: date) -> list[Participation]:
    """Some who take part, whose numbers the office knows."""
    since = today - timedelta(days=30)
    found = Participation.objects.filter(
        project=project, voided_at=None, ended_on=None, started_on__lte=since
    ).exclude(person__pesel_index=None)
    return list(found.select_related("person").order_by("person__sort_key")[:MOST])


def _named(one: Participation) -> list[str]:
    return [one.person.family_name, one.person.given_name, one.person.pesel or ""]


def sheet(titles: Sequence[str], lines: Iterable[Sequence[object]]) -> bytes:
    """A workbook as somebody typed it: one sheet, all of it text."""
    out = io.BytesIO()
    columns = [writing.Column(title, writing.Kind.TEXT) for title in titles]
    writing.xlsx(out, writing.Sheet("Arkusz1", columns, (list(line) for line in lines)))
    return out.getvalue()
