"""A team six weeks into its sessions: groups, sheets, meetings, an internship, a certificate.

Today's session waits for its sheet, one of last week's was forgotten, somebody stays away, and
two people have been given nothing for long.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from random import Random

from config.demo.dice import dice
from config.demo.scenes import Scene
from core.days import is_working_day
from projects.participants.models import Participation
from projects.support import entries, operations, queries
from projects.support.models import Group, Service, Session
from projects.support.vocabulary import BarrierKind, DayMark, Mark

WEEKS_BEHIND, WEEKS_AHEAD = timedelta(weeks=6), timedelta(weeks=4)
# So long nothing has been given to those who are forgotten.
FORGOTTEN_DAYS = 75
MARKS = {Mark.PRESENT: 84, Mark.ABSENT: 6, Mark.EXCUSED: 6, Mark.PARTIAL: 4}
HALF = Decimal("0.5")


@dataclass(frozen=True)
class PlannedGroup:
    service: str
    name: str
    places: int
    weekdays: tuple[int, ...]
    begins: time
    ends: time
    place: str
    leader_name: str = ""


GROUPS = tuple(
    PlannedGroup(service, name, places, weekdays, time(begins), time(ends), place, leader_name)
    for service, name, places, weekdays, begins, ends, place, leader_name in (
        ("Warsztaty kompetencji społecznych", "Grupa A", 12, (0, 2), 9, 12, "GOPS, sala 4", ""),
        ("Warsztaty aktywnego poszukiwania pracy", "Grupa B", 10, (1, 3), 13, 16, "KIS", ""),
        ("Kurs zawodowy", "Opiekun", 8, (1, 4), 9, 13, "Spółdzielnia Pasja", "Beata Treder"),
        ("Zajęcia usprawniające", "Ruch", 6, (4,), 14, 15, "Hala sportowa", "Jan Wenta"),
    )
)


def play(scene: Scene) -> None:
    """Everything through the operations, as the team would do it."""
    operations.copy_catalogue(project=scene.project, source=None, by=scene.coordinator)
    services = {service.name: service for service in scene.project.services.all()}
    people = _people(scene)
    if len(people) < len(GROUPS):
        # A project that has only begun has nobody to have come for six weeks.
        return
    _begin(scene, services["Doradztwo zawodowe indywidualne"])
    taken = 0
    for planned in GROUPS:
        # The first group is full and somebody waits; the others have a place or two left.
        places = planned.places - min(taken, 2)
        wanted = people[taken : taken + places] or people[:places]
        taken += len(wanted) // 2
        _run_group(scene, services, planned, wanted)
    _meet_everybody(scene, services["Doradztwo zawodowe indywidualne"])
    for person in people[:6]:
        _plan(scene, services, person)
    _lower_barriers(scene, services, people[:3])
    _intern(scene, services["Staż zawodowy"], people[2])
    _certify(scene, services["Kurs zawodowy"], people[1])


def _people(scene: Scene) -> list[Participation]:
    """Who takes part long enough to have come to every session; two of them are left out."""
    since = scene.today - WEEKS_BEHIND - timedelta(days=1)
    rows = scene.project.participations.filter(
        ended_on=None, voided_at=None, started_on__lte=since
    ).select_related("person", "project")
    return list(rows.order_by("person__sort_key", "pk")[2:])


def _begin(scene: Scene, service: Service) -> None:
    """The first support of everybody whose start was written by hand, but for one: the check asks."""
    rows = scene.project.participations.filter(
        voided_at=None, started_on__isnull=False, start_follows_support=False
    ).select_related("person", "project")
    for person in rows.order_by("person__sort_key", "pk")[1:]:
        entry = entries.SessionEntry(
            held_on=person.started_on,
            start_time=time(15),
            end_time=time(16),
            topic="Diagnoza potrzeb",
            place="GOPS, pokój 12",
            leader=scene.case_worker,
        )
        operations.record_meeting(
            participation=person,
            service=service,
            entry=entry,
            mark=Mark.PRESENT,
            on=scene.today,
            by=scene.case_worker,
        )


def _run_group(
    scene: Scene,
    services: dict[str, Service],
    planned: PlannedGroup,
    people: Sequence[Participation],
) -> None:
    by, first_on = scene.case_worker, scene.today - WEEKS_BEHIND
    entry = entries.GroupEntry(
        name=planned.name,
        capacity_count=planned.places,
        place=planned.place,
        leader=None if planned.leader_name else by,
        leader_name=planned.leader_name,
    )
    group = operations.open_group(service=services[planned.service], entry=entry, by=by)
    operations.add_members(
        group=group, participations=people, joined_on=first_on, may_wait=True, by=by
    )
    series = entries.SeriesEntry(
        weekdays=planned.weekdays,
        first_on=first_on,
        last_on=min(scene.today + WEEKS_AHEAD, scene.project.ends_on),
        start_time=planned.begins,
        end_time=planned.ends,
    )
    operations.plan_series(group=group, entry=series, by=by)
    if planned is GROUPS[0]:
        _meet_today(scene, group)
        _wait_for_a_place(scene, group)
    _fill_sheets(scene, group, stays_away=planned is GROUPS[0], forgets=planned is GROUPS[1])
    _change_plans(scene, group)


def _meet_today(scene: Scene, group: Group) -> None:
    """So that there is a sheet to fill, whatever day of the week it is."""
    if not group.sessions.filter(held_on=scene.today).exists():
        entry = entries.SessionEntry(
            held_on=scene.today,
            start_time=time(10),
            end_time=time(12),
            topic="Spotkanie podsumowujące",
        )
        operations.add_session(group=group, entry=entry, by=scene.case_worker)


def _wait_for_a_place(scene: Scene, group: Group) -> None:
    inside = group.members.values("participation")
    rows = scene.project.participations.filter(ended_on=None, voided_at=None)
    others = rows.exclude(pk__in=inside).select_related("person").order_by("person__sort_key")[:2]
    if others:
        operations.add_members(
            group=group,
            participations=list(others),
            joined_on=scene.today,
            may_wait=True,
            by=scene.case_worker,
        )


def _fill_sheets(scene: Scene, group: Group, *, stays_away: bool, forgets: bool) -> None:
    """Everything behind in one go; the last of one group is forgotten, one person stays away."""
    chance = dice(0, f"attendance {group.name}")
    behind = list(group.sessions.filter(held_on__lt=scene.today).order_by("held_on"))
    behind = behind[:-1] if forgets else behind
    away = behind[-3:] if stays_away else []
    sheet = queries.sheet_of(behind)
    marks = [
        _mark(session, row.participation, chance, is_away=session in away and row is sheet.rows[0])
        for row in sheet.rows
        for session in behind
        if session.pk in row.cells
    ]
    operations.mark_attendance(sessions=behind, marks=marks, on=scene.today, by=scene.case_worker)


def _mark(
    session: Session, person: Participation, chance: Random, *, is_away: bool
) -> entries.MarkEntry:
    drawn = chance.choices([*MARKS], [*MARKS.values()])[0]
    return entries.MarkEntry(
        session_id=session.pk,
        participation_id=person.pk,
        mark=Mark.ABSENT if is_away else drawn,
        hours=session.hours * HALF,
        version=0,
    )


def _change_plans(scene: Scene, group: Group) -> None:
    """The next but one is cancelled, the one after it moved by a day."""
    ahead = list(group.sessions.filter(held_on__gt=scene.today).order_by("held_on")[1:3])
    if group.name != GROUPS[1].name or len(ahead) < 2:
        return
    cancelled, moved = ahead
    operations.cancel_session(
        session=cancelled, reason="choroba prowadzącej", version=1, by=scene.case_worker
    )
    entry = entries.SessionEntry(
        held_on=moved.held_on + timedelta(days=1),
        start_time=moved.start_time,
        end_time=moved.end_time,
        place=moved.place,
        leader=moved.leader,
    )
    operations.change_session(
        session=moved, entry=entry, version=1, reason="sala zajęta", by=scene.case_worker
    )


def _meet_everybody(scene: Scene, service: Service) -> None:
    """Career advice for all who take part, but for two who are forgotten."""
    rows = scene.project.participations.filter(
        ended_on=None, voided_at=None, started_on__isnull=False
    ).select_related("person", "project")
    everybody = list(rows.order_by("person__sort_key", "pk"))
    for place, person in enumerate(everybody):
        ago = FORGOTTEN_DAYS if place < 2 else 3 + place % 20
        day = _working_day(max(scene.today - timedelta(days=ago), person.started_on))
        if day > scene.today:
            continue
        operations.record_meeting(
            participation=person,
            service=service,
            entry=entries.SessionEntry(
                held_on=day,
                start_time=time(8 + place % 7),
                end_time=time(9 + place % 7),
                topic="Plan działania",
                place="GOPS, pokój 12",
                leader=scene.case_worker,
            ),
            mark=Mark.PRESENT,
            on=scene.today,
            by=scene.case_worker,
        )


def _plan(scene: Scene, services: dict[str, Service], person: Participation) -> None:
    wanted = {
        "Warsztaty kompetencji społecznych": 48,
        "Zajęcia usprawniające": 12,
        "Doradztwo zawodowe indywidualne": 6,
        "Kurs zawodowy": 64,
        "Wyżywienie na zajęciach": 20,
    }
    for name, quantity in wanted.items():
        entry = entries.PlanEntry(
            quantity=Decimal(quantity),
            starts_on=scene.today - WEEKS_BEHIND,
            ends_on=min(scene.today + timedelta(days=120), scene.project.ends_on),
        )
        operations.plan_support(
            participation=person, service=services[name], entry=entry, by=scene.case_worker
        )


def _lower_barriers(
    scene: Scene, services: dict[str, Service], people: Sequence[Participation]
) -> None:
    care, travel = services["Opieka nad dzieckiem lub osobą zależną"], "Zwrot kosztów dojazdu"
    lowered = [(BarrierKind.CHILD_CARE, care), (BarrierKind.TRAVEL, services[travel])]
    for person in people:
        for kind, service in lowered:
            entry = entries.BarrierEntry(kind=kind, lowered_by=service)
            operations.record_barrier(participation=person, entry=entry, by=scene.case_worker)
        for ago in (5, 7, 12):
            operations.give_support(
                participation=person,
                service=care,
                given_on=scene.today - timedelta(days=ago),
                quantity=Decimal(3),
                on=scene.today,
                by=scene.case_worker,
            )


def _intern(scene: Scene, service: Service, person: Participation) -> None:
    """Five weeks of an internship behind, the rest ahead."""
    starts_on = _working_day(scene.today - timedelta(days=38))
    placement = operations.begin_placement(
        participation=person,
        service=service,
        entry=entries.PlacementEntry(
            employer_name="Piekarnia Kaszubska",
            position="pomoc piekarza",
            supervisor_name="Teresa Grot",
            starts_on=starts_on,
            ends_on=min(starts_on + timedelta(days=120), scene.project.ends_on),
            day_hours=Decimal(6),
            week_hours=Decimal(30),
        ),
        by=scene.case_worker,
    )
    behind = [starts_on + timedelta(days=n) for n in range((scene.today - starts_on).days)]
    days = [_day_of_work(day, starts_on) for day in behind if is_working_day(day)]
    for version, month in enumerate(sorted({day.worked_on.replace(day=1) for day in days}), 1):
        operations.fill_month(
            placement=placement,
            month_on=month,
            entries=[day for day in days if day.worked_on.replace(day=1) == month],
            version=version,
            on=scene.today,
            by=scene.case_worker,
        )


def _day_of_work(day: date, starts_on: date) -> entries.DayEntry:
    since = (day - starts_on).days
    if since in (13, 14):
        return entries.DayEntry(worked_on=day, mark=DayMark.SICK)
    if since in (31, 32):
        return entries.DayEntry(worked_on=day, mark=DayMark.DAY_OFF)
    return entries.DayEntry(worked_on=day, mark=DayMark.WORKED, hours=Decimal(6))


def _certify(scene: Scene, service: Service, person: Participation) -> None:
    entry = entries.ResultEntry(
        passed=True,
        ended_on=scene.today - timedelta(days=9),
        kind="QUALIFICATION",
        title="Opiekun osób starszych",
        certificate_number=f"118/{scene.today.year}",
        issued_by="Spółdzielnia Socjalna Pasja",
        issued_on=scene.today - timedelta(days=4),
    )
    operations.record_result(
        participation=person, service=service, entry=entry, on=scene.today, by=scene.case_worker
    )


def _working_day(day: date) -> date:
    """The day itself or the next one on which people work."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day
