"""What Kartuzy promised: an amendment of KIS II, its plans of periods, targets of the gmina itself."""

from datetime import date

from config.demo.scenes import Scene
from core.ledger.models import Member
from indicators.targets import operations, queries
from indicators.targets.entries import PeriodEntry, TargetEntry
from projects.agreements import operations as agreements
from projects.agreements.models import Amendment, Project

PEOPLE, EMPLOYED, DISABLED = "PEOPLE_AT_RISK", "EMPLOYED_AFTER", "DISABLED"
ALL_CELLS = ("women", "men", "total")
# Name, first and last day; women and men, and of them with disabilities.
PLANS = (
    ("II półrocze 2019", date(2019, 7, 1), date(2019, 12, 31), (42, 18), (20, 11)),
    ("Rok 2020", date(2020, 1, 1), date(2020, 12, 31), (63, 30), (30, 17)),
    ("Rok 2021", date(2021, 1, 1), date(2021, 12, 31), (45, 22), (20, 12)),
)


def play(scene: Scene) -> None:
    club = Project.objects.filter(
        title__startswith="Klub Integracji Społecznej", edition_no=2
    ).first()
    if club:
        _amend(club, on=scene.today, by=scene.coordinator)
        _plan(club, by=scene.coordinator)
    _set_for_the_gmina(on=scene.today, by=scene.coordinator)


def _amend(club: Project, *, on: date, by: Member) -> None:
    """Amendment no. 1 promises four more people in work; the published cells stay as they are."""
    held = queries.entries_of(club)
    employed = held.get((EMPLOYED, ""))
    if employed is None or employed.total is None:
        return
    amendment = _amendment(club, on=on, by=by)
    more = TargetEntry(definition_code=EMPLOYED, total=employed.total + 4, invented=("total",))
    entries = list({**held, more.key: more}.values())
    operations.set_targets(project=club, entries=entries, amendment=amendment, by=by)


def _amendment(club: Project, *, on: date, by: Member) -> Amendment:
    club.refresh_from_db()
    return agreements.amend_project(
        project=club,
        version=club.version,
        number=1,
        signed_on=min(on, date(2021, 3, 15)),
        reason="więcej osób w pośrednictwie pracy (aneks wymyślony na potrzeby pokazu)",
        changes_more=True,
        on=on,
        by=by,
    )


def _plan(club: Project, *, by: Member) -> None:
    for name, starts_on, ends_on, everybody, disabled in PLANS:
        if club.starts_on <= starts_on and ends_on <= club.ends_on:
            operations.enter_period(
                project=club,
                facts=PeriodEntry(name=name, starts_on=starts_on, ends_on=ends_on),
                entries=[_split(*everybody), _split(*disabled, subset=DISABLED)],
                by=by,
            )


def _split(women: int, men: int, subset: str = "") -> TargetEntry:
    return TargetEntry(
        definition_code=PEOPLE,
        subset=subset,
        women=women,
        men=men,
        total=women + men,
        invented=ALL_CELLS,
    )


def _set_for_the_gmina(*, on: date, by: Member) -> None:
    made_up = {"definition_code": PEOPLE, "invented": ("total",)}
    operations.set_unit_targets(
        entries=[
            TargetEntry(total=1_000, **made_up),
            TargetEntry(total=400, subset=DISABLED, **made_up),
        ],
        valid_from=min(on, date(2026, 1, 1)),
        reason="strategia rozwiązywania problemów społecznych (liczby wymyślone na potrzeby pokazu)",
        on=on,
        by=by,
    )
