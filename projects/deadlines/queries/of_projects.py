"""The terms of projects and of the unit: claims, the end, requests to answer, accessibility."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Protocol
from uuid import UUID

from django.db.models import QuerySet

from core.permissions import Actor, Permission, can, can_anywhere
from projects.agreements import queries as agreements
from projects.agreements.models import Project
from projects.deadlines import asked as programme
from projects.deadlines import rules, tokens
from projects.deadlines.claims import KINDS, Claims, by_calendar, claim_of
from projects.deadlines.clock import clock
from projects.deadlines.items import Item
from projects.deadlines.models import THE_UNIT
from projects.deadlines.requests import Request, Requests
from projects.deadlines.rules import Due, Kind
from projects.two_people import is_own


class ClaimsReader(Protocol):
    """Whoever knows the settlement periods of projects, asked in the query of the projects itself."""

    def annotated(self, projects: QuerySet[Project]) -> QuerySet[Project]: ...

    def claims_of(self, project: Project) -> Claims | None: ...


# Where a term is met by doing something in Szansa.
PAGES = {Kind.RETENTION: "retention:project"}

# Filled from above: periods know their projects, not the other way round.
claims_readers: list[ClaimsReader] = []
requests_kept: list[Requests] = []


def due(by: Actor, *, on: date, until: date) -> Iterator[Item]:
    projects = agreements.projects_visible_to(by, Permission.SEE_FIGURES)
    for reader in claims_readers:
        projects = reader.annotated(projects)
    for asked in requests_kept:
        projects = asked.annotated(projects, on=on)
    projects = tokens.annotated(projects, on=on, until=until)
    of_unit: set[UUID] = set()
    for project in programme.annotated(projects):
        claims = _known_claims(project)
        for term in _terms(project, claims, on=on):
            yield _item(project, term, _page_of(project, term, claims), on=on)
        yield from _requests(project, by=by, on=on, seen=of_unit)
        if can(by, Permission.EDIT_PROJECTS, project=project.pk):
            yield from programme.items_of(project, on=on, seen=of_unit)
            yield from tokens.items_of(project, on=on, seen=of_unit)
    yield from _of_unit(by, on=on, until=until)


def _known_claims(project: Project) -> Claims | None:
    told = (reader.claims_of(project) for reader in claims_readers)
    return next((claims for claims in told if claims is not None), None)


def _terms(project: Project, claims: Claims | None, *, on: date) -> Iterator[Due]:
    numbers = clock()
    if project.ends_on >= on:
        yield rules.project_end(ends_on=project.ends_on, clock=numbers)
    if project.ends_on >= on - timedelta(days=numbers.books_open_days):
        yield from _claims(project, known=claims)
    if project.retain_until:
        yield rules.retention(retain_until=project.retain_until, clock=numbers)


def _claims(project: Project, *, known: Claims | None) -> Iterator[Due]:
    """Whoever entered periods knows better than any calendar; a closed one waits for nobody.

    Otherwise only where the agreement says how often and how soon: nobody's guess is a deadline.
    """
    for period in known.open if known else ():
        yield claim_of(period, clock=clock())
    if known is None or not known.has_final:
        days = project.final_claim_due_days
        yield rules.final_claim(ends_on=project.ends_on, days=days, clock=clock())
    if known is None:
        yield from _claims_by_calendar(project)


def _claims_by_calendar(project: Project) -> Iterator[Due]:
    if not project.claim_every_months or project.claim_due_days is None:
        return
    yield from by_calendar(
        starts_on=project.starts_on,
        ends_on=project.ends_on,
        every_months=project.claim_every_months,
        due_days=project.claim_due_days,
        working_days=project.claim_days_are_working,
        clock=clock(),
    )


def _page_of(project: Project, term: Due, claims: Claims | None) -> tuple[str, UUID]:
    """Where the term is met: a claim at its period, and where there is none, where periods are made."""
    if term.kind not in KINDS:
        return PAGES.get(term.kind, "agreements:project"), project.pk
    open_ones = claims.open if claims else ()
    found = [one.period for one in open_ones if one.ends_on == term.basis_on]
    return ("periods:period", found[0]) if found else ("periods:list", project.pk)


def _item(project: Project, term: Due, page: tuple[str, UUID], *, on: date) -> Item:
    name, subject = page
    return Item(
        due=term,
        on=on,
        subject_id=project.pk,
        project_id=project.pk,
        project=str(project),
        page=name,
        page_arguments=(subject,),
        facts={"since": term.basis_on},
    )


def _requests(project: Project, *, by: Actor, on: date, seen: set[UUID]) -> Iterator[Item]:
    """For whoever may agree, but not the one who asked; one about the whole unit stands once."""
    for kept in requests_kept:
        if not kept.may_be_answered(by, project):
            continue
        for request in kept.of(project):
            if request.id not in seen and not is_own(request.asked_by_id, by=by):
                seen.add(request.id)
                yield _request(project, kept, request, on=on)


def _request(project: Project, kept: Requests, request: Request, *, on: date) -> Item:
    days = {"asked_on": request.asked_on, "expires_on": request.expires_on}
    return Item(
        due=rules.answer(kind=request.kind, who=kept.who, **days),
        on=on,
        subject_id=request.id,
        project_id=project.pk if kept.project else None,
        project=str(project) if kept.project else "",
        label=request.label,
        page=request.page,
        page_arguments=request.page_arguments,
        facts={"since": request.asked_on, "who": request.asked_by},
    )


def _of_unit(by: Actor, *, on: date, until: date) -> Iterator[Item]:
    """The review of this year, and of the next one where the question reaches so far.

    Only for those who answer for the unit: its administrators and its coordinators.
    """
    answers_for_unit = (Permission.INVITE_MEMBERS, Permission.EDIT_PROJECTS)
    if not any(can_anywhere(by, permission) for permission in answers_for_unit):
        return
    for year in range(on.year, until.year + 1):
        term = rules.accessibility(year=year, clock=clock())
        yield Item(due=term, on=on, subject_id=THE_UNIT, facts={"year": year})
