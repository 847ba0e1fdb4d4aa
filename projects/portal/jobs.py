"""The five usual jobs of a partner's program: what is sent where, with ids that exist."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.civil_days import last_working_day
from projects.participants.vocabulary import EvidenceKind, OutcomeKind
from projects.partners.actions import Action
from projects.support.vocabulary import Mark, ResultKind

API = "/api/v1"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Ids:
    """One of each thing that the jobs are about; words where there is none yet."""

    session: str = "id-of-a-session"
    participant: str = "id-of-a-participant"
    who_left: str = "id-of-somebody-who-left"
    benefit: str = "id-of-a-service"
    course: str = "id-of-a-course"


@dataclass(frozen=True)
class Job:
    """One request; without a body it only reads. Without an action every token of the host may send it."""

    code: str
    title: str | Promise
    text: str | Promise
    action: Action | None
    address: str
    body: dict[str, Any] | None = None
    query: str = ""
    # The same on another day, so that who has sent the first is not told that it is there already.
    another: dict[str, Any] | None = None

    @property
    def method(self) -> str:
        return "GET" if self.body is None else "POST"

    @property
    def written(self) -> str:
        """The body as somebody would type it."""
        return "" if self.body is None else json.dumps(self.body, ensure_ascii=False, indent=2)

    @property
    def in_python(self) -> str:
        """The body as somebody would type it into a program."""
        body = json.dumps(self.another or self.body, ensure_ascii=False, indent=2)
        return body.replace("true", "True").replace("false", "False") if self.body else ""

    @property
    def path(self) -> str:
        return f"{API}{self.address}{self.query}"


def jobs(ids: Ids, *, on: date) -> tuple[Job, ...]:
    """With days that are past: nothing can be reported before it happened."""
    lately = last_working_day(on - timedelta(days=3))
    return (
        _attendance(ids),
        _support(ids, lately),
        _qualification(ids, lately),
        _outcome(ids, lately),
        _changes(on),
    )


def _attendance(ids: Ids) -> Job:
    marks = [{"session": ids.session, "participant": ids.participant, "mark": Mark.PRESENT}]
    return Job(
        "attendance",
        _("Send attendance"),
        _(
            "Up to 1,000 marks at once. Leave atomic out to save all of them or none. To correct a "
            "mark send its “version”, too: each answer tells it, and so does GET /attendance/."
        ),
        Action.WRITE_ATTENDANCE,
        "/attendance/",
        {"items": marks, "atomic": False},
    )


def _support(ids: Ids, day: date) -> Job:
    given = {
        "participant": ids.participant,
        "service": ids.benefit,
        "given_on": day.isoformat(),
        "quantity": "1.00",
    }
    return Job(
        "support",
        _("Send support"),
        _("What has no attendance sheet: a meal, a ticket, insurance. Amounts are text: “1.50”."),
        Action.WRITE_SUPPORT,
        "/support/",
        {"items": [given]},
        another={"items": [{**given, "given_on": last_working_day(day - DAY).isoformat()}]},
    )


def _qualification(ids: Ids, day: date) -> Job:
    body = {
        "participant": ids.participant,
        "service": ids.course,
        "passed": True,
        "ended_on": day.isoformat(),
        "kind": ResultKind.QUALIFICATION,
        "title": "Operator wózków jezdniowych",
        "certificate_number": "12/2026",
        "issued_by": "UDT",
        "issued_on": day.isoformat(),
    }
    return Job(
        "qualification",
        _("Send a qualification"),
        _("How a course ended that ends with a certificate. Sent again, it replaces the first."),
        Action.WRITE_OUTCOMES,
        "/qualifications/",
        body,
    )


def _outcome(ids: Ids, day: date) -> Job:
    body = {
        "participant": ids.who_left,
        "kind": OutcomeKind.EMPLOYMENT,
        "observed_on": day.isoformat(),
        "evidence": EvidenceKind.CONTRACT,
        "evidence_reference": "umowa 7/2026",
    }
    return Job(
        "outcome",
        _("Send an outcome"),
        _("What became of somebody who has left, with the document that proves it."),
        Action.WRITE_OUTCOMES,
        "/outcomes/",
        body,
    )


def _changes(on: date) -> Job:
    since = datetime.combine(on - timedelta(days=7), time(), tzinfo=UTC)
    return Job(
        "changes",
        _("Read what changed"),
        _(
            "Keep next_updated_since of each answer and ask with it the next time; read next_cursor "
            "until it is empty. “removed” names what is there no more."
        ),
        Action.READ_PROJECTS,
        "/sessions/",
        query=f"?updated_since={since:%Y-%m-%dT%H:%M:%SZ}",
    )
