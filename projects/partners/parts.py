"""Tokens in words: what one may do, in which state it and its keys are, what its requests met."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.api import bulk
from core.api.catalogue import KINDS
from core.days import warsaw_day
from projects.partners import reasons
from projects.partners.actions import Action, Field, is_deaf, reading_missed
from projects.partners.models import Token
from projects.partners.rules import REMINDED_DAYS
from projects.partners.usage import Use
from tenants.credentials.models import ApiRequest, Credential
from ui import formats
from ui.parts import Cell, Column, Table

SOON = timedelta(days=max(REMINDED_DAYS))
API = "api/v1"


@dataclass(frozen=True)
class Right:
    """A sentence that is followed by what it names, one under another."""

    text: str
    items: Sequence[str] = ()

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class State:
    """A state in words; `tone` colours its mark."""

    text: str
    tone: str = ""
    works: bool = False
    is_over: bool = False


def state_of(token: Token, use: Use, *, at: datetime) -> State:
    """What happens to its next request, in words."""
    if token.revoked_at is not None:
        text = _("revoked on %(day)s") % {"day": _day(token.revoked_at)}
        return State(text, "bad", is_over=True)
    if token.ends_at <= at:
        text = _("ended on %(day)s") % {"day": _day(token.ends_at)}
        return State(text, "bad", is_over=True)
    if token.suspended_at is not None:
        words = _("suspended, unused for 90 days") if token.is_idle else _("suspended by hand")
        return State(words, "amber")
    if not use.living(at):
        return State(_("without a key"), "amber")
    if token.ends_at - at <= SOON:
        return State(
            _("works, ends on %(day)s") % {"day": _day(token.ends_at)}, "amber", works=True
        )
    return State(_("works"), "ok", works=True)


def key_state(key: Credential, token: Token, *, at: datetime) -> State:
    """Of one key: it works, lives out its overlap, or is over."""
    if key.ends_at <= at:
        return State(_("ended on %(day)s") % {"day": formats.moment(key.ends_at)}, "bad")
    if key.ends_at < token.ends_at:
        text = _("older key, works until %(moment)s") % {"moment": formats.moment(key.ends_at)}
        return State(text, "amber", works=True)
    return State(_("works"), "ok", works=True)


def rights(
    *,
    partner: str,
    projects: Iterable[object],
    actions: Collection[str],
    fields: Collection[str],
    networks: Sequence[str],
    per_minute_count: int,
    until: object,
) -> list[str | Right]:
    """What a token with this scope may do, in sentences."""
    may = [str(one.label) for one in Action if one in actions]
    named = ", ".join(_("“%(title)s”") % {"title": one} for one in projects)
    said = (
        _("In %(projects)s the partner %(partner)s may:")
        if may
        else _("In %(projects)s the partner %(partner)s may do nothing yet.")
    )
    told: list[str | Right] = [
        Right(said % {"projects": named or _("no project yet"), "partner": partner}, may)
    ]
    if Action.READ_PARTICIPANTS in actions:
        seen = "; ".join(str(one.label) for one in Field if one in fields)
        told.append(
            _("Of a person it reads the name, and beyond it: %(fields)s.") % {"fields": seen}
            if seen
            else _("Of a person it reads the name and nothing else that was told.")
        )
    return [*told, *limits(networks, per_minute_count, until)]


def warnings(actions: Collection[str], fields: Collection[str]) -> list[str]:
    """What a program with these rights would stumble on."""
    told = [
        _("To %(sending)s, the program also has to %(reading)s: ids and versions come from there.")
        % {"sending": sending.label, "reading": "; ".join(str(one.label) for one in reading)}
        for sending, reading in reading_missed(actions).items()
    ]
    if is_deaf(actions):
        told.append(_("It is told of changes only in what it may read, and it may read nothing."))
    if fields and Action.READ_PARTICIPANTS not in actions:
        told.append(
            _("What it sees of a person is told only where it may %(reading)s.")
            % {"reading": Action.READ_PARTICIPANTS.label}
        )
    return told


def limits(networks: Sequence[str], per_minute_count: int, until: object) -> list[str]:
    """From where, how often and until when, in sentences."""
    return [
        _("It may come from %(networks)s only.") % {"networks": ", ".join(networks)}
        if networks
        else _("It may come from any address."),
        ngettext(
            "At most one request a minute, until %(day)s.",
            "At most %(n)s requests a minute, until %(day)s.",
            per_minute_count,
        )
        % {"n": formats.number(per_minute_count), "day": formats.day(until)},  # type: ignore[arg-type]
    ]


def rights_of(token: Token) -> list[str | Right]:
    lines = list(token.partners.all())
    return rights(
        partner=lines[0].name if lines else "—",
        projects=[line.project for line in lines],
        actions=token.actions,
        fields=token.fields,
        networks=token.networks,
        per_minute_count=token.per_minute_count,
        until=warsaw_day(token.ends_at),
    )


def partner_name(token: Token) -> str:
    """Whose it is; empty once the partner has left all of its projects."""
    return next((line.name for line in token.partners.all()), "")


def use_columns() -> list[Column]:
    """How a token is and how it is used, as every list of tokens tells it."""
    return [
        Column(_("State")),
        Column(_("Last used"), kind="short"),
        Column(_("Requests in 7 days"), kind="number"),
        Column(_("Works until"), kind="day"),
    ]


def use_cells(token: Any, use: Use, *, at: datetime) -> list[object]:
    state = state_of(token, use, at=at)
    return [
        Cell("", tag=state.text, tone=state.tone),
        formats.moment(use.last_used_at) if use.last_used_at else _("never"),
        use.recent_count,
        warsaw_day(token.ends_at),
    ]


def table_of(tokens: Sequence[Token], use: dict[Any, Use], *, at: datetime) -> Table:
    labels = [
        Column(_("Token")),
        Column(_("Partner")),
        *use_columns(),
        Column(_("Who made it"), wide_only=True),
    ]
    rows = [_row(token, use[token.pk], at=at) for token in tokens]
    return Table(_("Tokens of partners"), labels, rows, caption_hidden=True)


def _row(token: Token, use: Use, *, at: datetime) -> list[object]:
    return [
        Cell(token.name, url=reverse("partners:token", args=[token.pk])),
        partner_name(token),
        *use_cells(token, use, at=at),
        token.made_by.display_name,
    ]


def requests_table(rows: Iterable[ApiRequest]) -> Table:
    """The log, with what stood against a request in words."""
    columns = [
        Column(_("When"), kind="short"),
        Column(_("Request"), kind="short"),
        Column(_("Answer"), kind="text"),
        Column(_("What was wrong"), kind="text"),
        Column(_("Took (ms)"), kind="number", wide_only=True),
    ]
    return Table(_("Requests"), columns, [_request(row) for row in rows], caption_hidden=True)


def _request(row: ApiRequest) -> list[object]:
    return [
        formats.moment(row.made_at),
        f"{row.method} {address_in_words(row.route)}",
        Cell("", tag=f"{row.status} {ending_of(row)}", tone=_tone(row)),
        in_words(row),
        row.took_ms,
    ]


def _tone(row: ApiRequest) -> str:
    if row.status >= 400 or row.problem == bulk.NOTHING_DONE:
        return "bad"
    return "amber" if row.problem else "ok"


def file_rows(rows: Iterable[ApiRequest]) -> list[list[object]]:
    """The same for a file: one column for each fact."""
    return [
        [
            row.made_at.isoformat(timespec="seconds"),
            row.method,
            address_in_words(row.route),
            row.status,
            in_words(row),
            row.credential.handle,
            row.took_ms,
        ]
        for row in rows
    ]


def file_columns() -> list[Column]:
    names = (
        _("When"),
        _("Method"),
        _("Address"),
        _("Answer"),
        _("What was wrong"),
        _("Key"),
        _("Took (ms)"),
    )
    return [Column(str(name)) for name in names]


def ending_of(row: ApiRequest) -> str:
    """How it ended; a batch that was read and of which nothing was saved was not accepted."""
    if row.status >= 500:
        return _("failure of ours")
    if row.status >= 400 or row.problem == bulk.NOTHING_DONE:
        return _("refused request")
    return _("accepted in part") if row.problem else _("accepted request")


def in_words(row: ApiRequest) -> str:
    """The problem's title, the places of its faults and what is wrong there: never what was sent."""
    kind = KINDS.get(row.problem)
    title = str(kind.title) if kind else reasons.title(row.problem)
    return f"{title} {reasons.told(row.faults)}".strip()


def address_in_words(route: str) -> str:
    """'/sessions/{id}/' for 'api/v1/sessions/<uuid:record_id>/'; what led nowhere is told as such."""
    path = route.removeprefix(API).replace("<uuid:record_id>", "{id}")
    is_known = path.startswith("/") and path != "/" and "^" not in path
    return path if is_known else _("an unknown address")


def endings() -> list[tuple[object, object]]:
    """How requests ended, as the log's filter offers it."""
    return [
        ("", capfirst(_("all"))),
        ("udane", _("Done")),
        ("odrzucone", _("Refused")),
        ("bledy-serwera", _("Our failures")),
    ]


def _day(moment: datetime) -> str:
    return formats.day(warsaw_day(moment))
