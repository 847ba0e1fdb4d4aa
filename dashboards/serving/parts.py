"""Tokens of released figures in words: what they open, the list of them, what was done with one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from core.days import warsaw_day
from dashboards.serving import queries
from dashboards.serving.models import ReleaseToken
from projects.partners.parts import limits, use_cells, use_columns
from projects.partners.usage import Use
from projects.workbench.history import Entry, in_words
from ui.parts import Cell, Column, Table


def rights(
    *, body_name: str, networks: Sequence[str], per_minute_count: int, until: object
) -> list[str]:
    """What a token opens and what it does not, in sentences."""
    return [
        _(
            "A program of %(body)s may read the figures of the last release: of the programme and of "
            "its powiats and cities, exact, with small numbers hidden, as you see them on the pages."
        )
        % {"body": body_name or "…"},
        _("It reads no project, no person and no live total, and changes nothing."),
        *limits(networks, per_minute_count, until),
    ]


def rights_of(token: ReleaseToken) -> list[str]:
    return rights(
        body_name=token.body_name,
        networks=token.networks,
        per_minute_count=token.per_minute_count,
        until=warsaw_day(token.ends_at),
    )


def table_of(tokens: Sequence[ReleaseToken], use: dict[UUID, Use], *, at: datetime) -> Table:
    columns = [
        Column(_("Who reads")),
        *use_columns(),
        Column(_("Who made it"), wide_only=True),
    ]
    rows = [_row(token, use[token.pk], at=at) for token in tokens]
    return Table(_("Tokens of released figures"), columns, rows, caption_hidden=True)


def _row(token: ReleaseToken, use: Use, *, at: datetime) -> list[object]:
    return [
        Cell(token.body_name, url=reverse("serving:token", args=[token.pk])),
        *use_cells(token, use, at=at),
        token.made_by_name,
    ]


def history(token: ReleaseToken) -> list[Entry]:
    """What was done with it and by whom, from the platform's trail."""
    return [_entry(event) for event in queries.trail(token.pk)]


def _entry(event: Any) -> Entry:
    return Entry(at=event.recorded_at, who=event.actor_name, verb=in_words(event.verb))
