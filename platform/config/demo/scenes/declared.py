"""What Kartuzy declares by hand: a small project without people, and objects adapted in KIS II."""

from datetime import date

from django.utils import timezone

from config.demo.scenes import Scene
from core.ledger.models import Member
from indicators.declared import operations
from indicators.declared.entries import DeclaredEntry
from projects.agreements import operations as agreements
from projects.agreements.models import Project

CLUB = "Klub Integracji Społecznej II"
SMALL = "Sąsiedzi. Mała integracja w Kartuzach"
STARTS_ON, ENDS_ON = date(2019, 3, 1), date(2020, 2, 29)
MADE_UP = "(wymyślone na potrzeby pokazu)"
# Of everything that the project card tells.
INVENTED = ("title", "starts_on", "ends_on", "leader_name", "fund", "measure")


def play(scene: Scene) -> None:
    _declare_all_of_a_small_project(scene)
    club = Project.objects.filter(title=CLUB).first()
    if club:
        _declare_objects(club, scene)


def _declare_all_of_a_small_project(scene: Scene) -> None:
    """Its papers were lent before anybody used Szansa: only what was reported is left."""
    small = _enter(by=scene.coordinator)
    source = f"sprawozdanie końcowe z 30.03.2020 {MADE_UP}"
    people = {"starts_on": STARTS_ON, "ends_on": ENDS_ON, "source": source}
    for code, women, men in (("PEOPLE_AT_RISK", 15, 9), ("PATH_COMPLETED", 13, 8)):
        entry = DeclaredEntry(
            definition_code=code, total=women + men, women=women, men=men, **people
        )
        _declare(small, entry, scene)


def _enter(*, by: Member) -> Project:
    return agreements.enter_project(
        title=SMALL,
        fund="RPO_WP",
        rule_set="P2014",
        measure="6.1",
        starts_on=STARTS_ON,
        ends_on=ENDS_ON,
        leader_name="Gmina Kartuzy",
        source=f"Projekt bez danych osób {MADE_UP}.",
        invented=sorted(INVENTED),
        by=by,
    )


def _declare_objects(club: Project, scene: Scene) -> None:
    """One protocol came late: the value as of the end is corrected, and the reason stays."""
    first = DeclaredEntry(
        definition_code="OBJECTS_ADAPTED",
        starts_on=None,
        ends_on=min(scene.today, club.ends_on),
        total=1,
        source=f"protokół odbioru podjazdu i wejścia, Dworcowa 1 {MADE_UP}",
    )
    declared = operations.declare_value(
        project=club, entry=first, on=scene.today, by=scene.coordinator
    )
    operations.correct_value(
        declared=declared,
        entry=DeclaredEntry(
            **{
                **vars(first),
                "total": 2,
                "source": f"protokoły odbioru: Dworcowa 1, Kościerska 7 {MADE_UP}",
            }
        ),
        reason="protokół drugiego obiektu dotarł po sprawozdaniu",
        on=scene.today,
        at=timezone.now(),
        by=scene.coordinator,
    )


def _declare(project: Project, entry: DeclaredEntry, scene: Scene) -> None:
    operations.declare_value(project=project, entry=entry, on=scene.today, by=scene.coordinator)
