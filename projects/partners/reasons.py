"""Why a request was refused, by the code of each fault alone: what was sent is not kept, so not told."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.api import bulk
from core.api.faults import code_of
from core.errors import RuleBroken

MOST_TOLD = 5
FACT = re.compile(r"%\(\w+\)[sd]")

TITLES: dict[str, str | Promise] = {
    bulk.NOTHING_DONE: gettext_lazy("Nothing of it was saved."),
    bulk.DONE_IN_PART: gettext_lazy("Only a part of it was saved."),
}
_DIGITS = gettext_lazy("it has too many digits")
WORDS: dict[str, str | Promise] = {
    "required": gettext_lazy("it is missing"),
    "null": gettext_lazy("it may not be null"),
    "blank": gettext_lazy("it may not be empty"),
    "empty": gettext_lazy("the list is empty"),
    "not_a_list": gettext_lazy("it is not a list"),
    "invalid": gettext_lazy("it is not written as the guide says"),
    "wrong_type": gettext_lazy("it is not of the type of JSON that the description names"),
    "invalid_choice": gettext_lazy("it is none of the values of the list"),
    "max_length": gettext_lazy("it is too long"),
    "min_value": gettext_lazy("it is too small"),
    "max_value": gettext_lazy("it is too large"),
    "max_digits": _DIGITS,
    "max_decimal_places": _DIGITS,
    "max_whole_digits": _DIGITS,
    "unknown": gettext_lazy("there is a field or parameter that the API does not have"),
    "twice": gettext_lazy("the same comes twice in the request"),
    "changed-meanwhile": gettext_lazy("there is a mark already; send its version to correct it"),
}
# What the log tells of a request, and no answer does.
NOTED: dict[str, str | Promise] = {
    "other-network": gettext_lazy("it came from an address in none of the token's networks"),
}


def title(code: str) -> str:
    """Of a batch that was answered; empty for what stood against nothing."""
    return str(TITLES.get(code, ""))


def told(faults: Iterable[Mapping[str, str]]) -> str:
    """Each place with its reason, the first five."""
    lines = [_line(fault) for fault in faults]
    said = "; ".join(dict.fromkeys(filter(None, lines[:MOST_TOLD])))
    more = len(lines) - MOST_TOLD
    return said if more <= 0 else _("%(said)s; and %(more)s more") % {"said": said, "more": more}


def _line(fault: Mapping[str, str]) -> str:
    place = fault.get("pointer") or fault.get("parameter") or ""
    return ": ".join(filter(None, (place, reason(fault.get("code", "")))))


def reason(code: str) -> str:
    """In words; a rule by its own sentence, with three dots for what it said of the record."""
    found = WORDS.get(code) or NOTED.get(code) or _rules().get(code)
    return FACT.sub("…", str(found)) if found else ""


@cache
def _rules() -> dict[str, str | Promise]:
    """The sentence of each rule whose code means one sentence alone."""
    said: dict[str, list[str | Promise]] = defaultdict(list)
    for kind in _below(RuleBroken):
        if kind.message not in said[code_of(kind)]:
            said[code_of(kind)].append(kind.message)
    return {code: messages[0] for code, messages in said.items() if len(messages) == 1}


def _below(kind: type[RuleBroken]) -> Iterable[type[RuleBroken]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)
