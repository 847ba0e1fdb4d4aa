"""What the pages of subscriptions say: tables of addresses, of events and of tries, and sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.hooks import standing
from projects.hooks.models import Event, Subscription, Try
from projects.hooks.vocabulary import TEST, Change, Kind, Progress, Trouble, Working
from ui import formats
from ui.parts import Cell, Column, Link, Table

TONES = {
    Working.ON: "ok",
    Working.PAUSED: "amber",
    Working.STOPPED: "bad",
    Working.ENDED: "",
    Progress.WAITING: "",
    Progress.DELIVERED: "ok",
    Progress.GIVEN_UP: "bad",
    Progress.WITHHELD: "amber",
}
NAMES: dict[str, str | Promise] = {
    Kind.SERVICE: gettext_lazy("service"),
    Kind.GROUP: gettext_lazy("group"),
    Kind.SESSION: gettext_lazy("session"),
    Kind.PARTICIPANT: gettext_lazy("person served"),
    Kind.ATTENDANCE: gettext_lazy("attendance"),
    Kind.SUPPORT: gettext_lazy("support"),
    Kind.QUALIFICATION: gettext_lazy("qualification"),
    Kind.OUTCOME: gettext_lazy("outcome"),
    Kind.DOCUMENT: gettext_lazy("document"),
    Kind.TOKEN: gettext_lazy("token"),
    TEST: gettext_lazy("a test"),
}


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    url: str = ""


def subscriptions_table(rows: Iterable[Subscription], at: datetime) -> Table:
    columns = [
        Column(_("Address")),
        Column(_("Token")),
        Column(_("Waiting"), "number"),
        Column(_("Given up"), "number"),
        Column(_("Last delivered"), "short"),
    ]
    return Table(_("Addresses"), columns, [_row(one, at) for one in rows], caption_hidden=True)


def _row(one: Subscription, at: datetime) -> list[object]:
    counted = vars(one)
    tag, tone = str(Working(one.state).label), TONES[Working(one.state)]
    if one.state != Working.ENDED and standing.silence_of(one.token, at):
        tag, tone = _("its token does not work"), "bad"
    return [
        Cell(
            one.address,
            url=reverse("hooks:one", args=[one.pk]),
            tag=tag,
            tone=tone,
        ),
        one.token.name,
        counted["waiting_count"],
        counted["given_up_count"],
        formats.moment(counted["delivered_at"]) or "–",
    ]


def facts(one: Subscription) -> list[Fact]:
    kinds = ", ".join(str(NAMES[kind]) for kind in one.kinds)
    return [
        Fact(_("Token"), one.token.name),
        Fact(_("Changes of"), kinds),
        Fact(_("Added"), f"{formats.moment(one.made_at)} · {one.made_by.display_name}"),
    ]


def filters(one: Subscription, chosen: str) -> list[Link]:
    """All events of the log, or those of one state."""
    here = reverse("hooks:one", args=[one.pk])
    states = [Link(str(name), f"{here}?state={code}", chosen == code) for code, name in _STATES]
    return [Link(_("All"), here, chosen not in Progress.values), *states]


_STATES = tuple((code.value, code.label) for code in Progress)


def events_table(rows: Iterable[Event]) -> Table:
    columns = [
        Column(_("Event")),
        Column(_("Happened"), "short"),
        Column(_("Tries"), "number"),
        Column(_("Last answer")),
        Column(_("Milliseconds"), "amount", wide_only=True),
    ]
    return Table(_("Events"), columns, [_event(one) for one in rows], caption_hidden=True)


def _event(one: Event) -> list[object]:
    last = next(iter(one.tries.all()), None)
    return [
        Cell(
            f"{one.number} · {what(one)}",
            url=reverse("hooks:event", args=[one.pk]),
            tag=str(Progress(one.state).label),
            tone=TONES[Progress(one.state)],
        ),
        formats.moment(one.happened_at),
        one.tries_count,
        came(last) if last else standing.why_withheld(one) or "–",
        formats.number(last.milliseconds) if last else "–",
    ]


def what(one: Event) -> str:
    name = str(NAMES[one.kind])
    return name if one.kind == TEST else f"{name}: {Change(one.change).label}"


def came(one: Try) -> str:
    """What came back, or why nothing did."""
    if one.status is not None:
        return str(one.status)
    return str(Trouble(one.trouble).label)


def event_facts(one: Event) -> list[Fact]:
    return [
        Fact(_("State"), str(Progress(one.state).label)),
        Fact(_("Id of the event"), str(one.pk)),
        Fact(_("Id of the record"), str(one.object_id)),
        Fact(_("Happened"), formats.moment(one.happened_at)),
        *_why(one),
        *_next(one),
    ]


def _why(one: Event) -> list[Fact]:
    said = standing.why_withheld(one)
    return [Fact(_("Why"), said)] if said else []


def _next(one: Event) -> list[Fact]:
    if one.state != Progress.WAITING:
        return []
    return [Fact(_("Next try"), formats.moment(_later(one.due_at, one.subscription.rests_until)))]


def _later(due: datetime, rests_until: datetime | None) -> datetime:
    return max(due, rests_until) if rests_until else due


def tries_table(rows: Iterable[Try]) -> Table:
    columns = [
        Column(_("Tried"), "short"),
        Column(_("Answer")),
        Column(_("Milliseconds"), "number"),
        Column(_("Beginning of the answer")),
    ]
    told = [
        [formats.moment(one.tried_at), came(one), one.milliseconds, one.answer or "–"]
        for one in rows
    ]
    return Table(_("Tries"), columns, told, caption_hidden=True)
