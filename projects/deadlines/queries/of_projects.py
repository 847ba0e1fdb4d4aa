"""The terms of projects and of the unit: claims, the end, the final claim, accessibility."""

from collections.abc import Iterator
from datetime import date, timedelta

from core.permissions import Actor, Permission, can_anywhere
from projects.agreements import queries as agreements
from projects.agreements.models import Project
from projects.deadlines import rules
from projects.deadlines.clock import clock
from projects.deadlines.items import Item
from projects.deadlines.models import THE_UNIT
from projects.deadlines.rules import Due


def due(by: Actor, *, on: date, until: date) -> Iterator[Item]:
    for project in agreements.projects_visible_to(by, Permission.SEE_FIGURES):
        for term in _terms(project, on=on):
            yield _item(project, term, on=on)
    yield from _of_unit(by, on=on, until=until)


def _terms(project: Project, *, on: date) -> Iterator[Due]:
    numbers = clock()
    if project.ends_on >= on:
        yield rules.project_end(ends_on=project.ends_on, clock=numbers)
    if project.ends_on >= on - timedelta(days=numbers.books_open_days):
        yield from _claims(project)
        yield rules.final_claim(
            ends_on=project.ends_on, days=project.final_claim_due_days, clock=numbers
        )
    if project.retain_until:
        yield rules.retention(retain_until=project.retain_until, clock=numbers)


def _claims(project: Project) -> Iterator[Due]:
    """Only where the agreement says how often and how soon: nobody's guess is a deadline."""
    if not project.claim_every_months or project.claim_due_days is None:
        return
    yield from rules.claims(
        starts_on=project.starts_on,
        ends_on=project.ends_on,
        every_months=project.claim_every_months,
        due_days=project.claim_due_days,
        working_days=project.claim_days_are_working,
        clock=clock(),
    )


def _item(project: Project, term: Due, *, on: date) -> Item:
    return Item(
        due=term,
        on=on,
        subject_id=project.pk,
        project_id=project.pk,
        project=str(project),
        page="agreements:project",
        page_arguments=(project.pk,),
        facts={"since": term.basis_on},
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
