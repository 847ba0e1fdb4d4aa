"""What changed since a month ago: two releases beside each other, and nothing that neither of them shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.days import warsaw_day
from dashboards.disclosure import SMALLEST_SHOWN
from dashboards.metropolis import queries
from dashboards.metropolis.codes import DISABLED, EMPLOYED, QUALIFIED, RISK
from dashboards.metropolis.models import Release
from dashboards.metropolis.queries import Pair, Shown
from ui import formats
from ui.parts import Cell, Column, Table

if TYPE_CHECKING:
    from dashboards.metropolis.pages import View

MONTH = timedelta(days=30)
COMPARED = (RISK, DISABLED, EMPLOYED, QUALIFIED)


@dataclass(frozen=True)
class Since:
    """`title` says the change of people supported in words, `table` each figure then and now."""

    title: str
    table: Table


def of(view: "View", names: Mapping[str, str]) -> Since | None:
    """Nothing before there is a release a month older, nor where no projects are led."""
    now = view.release
    before = earlier(now) if now and view.scope.unit_code in view.promised else None
    if before is None:
        return None
    day = formats.day(warsaw_day(before.released_at))
    then = queries.by_unit(before, view.scope.period)
    rows = [_row(view, then, code, names) for code in COMPARED]
    columns = [
        Column(_("Figure")),
        Column(day, "number"),
        Column(_("Now"), "number"),
        Column(_("Difference"), "amount"),
    ]
    title = _finding(day, _told(then, view, RISK), view.released(RISK).people)
    return Since(
        title, Table(_("Released figures, then and now"), columns, rows, caption_hidden=True)
    )


def earlier(release: Release) -> Release | None:
    """The newest release that is a month older."""
    a_month_ago = release.released_at - MONTH
    return Release.objects.filter(released_at__lte=a_month_ago).order_by("-released_at").first()


def _told(then: Mapping[tuple[str, str], Pair], view: "View", code: str) -> Shown:
    """People as they were shown; where that release has no cell, nobody was."""
    return then.get((view.scope.unit_code, code), Pair()).people


def _row(
    view: "View", then: Mapping[tuple[str, str], Pair], code: str, names: Mapping[str, str]
) -> list[object]:
    was, now = _told(then, view, code), view.released(code).people
    url = reverse("metropolis:indicator", args=[code])
    return [Cell(names.get(code, code), url=url), was, now, change(was, now)]


def change(was: Shown, now: Shown) -> str:
    """The difference of two shown numbers; one that stands still may wait for five people to move it."""
    if isinstance(was, str) or isinstance(now, str):
        return _("not told: one of the two is hidden")
    if was == now:
        return _("none, or fewer than %(n)s") % {"n": SMALLEST_SHOWN}
    return formats.signed(now - was)


def _finding(day: str, was: Shown, now: Shown) -> str:
    facts = {"day": day}
    if isinstance(was, str) or isinstance(now, str):
        return _("What changed since %(day)s") % facts
    if was == now:
        text = _("Since %(day)s, nobody new was supported, or fewer than %(n)s people")
        return text % (facts | {"n": SMALLEST_SHOWN})
    count = abs(now - was)
    more = ngettext(
        "Since %(day)s, %(n)s more person was supported",
        "Since %(day)s, %(n)s more people were supported",
        count,
    )
    fewer = ngettext(
        "Since %(day)s, %(n)s person fewer is counted: entries were corrected",
        "Since %(day)s, %(n)s people fewer are counted: entries were corrected",
        count,
    )
    return (more if now > was else fewer) % (facts | {"n": formats.number(count)})
