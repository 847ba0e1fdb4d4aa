"""Paths of several people, people around them, a pause, a voided record and look-alikes."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from config.demo.scenes import Scene
from projects.participants import entries_path as entries
from projects.participants import operations, questionnaires
from projects.participants.columns import entry_of
from projects.participants.entries import StartEntry
from projects.participants.models import Participation, Person

NEEDS = {
    "HOUSING": (
        "Zaległości w czynszu od wiosny",
        "Mieszkanie komunalne, umowa na czas nieokreślony",
    ),
    "HEALTH": ("Wizyta u specjalisty, rehabilitacja", "Leczenie podjęte i kontynuowane"),
    "FAMILY": ("Opieka nad dzieckiem w czasie zajęć", "Pomaga babcia"),
    "MONEY": ("Plan spłaty zadłużenia", "Stały zasiłek, prowadzi zeszyt wydatków"),
    "LEARNING": ("Kurs zawodowy, podstawy komputera", "Szkoła branżowa, chęć nauki"),
    "WORK": ("Staż, przełamanie lęku przed rozmową", "Doświadczenie w handlu"),
    "COMMUNITY": ("Wyjście z izolacji", "Zna sąsiadów, pomaga w świetlicy"),
}
PLANNED = (
    ("SOCIAL", "Warsztaty kompetencji społecznych, praca socjalna", "50"),
    ("HEALTH", "Rehabilitacja, konsultacja psychologa", "10"),
    ("VOCATIONAL", "Doradztwo zawodowe, staż", "120"),
    ("EDUCATIONAL", "Kurs opiekuna osób starszych", "24"),
    ("ACCOMPANYING", "Opieka nad dzieckiem, dojazd", None),
)


def play(scene: Scene) -> None:
    """Twelve people: some with a whole path, one just begun, one on a pause, one voided."""
    people = _taking_part(scene)
    for position, participation in enumerate(people[:5]):
        _look_after(scene, participation)
        _diagnose(scene, participation, level=2 + position % 2, days_ago=90)
        _ask(scene, participation, answer=2, days_ago=88)
        _agree(scene, participation, is_signed=position != 1)
        _contract(scene, participation, days_left=(300, 200, 12, 120, 90)[position])
    _change_plan(scene, people[0])
    _diagnose(scene, people[0], level=4, days_ago=5)
    _advise(scene, people[0])
    _diagnose(scene, people[5], level=2, days_ago=1)
    _pause(scene, people[3], since=40, expected=2)
    _pause(scene, people[4], since=20, expected=-30)
    _count_around(scene, people[0])
    _void(scene, people[6])
    _look_alike(scene, people[7:10])


def _taking_part(scene: Scene) -> list[Participation]:
    """Those in support for at least three months, in alphabetical order."""
    long_enough = scene.today - timedelta(days=100)
    rows = scene.project.participations.filter(
        ended_on=None, voided_at=None, started_on__lte=long_enough
    )
    return list(rows.select_related("person").order_by("person__sort_key", "pk")[:12])


def _day(scene: Scene, days_ago: int) -> date:
    return scene.today - timedelta(days=days_ago)


def _look_after(scene: Scene, participation: Participation) -> None:
    operations.assign_staff(
        participation=participation,
        cared_for_by=scene.case_worker,
        advised_by=scene.coordinator,
        version=participation.version,
        by=scene.coordinator,
    )


def _diagnose(scene: Scene, participation: Participation, *, level: int, days_ago: int) -> None:
    scope = questionnaires.questionnaire(questionnaires.AREAS_OF_LIFE)
    areas = [
        entries.AreaEntry(
            code=item.code,
            level=min(level + position % 2, 5),
            needs=NEEDS[item.code][0],
            strengths=NEEDS[item.code][1],
        )
        for position, item in enumerate(scope.items)
    ]
    entry = entries.DiagnosisEntry(
        done_on=_day(scene, days_ago),
        done_by=scene.case_worker,
        areas=tuple(areas),
        conclusions="Najpierw opieka nad dzieckiem i zdrowie, potem kurs i staż.",
    )
    operations.record_diagnosis(
        participation=participation, entry=entry, on=scene.today, by=scene.case_worker
    )


def _ask(scene: Scene, participation: Participation, *, answer: int, days_ago: int) -> None:
    asked = questionnaires.questionnaire(questionnaires.SOCIAL_PROGRESS)
    answers = {
        item.code: answer + position % 2
        for position, item in enumerate(asked.items)
        if not item.is_optional
    }
    entry = entries.SurveyEntry(
        filled_on=_day(scene, days_ago),
        done_by=scene.case_worker,
        answers=answers,
        is_signed=True,
    )
    operations.record_survey(
        participation=participation,
        moment="ENTRY",
        entry=entry,
        on=scene.today,
        by=scene.case_worker,
    )


def _plan(scene: Scene) -> entries.PlanEntry:
    starts_on, ends_on = _day(scene, 90), min(scene.project.ends_on, _day(scene, -180))
    areas = [
        entries.PlannedAreaEntry(
            area=area,
            kinds=kinds,
            hours=Decimal(hours) if hours else None,
            starts_on=starts_on,
            ends_on=ends_on,
        )
        for area, kinds, hours in PLANNED
    ]
    return entries.PlanEntry(
        kind="REINTEGRATION_PATH",
        agreed_on=_day(scene, 85),
        starts_on=starts_on,
        ends_on=ends_on,
        goals="Stała praca w pobliżu domu i spłacone zaległości.",
        areas=tuple(areas),
    )


def _agree(scene: Scene, participation: Participation, *, is_signed: bool) -> None:
    plan = operations.agree_plan(
        participation=participation,
        entry=_plan(scene),
        based_on=0,
        on=scene.today,
        by=scene.case_worker,
    )
    if is_signed:
        operations.sign_plan(
            plan=plan,
            signed_on=_day(scene, 80),
            version=plan.version,
            on=scene.today,
            by=scene.case_worker,
        )


def _change_plan(scene: Scene, participation: Participation) -> None:
    first = _plan(scene)
    more = [
        replace(area, hours=Decimal("160")) if area.area == "VOCATIONAL" else area
        for area in first.areas
    ]
    entry = replace(
        first,
        agreed_on=_day(scene, 20),
        areas=tuple(more),
        reason="Pracodawca przedłuża staż o miesiąc.",
    )
    operations.agree_plan(
        participation=participation, entry=entry, based_on=1, on=scene.today, by=scene.case_worker
    )


def _advise(scene: Scene, participation: Participation) -> None:
    entry = entries.ActionPlanEntry(
        made_on=_day(scene, 60),
        adviser=scene.coordinator,
        goals="Opiekun osób starszych w domu pomocy.",
        steps="Kurs do końca miesiąca\nStaż w DPS\nRozmowa z pracodawcą razem z pośrednikiem",
        review_on=_day(scene, -14),
    )
    operations.make_action_plan(
        participation=participation, entry=entry, on=scene.today, by=scene.coordinator
    )


def _contract(scene: Scene, participation: Participation, *, days_left: int) -> None:
    entry = entries.ContractEntry(
        office_name="GOPS Kartuzy",
        number=f"KS/{100 + days_left}/2026",
        signed_on=_day(scene, 92),
        valid_to=_day(scene, -days_left),
    )
    operations.note_contract(
        participation=participation, entry=entry, on=scene.today, by=scene.case_worker
    )


def _pause(scene: Scene, participation: Participation, *, since: int, expected: int) -> None:
    """`expected` in days ago: a positive number means that the return is late."""
    entry = entries.PauseEntry(
        reason="ILLNESS" if expected > 0 else "PREGNANCY",
        starts_on=_day(scene, since),
        expected_on=_day(scene, expected),
    )
    operations.pause(participation=participation, entry=entry, on=scene.today, by=scene.case_worker)


def _count_around(scene: Scene, participation: Participation) -> None:
    children = entries.SurroundingEntry(
        relation="CHILD",
        age_group="CHILD",
        supports=("CHILD_CARE", "FAMILY_TRIP"),
        starts_on=_day(scene, 80),
    )
    spouse = entries.SurroundingEntry(
        relation="SPOUSE",
        age_group="ADULT",
        supports=("FAMILY_WORKSHOP",),
        starts_on=_day(scene, 60),
        ends_on=_day(scene, 30),
    )
    for entry, people in ((children, 2), (spouse, 1)):
        operations.count_surroundings(
            participation=participation,
            entry=entry,
            people=people,
            on=scene.today,
            by=scene.case_worker,
        )


def _void(scene: Scene, participation: Participation) -> None:
    operations.void(
        participation=participation,
        kind="INELIGIBLE",
        reason="Kontrola: brak dokumentu potwierdzającego przesłankę w dniu rozpoczęcia.",
        version=participation.version,
        at=timezone.now(),
        by=scene.coordinator,
    )


def _look_alike(scene: Scene, people: list[Participation]) -> None:
    """Three namesakes without a PESEL: one to be decided, one linked, one somebody else."""
    to_decide, linked, different = (participation.person for participation in people)
    _namesake(scene, to_decide, born_on=_swapped(to_decide.born_on))
    for person, kind, reason in (
        (linked, "SAME", "Okazano dowód osobisty; wcześniej wpis bez numeru."),
        (different, "DIFFERENT", "Kuzynka, obie były w biurze."),
    ):
        operations.decide(
            one=person,
            other=_namesake(scene, person),
            kind=kind,
            reason=reason,
            by=scene.coordinator,
        )


def _namesake(scene: Scene, person: Person, **facts: object) -> Person:
    entry = replace(entry_of(person), pesel=None, email="", **facts)  # type: ignore[arg-type]
    start = StartEntry(
        started_on=_day(scene, 3), labour_status="INACTIVE", isced=3, disability="NO"
    )
    return operations.enter_participant(
        project=scene.project, person=entry, start=start, on=scene.today, by=scene.case_worker
    ).person


def _swapped(day: date) -> date:
    """Day and month in the other order, or one digit off where there is no such month."""
    return date(day.year, day.day, day.month) if day.day <= 12 else _one_off(day)


def _one_off(day: date) -> date:
    return day.replace(day=day.day - 10)
