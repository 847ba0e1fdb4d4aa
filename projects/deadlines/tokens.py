"""The ends of partners' tokens, as terms of a day: read in the query of the projects."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from core.days import warsaw_day
from projects.agreements.models import Project
from projects.deadlines.items import Item
from projects.deadlines.rules import Due, Kind, Severity, Who
from projects.partners import queries as partners
from projects.partners.rules import REMINDED_DAYS


def annotated(projects: QuerySet[Project], *, on: date, until: date) -> QuerySet[Project]:
    """Each with the tokens that end: no query of their own. What is stopped or over waits for nobody."""
    return partners.with_ending_tokens(projects, since=on, until=until)


def items_of(project: Project, *, on: date, seen: set[UUID]) -> Iterator[Item]:
    """For whoever may make the next one; a token of several projects stands with the first."""
    for told in getattr(project, partners.ENDING):
        token_id = UUID(told["id"])
        if token_id not in seen:
            seen.add(token_id)
            yield _item(project, told, on=on)


def ending(*, ends_on: date, reminded_days: Sequence[int]) -> Due:
    """SOURCE: ours: a partner's program is refused from the next day on; letters go the same days."""
    days = [ends_on - timedelta(days=ahead) for ahead in reminded_days]
    return Due(
        kind=Kind.TOKEN,
        basis_on=ends_on,
        opens_on=min(days),
        due_on=ends_on,
        who=Who.COORDINATOR,
        severity=Severity.NOTE,
        reminds_on=tuple(days),
    )


def _item(project: Project, told: dict[str, str], *, on: date) -> Item:
    ends_on = warsaw_day(datetime.fromisoformat(told["ends_at"]))
    return Item(
        due=ending(ends_on=ends_on, reminded_days=REMINDED_DAYS),
        on=on,
        subject_id=UUID(told["id"]),
        project_id=project.pk,
        project=str(project),
        label=told["name"],
        page="partners:token",
        page_arguments=(told["id"],),
        facts={"since": ends_on, "token": told["name"], "partner": told["partner"]},
    )
