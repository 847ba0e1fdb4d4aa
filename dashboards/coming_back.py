"""From participations to people in one sentence, the same for the programme and for a unit."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ui import formats

TWICE, THRICE = 2, 3


def sentence(by_times: Mapping[int, int]) -> str:
    """How many people took part so many times; nothing where everybody takes part once.

    All its numbers are of the one table that it is given, so that whoever multiplies finds them right.
    """
    again = {times: people for times, people in by_times.items() if times > 1 and people}
    if not again:
        return ""
    participations = sum(times * people for times, people in by_times.items())
    people = sum(by_times.values())
    return _("%(participations)s, %(people)s: %(again)s.") % {
        "participations": _counted(
            ngettext("%(n)s participation", "%(n)s participations", participations),
            participations,
        ),
        "people": _counted(ngettext("%(n)s person", "%(n)s people", people), people),
        "again": ", ".join(_again(times, people) for times, people in sorted(again.items())),
    }


def _again(times: int, people: int) -> str:
    # Polish has the verb in three forms, where English has one.
    if times == TWICE:
        text = ngettext("%(n)s took part twice", "%(n)s took part twice", people)
    elif times == THRICE:
        text = ngettext("%(n)s three times", "%(n)s three times", people)
    else:
        text = ngettext(
            "%(n)s took part %(times)s times", "%(n)s took part %(times)s times", people
        )
    return text % {"n": formats.number(people), "times": times}


def _counted(text: str, n: int) -> str:
    return text % {"n": formats.number(n)}
