"""People at the door and papers that run out: accepted, unproved, cared for, about to expire."""

from datetime import date, timedelta

from config.demo.scenes import Scene
from core import pesel
from core.ledger.models import Member
from projects.participants import operations, queries
from projects.participants.entries import PersonEntry, PremiseEntry, StartEntry, StateEntry
from projects.participants.models import Participation
from projects.participants.operations.entering import person_with

HOME = {
    "gmina": "2205023",
    "place": "Kartuzy",
    "street": "Wrzosowa",
    "postal_code": "83-300",
}
ANSWERED = {
    "citizenship": "PL",
    "foreign_background": "NO",
    "third_country": "NO",
    "minority": "NO",
    "homeless": "NO",
}
EXPIRES_IN, ENDED_AGO = timedelta(days=12), timedelta(days=9)


def play(scene: Scene) -> None:
    _accept(scene)
    _enter_unproved(scene)
    people = _people(scene)
    for number, participation in enumerate(people):
        adviser = scene.coordinator if number % 2 else scene.case_worker
        _care(participation, scene.case_worker, adviser, by=scene.coordinator)
    if len(people) > 2:
        _let_expire(scene, people[0], ends_on=scene.today + EXPIRES_IN)
        _let_expire(scene, people[1], ends_on=scene.today - ENDED_AGO)
        _prove_twice(scene, people[2])


def _accept(scene: Scene) -> None:
    """One waits for the first support with papers in order, the other with hardly any."""
    state = StateEntry(
        labour_status="INACTIVE",
        labour_detail="NOT_IN_EDUCATION",
        isced=3,
        disability="NO",
        notice_given_on=scene.today - timedelta(days=6),
        declared_on=scene.today - timedelta(days=5),
        **ANSWERED,
    )
    ready = _taken_in(scene, _somebody("Labuda", "Weronika", "F", date(1991, 4, 17), "12"), state)
    _note(scene, ready, "SOCIAL_ASSISTANCE", "OPS_CERTIFICATE", ago=5)
    _care(ready, scene.case_worker, scene.coordinator, by=scene.coordinator)
    unready = StateEntry(
        labour_status="UNEMPLOYED",
        isced=2,
        disability="REFUSED",
        notice_given_on=scene.today - timedelta(days=2),
    )
    _taken_in(scene, _somebody("Bulczak", "Tymon", "M", date(1998, 11, 3), "40"), unready)


def _enter_unproved(scene: Scene) -> None:
    """Says there is a disability, and nobody has seen the certificate yet."""
    began_on = max(scene.project.starts_on, scene.today - timedelta(days=20))
    start = StartEntry(
        started_on=began_on,
        labour_status="UNEMPLOYED",
        labour_detail="LONG_TERM",
        long_term_unemployed=True,
        months_out_of_work=26,
        isced=1,
        disability="YES",
        notice_given_on=began_on,
        **ANSWERED,
    )
    operations.enter_participant(
        project=scene.project,
        person=_somebody("Wenzel", "Halina", "F", date(1974, 2, 9), "7"),
        start=start,
        on=scene.today,
        by=scene.case_worker,
    )


def _taken_in(scene: Scene, person: PersonEntry, state: StateEntry) -> Participation:
    return operations.accept(
        project=scene.project, person=person, state=state, on=scene.today, by=scene.coordinator
    )


def _somebody(family: str, given: str, sex: str, born_on: date, building: str) -> PersonEntry:
    """An invented person whose number nobody of the demo has."""
    serials = range(pesel.SERIALS_PER_DAY_AND_SEX - 1, 0, -1)
    numbers = (pesel.make(born_on=born_on, sex=sex, serial=serial) for serial in serials)
    return PersonEntry(
        given_name=given,
        family_name=family,
        pesel=next(number for number in numbers if person_with(number) is None),
        born_on=born_on,
        sex=sex,
        phone=f"+48 109 000 {int(building):03}",
        building=building,
        **HOME,
    )


def _people(scene: Scene) -> list[Participation]:
    """A dozen of those who take part, always the same."""
    rows = scene.project.participations.filter(
        queries.STATES[queries.TAKING_PART], voided_at=None
    ).select_related("person", "project")
    return list(rows.order_by("person__sort_key", "pk")[:12])


def _care(participation: Participation, worker: Member, adviser: Member, *, by: Member) -> None:
    operations.assign_staff(
        participation=participation,
        cared_for_by=worker,
        advised_by=adviser,
        version=participation.version,
        by=by,
    )


def _note(
    scene: Scene, participation: Participation, kind: str, evidence: str, *, ago: int
) -> None:
    entry = PremiseEntry(
        kind=kind, evidence=evidence, seen_on=scene.today - timedelta(days=ago), issuer="GOPS"
    )
    operations.note_premise(
        participation=participation, entry=entry, on=scene.today, by=scene.case_worker
    )


def _let_expire(scene: Scene, participation: Participation, *, ends_on: date) -> None:
    """A medical certificate that was good at the start and has to be renewed."""
    entry = PremiseEntry(
        kind="MENTAL_DISORDER",
        evidence="MEDICAL_CERTIFICATE",
        seen_on=scene.today - timedelta(days=60),
        valid_from=ends_on - timedelta(days=365),
        valid_to=ends_on,
        disability_kind="MENTAL",
    )
    operations.note_premise(
        participation=participation, entry=entry, on=scene.today, by=scene.case_worker
    )


def _prove_twice(scene: Scene, participation: Participation) -> None:
    """The certificate of the start was replaced by one without an end."""
    for kind, evidence, ago in (
        ("ADDICTION", "MEDICAL_CERTIFICATE", 90),
        ("ADDICTION", "OPS_CERTIFICATE", 3),
    ):
        _note(scene, participation, kind, evidence, ago=ago)
    first = participation.premises.filter(kind="ADDICTION").order_by("seen_on").first()
    operations.end_premise(
        premise=first,
        ends_on=scene.today - timedelta(days=3),
        version=first.version,
        reason="nowe zaświadczenie z ośrodka pomocy społecznej",
        by=scene.case_worker,
    )
