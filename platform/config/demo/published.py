"""What the public of the demo reads: units agree to pages, the metropolis approves an edition.

Figures that were really published are entered with their sources; after the edition one more unit
agrees, so that a candidate with differences waits for whoever looks around.
"""

from datetime import date, datetime

from config.demo import plan
from config.demo.staff import who_may
from core import tenancy
from core.permissions import Permission, System
from dashboards.consent import operations as consent
from dashboards.public import making, operations, queries
from dashboards.public.contents import AREAS, EMPLOYED, PEOPLE
from dashboards.public.entries import PublishedEntry
from indicators.facts import tasks as publishing
from projects.agreements.models import Project
from tenants.models import Tenant

# It agrees after the first edition; the other has not agreed yet.
LATE, SILENT = "powiat-wejherowski", "somonino"
APPROVED_BY = "Biuro Metropolii Gdańsk-Gdynia-Sopot (na potrzeby pokazu)"
NOTE = (
    "Metropolia Gdańsk-Gdynia-Sopot, „Efekty metropolitalnego programu aktywizacji "
    "społeczno-zawodowej w powiecie kartuskim”"
)
LABORATORY = "Laboratorium Innowacji Społecznych w Gdyni, podsumowanie projektu Pracownia"
SPORT = "Kaszubskie Towarzystwo Sportowo-Kulturalne, podsumowanie projektu"
# By the key of the plan: what was published, and where.
FIGURES = (
    ("kartuski-aktywizacja-2", PEOPLE, 200, NOTE),
    ("kartuski-aktywizacja-2", EMPLOYED, 81, NOTE),
    ("kartuski-aktywizacja-2", AREAS, 5, NOTE),
    ("gdynia-pracownia", PEOPLE, 784, LABORATORY),
)
LATE_FIGURES = (("wejherowski-sasz-2-etap2", PEOPLE, 138, SPORT),)


def publish(opened: dict[str, Tenant], *, today: date, at: datetime, by: System) -> int:
    """Approve an edition and leave another waiting; returns how many pages of projects there are."""
    projects = {each.key: each for each in plan.projects()}
    early = {each.tenant for each in projects.values()} - {LATE, SILENT}
    for slug in sorted(early):
        _agree(opened[slug], at=at)
    _enter(FIGURES, opened, today=today, at=at, by=by)
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        candidate = making.make_candidate(at=at)
    with tenancy.acting_as(tenancy.Role.WEB):
        operations.approve_edition(candidate=candidate, at=at, by=by)
    _agree(opened[LATE], at=at)
    _enter(LATE_FIGURES, opened, today=today, at=at, by=by)
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        making.make_candidate(at=at)
        return len(queries.open_pages())


def _agree(tenant: Tenant, *, at: datetime) -> None:
    """Its coordinator agrees to a page of every project, and the publisher tells the metropolis."""
    with tenancy.inside(tenant):
        by = who_may(Permission.EDIT_PROJECTS)
        for project in Project.objects.order_by("pk"):
            consent.agree_to_page(project=project, at=at, by=by)
    publishing.publish_tenant(tenant)


def _enter(
    figures: tuple[tuple[str, str, int, str], ...],
    opened: dict[str, Tenant],
    *,
    today: date,
    at: datetime,
    by: System,
) -> None:
    planned = {each.key: each for each in plan.projects()}
    for key, subject, value, source in figures:
        with tenancy.inside(opened[planned[key].tenant]):
            found = Project.objects.get(title=planned[key].title, edition_no=planned[key].edition)
        entry = PublishedEntry(
            subject=subject,
            project_id=found.pk,
            value=value,
            source=source,
            approved_by=APPROVED_BY,
        )
        with tenancy.acting_as(tenancy.Role.WEB):
            operations.enter_published_figure(entry=entry, on=today, at=at, by=by)
