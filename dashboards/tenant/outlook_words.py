"""An outlook in sentences: who is missing by when, what will come at today's pace, what is needed."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.forecasting import Band
from dashboards.tenant.outlook import Cell, Outlook, State
from indicators.targets.rules import DISABLED
from ui import formats

WITH_DISABILITIES = "PEOPLE_WITH_DISABILITIES"


def sentence(one: Outlook) -> str:
    """By 30 June 14 women with disabilities are missing; at today's pace 9 will come (6 to 13)."""
    if one.state == State.REACHED:
        return _("reached: %(achieved)s of %(target)s") % _numbers(one)
    if one.state == State.OVER:
        return _("ended on %(day)s: %(missing)s") % _facts(one)
    if one.more is None:
        return _(
            "by %(day)s %(missing)s; too little has come for a forecast (it takes six months and"
            " five people)"
        ) % _facts(one)
    return _("by %(day)s %(missing)s; at today's pace %(more)s") % {
        **_facts(one),
        "more": _more(one.more),
    }


def needed(one: Outlook) -> str:
    """How many a month are needed, beside how many came; nothing where none is needed."""
    if one.state in (State.REACHED, State.OVER):
        return ""
    facts = {"needed": formats.number(one.needed, 1), "recent": formats.number(one.recent, 1)}
    return _("needed a month: %(needed)s, in the last six months: %(recent)s") % facts


def verdict(state: State) -> str:
    return {
        State.REACHED: _("reached"),
        State.OVER: _("not reached"),
        State.LIKELY: _("likely"),
        State.OPEN: _("uncertain"),
        State.UNLIKELY: _("in danger"),
        State.UNKNOWN: _("no forecast"),
    }[state]


def label(cell: Cell) -> str:
    """Women, men, all; with disabilities where the cell is of those alone."""
    if cell.subset == DISABLED:
        return {
            "women": _("of which women with disabilities"),
            "men": _("of which men with disabilities"),
            "total": _("of which people with disabilities"),
        }[cell.name]
    return {"women": _("Women"), "men": _("Men"), "total": _("Total")}[cell.name]


def _facts(one: Outlook) -> dict[str, str]:
    return {"day": formats.day(one.ends_on), "missing": missing(one.cell, one.missing)}


def _numbers(one: Outlook) -> dict[str, str]:
    return {"achieved": formats.number(one.achieved), "target": formats.number(one.target)}


def missing(cell: Cell, count: int) -> str:
    """So many women, men or people are missing: each with the verb that Polish wants."""
    disabled = cell.subset == DISABLED or cell.code == WITH_DISABILITIES
    return _MISSING[cell.name, disabled](count) % {"n": formats.number(count)}


_MISSING: dict[tuple[str, bool], Callable[[int], str]] = {
    ("women", False): lambda n: ngettext("one woman is missing", "%(n)s women are missing", n),
    ("men", False): lambda n: ngettext("one man is missing", "%(n)s men are missing", n),
    ("total", False): lambda n: ngettext("one person is missing", "%(n)s people are missing", n),
    ("women", True): lambda n: ngettext(
        "one woman with disabilities is missing", "%(n)s women with disabilities are missing", n
    ),
    ("men", True): lambda n: ngettext(
        "one man with disabilities is missing", "%(n)s men with disabilities are missing", n
    ),
    ("total", True): lambda n: ngettext(
        "one person with disabilities is missing", "%(n)s people with disabilities are missing", n
    ),
}


def _more(more: Band) -> str:
    """How many will come, with the range that holds the truth eight times of ten."""
    if more.high == 0:
        return _("nobody will come")
    if more.middle == 0:
        facts = {"high": formats.number(more.high)}
        text = ngettext(
            "at most one will come",
            "at most %(high)s will come",
            more.high,
        )
        return text % facts
    text = ngettext("one will come", "%(n)s will come", more.middle)
    said = text % {"n": formats.number(more.middle)}
    if more.low == more.high:
        return said
    facts = {"said": said, "low": formats.number(more.low), "high": formats.number(more.high)}
    return _("%(said)s (%(low)s to %(high)s)") % facts
