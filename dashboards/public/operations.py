"""The metropolis approves and withdraws editions, and enters what was published officially.

They write shared tables under the web role, as all operations of the platform do. None of them
touches a count: what the public reads was protected before it came here.
"""

from datetime import date, datetime

from django.db import connection
from django.db.models import Max

from core import audit
from core.operation import operation
from core.permissions import Actor, Permission, require
from dashboards.public import contents, queries, refusals
from dashboards.public.contents import AREAS, TOLD
from dashboards.public.entries import PublishedEntry
from dashboards.public.models import Candidate, Edition, OpenPage, PublishedFigure
from dashboards.public.wording.places import PLACES

ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('public editions'))"


@operation()
def approve_edition(*, candidate: Candidate, at: datetime, by: Actor) -> Edition:
    """Let everybody read the candidate that was seen in the preview, and no other."""
    require(by, Permission.APPROVE_EDITIONS)
    _lock()
    waiting = queries.candidate()
    if waiting is None or waiting.pk != candidate.pk:
        raise refusals.AnotherCandidate
    if contents.from_json(waiting.content).exposed:
        raise refusals.SomebodyIsExposed
    last = Edition.objects.aggregate(last=Max("number"))["last"] or 0
    made = Edition.objects.create(
        number=last + 1,
        candidate_id=waiting.pk,
        content=waiting.content,
        approved_at=at,
        approved_by_name=by.display_name,
    )
    audit.record("approved a public edition", made, by=by)
    return made


@operation()
def withdraw_edition(*, edition: Edition, reason: str, at: datetime, by: Actor) -> Edition:
    """Take an edition off the public pages at once; what was approved before it holds again."""
    require(by, Permission.APPROVE_EDITIONS)
    _lock()
    if not reason.strip():
        raise refusals.ReasonMissing
    held = Edition.objects.filter(pk=edition.pk, withdrawn_at=None).first()
    if held is None:
        raise refusals.WithdrawnAlready
    held.withdrawn_at, held.withdrawn_by_name = at, by.display_name
    held.reason = reason.strip()
    held.save(update_fields=["withdrawn_at", "withdrawn_by_name", "reason"])
    audit.record("withdrew a public edition", held, by=by, reason=held.reason)
    return held


@operation()
def enter_published_figure(
    *, entry: PublishedEntry, on: date, at: datetime, by: Actor
) -> PublishedFigure:
    """Enter a figure as somebody published it, with its source and who approved that it is shown."""
    require(by, Permission.APPROVE_EDITIONS)
    _lock()
    _check(entry, on=on)
    facts = {
        **vars(entry),
        "source": entry.source.strip(),
        "approved_by": entry.approved_by.strip(),
    }
    made = PublishedFigure.objects.create(**facts, entered_at=at, entered_by_name=by.display_name)
    audit.record("entered a published figure", made, by=by)
    return made


@operation()
def withdraw_published_figure(
    *, figure: PublishedFigure, at: datetime, by: Actor
) -> PublishedFigure:
    """Take it back: the next edition is without it."""
    require(by, Permission.APPROVE_EDITIONS)
    _lock()
    held = queries.published_figures().filter(pk=figure.pk).first()
    if held is None:
        raise refusals.WithdrawnAlready
    held.withdrawn_at = at
    held.save(update_fields=["withdrawn_at"])
    audit.record("withdrew a published figure", held, by=by)
    return held


def _lock() -> None:
    """Two who decide about editions at once take turns."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)


def _check(entry: PublishedEntry, *, on: date) -> None:
    if entry.subject not in (*TOLD, AREAS):
        raise refusals.UnknownSubject
    if not _is_known(entry):
        raise refusals.UnknownPlace
    if not entry.source.strip():
        raise refusals.SourceMissing
    if not entry.approved_by.strip():
        raise refusals.ApprovalMissing
    if entry.published_on and entry.published_on > on:
        raise refusals.StillToCome
    same = {"unit_code": entry.unit_code, "project_id": entry.project_id}
    if queries.published_figures().filter(subject=entry.subject, **same).exists():
        raise refusals.PublishedAlready


def _is_known(entry: PublishedEntry) -> bool:
    """A unit of the area, or a project whose unit agreed to a page."""
    if entry.project_id and not OpenPage.objects.filter(pk=entry.project_id).exists():
        return False
    return not entry.unit_code or entry.unit_code in PLACES
