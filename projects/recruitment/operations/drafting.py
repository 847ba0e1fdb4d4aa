"""The public web form: an application is begun, saved, sent or dropped, and traces are deleted."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import audit, sealed
from core.days import warsaw_day
from core.errors import RuleBroken
from core.operation import operation
from core.permissions import Actor, System
from projects.recruitment import queries
from projects.recruitment.entries import Application
from projects.recruitment.models import Candidate, Recruitment, UsedToken, VisitCount
from projects.recruitment.models import Draft as DraftRow
from projects.recruitment.operations.applying import NotOpen, file_application
from projects.recruitment.rules import visits
from projects.recruitment.vocabulary import Source

# Without letters and digits that look alike, for whoever copies the code from paper.
SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
GROUPS, GROUP_LENGTH = 4, 4


class TooOften(RuleBroken):
    message = _(
        "Very many forms were opened, saved or sent from here within an hour. Wait an hour, "
        "or bring the application on paper: the address is on the page of the recruitment."
    )


class TokenSpent(RuleBroken):
    message = _(
        "This page was open too long, was sent already, or was sent the moment it opened. Nothing "
        "is lost: look below and send it again."
    )


class TooFast(RuleBroken):
    message = _("That was too fast for us to follow. Read it through once more and send it again.")


class DraftGone(RuleBroken):
    message = _(
        "This application is not kept any more: it was sent, deleted, or %(days)s days have "
        "passed. Begin a new one."
    )

    def __init__(self) -> None:
        super().__init__(days=visits.DRAFT_DAYS)


@dataclass(frozen=True)
class Draft:
    """A draft with the code that opens it, told once: what is kept is only its keyed hash."""

    row: DraftRow
    code: str


@operation()
def begin_draft(
    *, recruitment: Recruitment, nonce: str, address: str, at: datetime, by: Actor
) -> Draft:
    """Begin an application once the notice was given, with its version and moment."""
    recruitment = _open_round(recruitment.pk, at=at)
    _spend(nonce, at=at)
    count("begun", address, at=at, most=visits.BEGUN_AN_HOUR)
    code = new_code()
    row = DraftRow.objects.create(
        recruitment=recruitment,
        code_index=code_index(code),
        notice=recruitment.notices.order_by("-version_no")[:1].get(),
        notice_given_at=at,
        begun_at=at,
        expires_on=warsaw_day(at) + timedelta(days=visits.DRAFT_DAYS),
    )
    audit.record("began an application", row, by=by)
    return Draft(row, code)


@operation()
def save_draft(*, draft: DraftRow, typed: str, at: datetime, by: Actor) -> DraftRow:
    """Keep what was typed so far, sealed, for as long again.

    Only the first time is on record: that somebody stepped back and forth is nobody's business,
    and a program that saves again and again must not fill the trail.
    """
    locked = _unsent(draft)
    _open_round(locked.recruitment_id, at=at)
    count("saved", str(locked.pk), at=at, most=visits.SAVED_AN_HOUR)
    is_first, locked.typed = not locked.typed, typed
    locked.expires_on = warsaw_day(at) + timedelta(days=visits.DRAFT_DAYS)
    locked.save(update_fields=["typed", "expires_on"])
    if is_first:
        audit.record("saved an application", locked, by=by)
    return locked


@operation(moves_figures=True)
def apply_on_the_web(
    *, draft: DraftRow, application: Application, address: str, at: datetime, by: Actor
) -> Candidate:
    """Send a draft, once. Whoever is known already is told nothing: the team sees it."""
    locked = _unsent(draft)
    recruitment = _open_round(locked.recruitment_id, at=at)
    if not visits.is_filled_in_by_hand(begun_at=locked.begun_at, at=at):
        raise TooFast
    count("sent", address, at=at, most=visits.SENT_AN_HOUR)
    count("sent", str(recruitment.pk), at=at, most=visits.SENT_TO_ONE_ROUND_AN_HOUR)
    candidate = file_application(
        recruitment,
        application,
        applied_at=at,
        at=at,
        source=Source.WEB,
        notice=locked.notice,
        notice_given_at=locked.notice_given_at,
    )
    locked.candidate = candidate
    locked.expires_on = warsaw_day(at) + timedelta(days=visits.RECEIPT_DAYS)
    locked.save(update_fields=["candidate", "expires_on"])
    audit.record("applied on the web", candidate, by=by)
    return candidate


@operation()
def drop_draft(*, draft: DraftRow, by: Actor) -> None:
    """Whoever typed it deletes it; what was sent already stays sent."""
    locked = DraftRow.objects.select_for_update().get(pk=draft.pk)
    locked.delete()
    audit.record("dropped an application", draft, by=by)


@operation()
def forget_visits(*, on: date, by: System) -> int:
    """Delete drafts that have expired, spent tokens and counts of earlier days; how many drafts."""
    gone, _by_model = DraftRow.objects.filter(expires_on__lt=on).delete()
    UsedToken.objects.filter(used_on__lt=on - timedelta(days=1)).delete()
    VisitCount.objects.filter(hour__date__lt=on - timedelta(days=1)).delete()
    audit.record("deleted expired applications", DraftRow, by=by, count=max(gone, 1))
    return gone


def new_code() -> str:
    """80 bits in four groups, such as a person can copy from a sheet of paper."""
    groups = ("".join(secrets.choice(SIGNS) for _n in range(GROUP_LENGTH)) for _g in range(GROUPS))
    return "-".join(groups)


def code_index(code: str) -> bytes:
    """The keyed hash of a code, however it was copied: case, spaces and hyphens do not matter."""
    plain = "".join(sign for sign in code.upper() if sign in SIGNS)
    return sealed.search_index(plain, kind="draft")


def count(what: str, subject: str, *, at: datetime, most: int) -> None:
    """Count one more within the hour, in one statement for all processes; refuse beyond `most`."""
    index = sealed.search_index(f"{what}|{subject}", kind="visit")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO visit_count (subject, hour, count) VALUES (%s, %s, 1)"
            " ON CONFLICT (subject, hour) DO UPDATE SET count = visit_count.count + 1"
            " RETURNING count",
            [index, visits.hour_of(at)],
        )
        if cursor.fetchone()[0] > most:
            raise TooOften


def _spend(nonce: str, *, at: datetime) -> None:
    _row, is_first = UsedToken.objects.get_or_create(
        nonce=nonce, defaults={"used_on": warsaw_day(at)}
    )
    if not is_first:
        raise TokenSpent


def _open_round(pk: UUID, *, at: datetime) -> Recruitment:
    found = queries.open_to_visitors(on=warsaw_day(at)).filter(pk=pk).first()
    if found is None:
        raise NotOpen
    return found


def _unsent(draft: DraftRow) -> DraftRow:
    found = DraftRow.objects.select_for_update().filter(Q(pk=draft.pk), candidate=None).first()
    if found is None:
        raise DraftGone
    return found
