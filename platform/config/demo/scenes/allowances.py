"""Two months of allowances: the last one approved and paid, this one a draft with somebody below 80%.

After the last month was paid, one absence turned out to be a presence: a correction waits.
"""

from datetime import date, timedelta
from decimal import Decimal

from config.demo.scenes import Scene
from projects.participants.models import Participation
from projects.support import entries, operations
from projects.support.entries_allowances import AccountEntry, GrantEntry, RuleEntry
from projects.support.models import AllowanceRule, Attendance
from projects.support.queries.payrolls import month_of
from projects.support.rules import calendar
from projects.support.vocabulary import Mark

REGULATIONS = "Regulamin projektu, § 9; kwoty jak w podobnych projektach pomorskich z lat 2017-2018"
RULES = (
    RuleEntry(
        name="Zwrot kosztów dojazdu",
        kind="TRAVEL",
        rate=Decimal("24.00"),
        cap=Decimal("240.00"),
        valid_from=date(2023, 1, 1),
        source=REGULATIONS,
        checked_by="Danuta Labuda, specjalistka ds. rozliczeń",
    ),
    RuleEntry(
        name="Zwrot kosztów opieki",
        kind="CARE",
        rate=Decimal("20.00"),
        cap=Decimal("600.00"),
        valid_from=date(2023, 1, 1),
        source=REGULATIONS,
    ),
    RuleEntry(
        name="Stypendium szkoleniowe",
        kind="TRAINING",
        rate=Decimal("1980.72"),
        full_hours=Decimal(150),
        service_kind="COURSE",
        valid_from=date(2023, 1, 1),
        source="120% zasiłku dla bezrobotnych, pełne od 150 godzin w miesiącu; kwota do sprawdzenia",
    ),
    RuleEntry(
        name="Stypendium stażowe",
        kind="INTERNSHIP",
        rate=Decimal("1980.72"),
        threshold_percent=0,
        service_kind="PLACEMENT",
        valid_from=date(2023, 1, 1),
        source="Regulamin projektu, § 11: za godziny przepracowane i dni wolne; kwota do sprawdzenia",
    ),
)
TICKETS = (Decimal("12.00"), Decimal("14.40"), Decimal("9.60"))
# Invented numbers with right check digits: the bank of these does not exist.
BANK = "99999999"


def play(scene: Scene) -> None:
    """After the scene of support, on whose sheets it rests."""
    travel, care, training, internship = _rules(scene)
    came = _people(scene, "GROUP")
    month_on = calendar.previous_month(scene.today)
    for place, person in enumerate(came[:14]):
        ticket = TICKETS[place % len(TICKETS)]
        _grant(scene, travel, person, month_on, rate=ticket, evidence="cennik przewoźnika")
        if place % 5 != 4:
            _note_account(scene, person, place)
    for person in came[:3]:
        _grant(scene, care, person, month_on, evidence="akt urodzenia dziecka, umowa z opiekunką")
    for person in _people(scene, "COURSE")[:6]:
        _grant(scene, training, person, month_on)
    for placement in scene.project.participations.exclude(placements=None)[:3]:
        _grant(scene, internship, placement, month_on)
    _pay(scene, month_on)
    _find_a_mistake(scene, month_on)


def _rules(scene: Scene) -> list[AllowanceRule]:
    by = scene.coordinator
    return [
        operations.enter_allowance_rule(project=scene.project, entry=entry, by=by)
        for entry in RULES
    ]


def _people(scene: Scene, kind: str) -> list[Participation]:
    rows = scene.project.participations.filter(
        group_places__group__service__kind=kind,
        group_places__joined_on__isnull=False,
        voided_at=None,
        ended_on=None,
    )
    found = rows.select_related("person").order_by("person__sort_key", "pk").distinct()
    return list(found)


def _grant(
    scene: Scene,
    rule: AllowanceRule,
    person: Participation,
    since: date,
    *,
    rate: Decimal | None = None,
    evidence: str = "",
) -> None:
    entry = GrantEntry(starts_on=since, personal_rate=rate, evidence=evidence)
    by = scene.settlement_officer
    operations.grant_allowance(rule=rule, participations=[person], entry=entry, by=by)


def _note_account(scene: Scene, person: Participation, place: int) -> None:
    tail = f"{BANK}{place:016}"
    check = 98 - int(f"{tail}252100") % 97
    entry = AccountEntry(iban=f"{check:02}{tail}", holder_name=str(person.person))
    by = scene.settlement_officer
    operations.note_account(participation=person, entry=entry, version=0, by=by)


def _pay(scene: Scene, month_on: date) -> None:
    by, on = scene.settlement_officer, scene.today
    draft = month_of(scene.project, month_on, on=on)
    if not draft.lines:
        return
    seen = {"seen": draft.fingerprint, "seen_total": draft.total}
    payroll = operations.approve_payroll(
        project=scene.project, month_on=month_on, on=on, by=by, **seen
    )
    paid_on = min(calendar.month_of(month_on)[1] + timedelta(days=10), on)
    operations.mark_paid(payroll=payroll, paid_on=paid_on, version=1, on=on, by=by)


def _find_a_mistake(scene: Scene, month_on: date) -> None:
    """Somebody marked absent had signed the list."""
    absent = Attendance.objects.filter(
        session__project=scene.project,
        session__held_on__range=calendar.month_of(month_on),
        participation__allowances__rule__kind="TRAVEL",
        mark=Mark.ABSENT,
    )
    cell = absent.select_related("session").order_by("session__held_on", "pk").first()
    if cell is None:
        return
    mark = entries.MarkEntry(
        session_id=cell.session_id,
        participation_id=cell.participation_id,
        mark=Mark.PRESENT,
        version=cell.version,
    )
    operations.mark_attendance(
        sessions=[cell.session], marks=[mark], on=scene.today, by=scene.case_worker
    )
