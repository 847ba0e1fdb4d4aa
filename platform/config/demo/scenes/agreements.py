"""What the agreements of Kartuzy say: streets of the area, target groups, tasks, an amendment, a draft."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from config.demo.scenes import Scene
from core.ledger.models import Member
from projects.agreements import operations
from projects.agreements.entries import (
    AreaEntry,
    LevelEntry,
    PartEntry,
    PartnerEntry,
    TargetGroupEntry,
    TaskEntry,
)
from projects.agreements.models import Amendment, Project, RevitalisationArea, TargetGroup
from projects.agreements.queries import target_group_of

KARTUZY = "2205023"
# The streets are real, the numbers are invented: the resolution's annex was not at hand.
STREETS = (
    "Dworcowa 1-15 nieparzyste",
    "Dworcowa 2-20 parzyste",
    "Rynek",
    "3 Maja 1-9a",
    "gen. Józefa Hallera 1-20",
    "Kościerska do 14",
    "Plac św. Brunona",
)
LEVELS = (
    LevelEntry(group="GENERAL", social_percent=Decimal(34), employment_percent=Decimal(22)),
    LevelEntry(group="HARDEST", social_percent=Decimal(34), employment_percent=Decimal(12)),
)
PARTNER = "Spółdzielnia Socjalna Pasja w Kartuzach"
# Name, and whether the partner carries it out; then parts of the total value in percent.
TASKS = (
    ("Diagnoza i aktywizacja społeczna", False),
    ("Aktywizacja zawodowa: kursy, staże, pośrednictwo", True),
    ("Wsparcie towarzyszące: opieka nad dziećmi, dojazdy, catering", False),
)
SHARES, AMENDED_SHARES = (30, 40, 15), (29, 41, 15)


def play(scene: Scene) -> None:
    by = scene.coordinator
    area = _enter_area(by)
    _say_whom_the_clubs_are_for(area, by)
    _set_up(scene.project, by)
    _amend(scene.project, on=scene.today, by=by)
    operations.begin_draft(
        answers={
            "umowa": {
                "title": ["Krok dalej. Mieszkania treningowe w Kartuzach"],
                "leader_name": ["Gmina Kartuzy"],
                "visited": ["yes"],
            }
        },
        by=by,
    )


def _enter_area(by: Member) -> RevitalisationArea:
    entry = AreaEntry(
        gmina=KARTUZY,
        place="Kartuzy",
        name="nr 1 „Centrum”",
        source="Gminny program rewitalizacji; numery wymyślone na potrzeby pokazu",
        valid_from=date(2016, 12, 1),
        lines=STREETS,
    )
    return operations.enter_area(entry=entry, by=by)


def _say_whom_the_clubs_are_for(area: RevitalisationArea, by: Member) -> None:
    """The second club is for those from outside the area that the first one revitalised."""
    clubs = Project.objects.filter(title__startswith="Klub Integracji Społecznej")
    first = clubs.filter(edition_no=None).order_by("starts_on").first()
    second = clubs.filter(edition_no=2).first()
    if first is None or second is None:
        return
    side = TargetGroup.RevitalisationSide
    usual = {"reintegration_unit": "KIS", "gminas": (KARTUZY,)}
    # Where the people of the first club lived inside the area, the published figures do not say.
    everywhere = TargetGroupEntry(**usual)
    outside = TargetGroupEntry(
        **usual,
        revitalisation_area_id=area.pk,
        revitalisation_side=side.OUTSIDE,
        premises_required_count=2,
        disability_count=110,
        food_aid=TargetGroup.FoodAid.SHARE,
        food_aid_percent=Decimal(100),
        food_aid_wording="100% osób korzystających z PO PŻ",
        complementary_project_id=first.pk,
        levels=LEVELS,
    )
    for club, entry in ((first, everywhere), (second, outside)):
        _set_target_group(club, entry, by)


def _set_target_group(project: Project, entry: TargetGroupEntry, by: Member) -> None:
    version = target_group_of(project).version
    operations.set_target_group(project=project, entry=entry, version=version, by=by)


def _set_up(project: Project, by: Member) -> None:
    """The running project: partners, tasks that leave room for indirect costs, rules, calendar."""
    bodies = (
        PartnerEntry(name=project.leader_name, kind="gmina", is_leader=True),
        PartnerEntry(
            name=PARTNER,
            kind="social_cooperative",
            task="aktywizacja zawodowa",
        ),
    )
    held = set(project.partners.values_list("name", flat=True))
    for body in bodies:
        if body.name not in held:
            operations.add_partner(project=project, entry=body, by=by)
    project.refresh_from_db()
    operations.set_tasks(
        project=project,
        entries=_tasks(project, *(body.name for body in bodies)),
        version=project.tasks_version,
        by=by,
    )
    group = TargetGroupEntry(
        premises_required_count=1, disability_percent=Decimal(30), gminas=(KARTUZY,), levels=LEVELS
    )
    _set_target_group(project, group, by)
    operations.correct_project(
        project=project,
        version=project.version,
        claim_every_months=3,
        claim_due_days=30,
        claim_days_are_working=False,
        final_claim_due_days=30,
        entry_due_days=30,
        by=by,
    )


def _tasks(
    project: Project, leader: str, partner: str, *, shares: tuple[int, ...] = SHARES
) -> list[TaskEntry]:
    total = project.total_amount or Decimal(0)
    found = []
    for number, (task, percent) in enumerate(zip(TASKS, shares, strict=True), start=1):
        name, is_partners = task
        budget = (total * percent / 100).quantize(Decimal("0.01"))
        part = PartEntry(partner=partner if is_partners else leader, budget_amount=budget)
        found.append(TaskEntry(number=number, name=name, budget_amount=budget, parts=(part,)))
    return found


def _amend(project: Project, *, on: date, by: Member) -> None:
    """One entered under the wrong project and withdrawn; one that holds and moves money of tasks."""
    signed_on = min(on, project.starts_on + timedelta(days=100))
    longer = {"reason": "wydłużenie projektu", "ends_on": project.ends_on + timedelta(days=181)}
    mistaken = _amendment(project, signed_on=signed_on, on=on, by=by, **longer)
    project.refresh_from_db()
    operations.withdraw_amendment(
        amendment=mistaken,
        version=project.version,
        reason="to aneks innego projektu",
        at=timezone.now(),
        by=by,
    )
    holding = _amendment(
        project,
        signed_on=signed_on,
        on=on,
        by=by,
        reason="zmiana jednostki realizującej, przesunięcie środków między zadaniami",
        implementing_unit="Klub Integracji Społecznej w Kartuzach",
    )
    _move_money(project, holding, by)


def _amendment(project: Project, *, on: date, by: Member, **facts: Any) -> Amendment:
    project.refresh_from_db()
    return operations.amend_project(
        project=project, version=project.version, number=1, on=on, by=by, **facts
    )


def _move_money(project: Project, amendment: Amendment, by: Member) -> None:
    """A hundredth of the total value from the first task to the second one."""
    project.refresh_from_db()
    operations.set_tasks(
        project=project,
        entries=_tasks(project, project.leader_name, PARTNER, shares=AMENDED_SHARES),
        version=project.tasks_version,
        amendment=amendment,
        by=by,
    )
