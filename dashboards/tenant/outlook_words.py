"""An outlook in sentences: who is missing by when, what will come at today's pace, what is needed."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.forecasting import Band
from dashboards.tenant.outlook import Cell, Outlook, State
from indicators.targets.rules import DISABLED
from ui import formats

# Where eight of ten forecasts end so far above the middle one, it says little by itself.
UNEVEN_FROM, UNEVEN_TIMES = 8, 4
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
    if is_uneven(one.more):
        return _uneven(one, one.more)
    return _("by %(day)s %(missing)s; at today's pace %(more)s") % {
        **_facts(one),
        "more": _more(one.more),
    }


def is_uneven(more: Band) -> bool:
    """Whether people came in bursts: then the middle lies far below what a pace would tell."""
    return more.middle > 0 and more.high >= max(UNEVEN_FROM, UNEVEN_TIMES * more.middle)


def _uneven(one: Outlook, more: Band) -> str:
    """The range alone is told, with the odds: a single number beside a pace would contradict it."""
    facts = {name: formats.number(count) for name, count in vars(more).items()}
    return _(
        "by %(day)s %(missing)s; people have come unevenly so far, so %(low)s to %(high)s more may"
        " come, and the odds are even that it will be at most %(middle)s"
    ) % {**_facts(one), **facts}


def needed(one: Outlook) -> str:
    """How many a month are needed, beside how many came; nothing where none is needed."""
    if one.state in (State.REACHED, State.OVER):
        return ""
    facts = {"needed": _a_month(one.needed), "recent": _a_month(one.recent)}
    return _("needed a month: %(needed)s; came a month in the last six: %(recent)s") % facts


def _a_month(pace: float) -> str:
    """1 for one person a month, and 1.5 where it is no whole number."""
    return formats.number(round(pace, 1))


def lacking(one: Outlook) -> str:
    """What share of the target is missing, by which the lines are ordered."""
    facts = {"share": formats.percent(one.shortfall, 0), "target": formats.number(one.target)}
    return _("%(share)s of %(target)s missing") % facts


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
