"""What does not add up, said with the arithmetic."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from indicators.targets.rules import DISABLED, Fault, FaultKind
from ui import formats

SUBSET_NAMES = {DISABLED: gettext_lazy("With disabilities")}


def sentence_of(fault: Fault, *, other: str = "") -> str:
    """The fault in one sentence; `other` names the indicator that it is compared with."""
    said = _SAYERS[fault.kind](fault, other)
    if fault.subset:
        return f"{SUBSET_NAMES[fault.subset]}: {said}"
    return said


def _negative(fault: Fault, _other: str) -> str:
    return _("%(count)s is no number of people.") % {"count": fault.count}


def _sum(fault: Fault, _other: str) -> str:
    facts = {
        "women": women(fault.cells.women or 0),
        "men": men(fault.cells.men or 0),
        "sum": formats.number(fault.count),
        "total": formats.number(fault.limit),
    }
    return _("%(women)s + %(men)s make %(sum)s, not %(total)s.") % facts


def _above_total(fault: Fault, _other: str) -> str:
    return _group(fault) + _("is more than everybody: %(limit)s.") % _numbers(fault)


def _above_whole(fault: Fault, _other: str) -> str:
    limits = {
        "women": _("is more than all women: %(limit)s."),
        "men": _("is more than all men: %(limit)s."),
        "total": _("is more than everybody: %(limit)s."),
    }
    return _group(fault) + limits[fault.cell] % _numbers(fault)


def _above_indicator(fault: Fault, other: str) -> str:
    limits = {
        "women": _("is more than women of “%(other)s”: %(limit)s."),
        "men": _("is more than men of “%(other)s”: %(limit)s."),
        "total": _("is more than all of “%(other)s”: %(limit)s."),
    }
    facts = {**_numbers(fault), "other": other or fault.other}
    return _group(fault) + limits[fault.cell] % facts


def _group(fault: Fault) -> str:
    counted: dict[str, Callable[[int], str]] = {
        "women": women,
        "men": men,
        "total": formats.number,
    }
    return f"{counted[fault.cell](fault.count)} "


def _numbers(fault: Fault) -> dict[str, str]:
    return {"limit": formats.number(fault.limit)}


def women(count: int) -> str:
    return ngettext("%(n)s woman", "%(n)s women", count) % {"n": formats.number(count)}


def men(count: int) -> str:
    return ngettext("%(n)s man", "%(n)s men", count) % {"n": formats.number(count)}


_SAYERS = {
    FaultKind.NEGATIVE: _negative,
    FaultKind.SUM: _sum,
    FaultKind.ABOVE_TOTAL: _above_total,
    FaultKind.ABOVE_WHOLE: _above_whole,
    FaultKind.ABOVE_INDICATOR: _above_indicator,
}
