"""What has happened since a month ended, in sentences that lead to the people."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

from babel.dates import format_date
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.tenant.changes import EMPLOYED, QUALIFIED, Changes, months_after
from projects.participants.queries import LEFT, TAKING_PART
from ui import formats
from ui.parts import Link


def lines(told: Changes, *, sees_people: bool, on: date) -> list[Link]:
    """What happened, each with where it is looked at; what did not happen has no line."""
    return list(_lines(told, sees_people=sees_people, on=on))


def _lines(told: Changes, *, sees_people: bool, on: date) -> Iterator[Link]:
    if told.began:
        yield Link(_began(told.began), _newest() if sees_people else "")
    if told.left:
        where = _list(stan=LEFT, kolejnosc="-left") if sees_people else ""
        yield Link(_left(told.left), where)
    if told.employed:
        yield Link(_employed(told.employed), _indicator(EMPLOYED, told, on=on))
    if told.qualified:
        yield Link(_qualified(told.qualified), _indicator(QUALIFIED, told, on=on))
    if told.hours:
        yield Link(_hours(told), "")


def title(since: date) -> str:
    day = format_date(since, "d MMMM", locale="pl" if formats.is_polish() else "en")
    return _("What has changed since %(day)s") % {"day": day}


def _began(n: int) -> str:
    said = ngettext("one person began", "%(n)s people began", n)
    return said % {"n": formats.number(n)}


def _left(n: int) -> str:
    said = ngettext("one person left", "%(n)s people left", n)
    return said % {"n": formats.number(n)}


def _employed(n: int) -> str:
    said = ngettext("one person got work", "%(n)s people got work", n)
    return said % {"n": formats.number(n)}


def _qualified(n: int) -> str:
    said = ngettext("one person gained a qualification", "%(n)s people gained a qualification", n)
    return said % {"n": formats.number(n)}


def _hours(told: Changes) -> str:
    """Hours may have halves; Polish takes the plural of whole ones and one form for the rest."""
    hours = told.hours
    if hours != int(hours):
        return _("%(n)s hours of support were given") % {"n": formats.number(hours, 1)}
    said = ngettext(
        "one hour of support was given", "%(n)s whole hours of support were given", int(hours)
    )
    return said % {"n": formats.number(int(hours))}


def _newest() -> str:
    """Without those who are accepted and have not begun: they would come first."""
    return _list(stan=TAKING_PART, kolejnosc="-started")


def _list(**asked: str) -> str:
    return f"{reverse('participants:list')}?{urlencode(asked)}"


def _indicator(code: str, told: Changes, *, on: date) -> str:
    """Its page of the month; of two months the page of the whole time, for no address holds two."""
    months = months_after(told.since, on=on)
    query = f"?{urlencode({'okres': months[0]})}" if len(months) == 1 else ""
    return f"{reverse('indicator', args=[code])}{query}"
