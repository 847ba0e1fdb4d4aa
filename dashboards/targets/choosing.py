"""Which indicator and which period a cascade shows: read from the address, and written back."""

from collections.abc import Sequence
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from dashboards.targets import cascades
from dashboards.targets.cascades import Choice, Said
from ui.parts import Filter, Link

CODE, DAYS = "wskaznik", "okres"
# How an address names the final target, which has no days of its own.
FINAL = "koncowy"


def chosen(
    typed: QueryDict, codes: list[tuple[str, str]], said: Sequence[Said], *, on: date
) -> Choice:
    """What the address asks for; else the first indicator, and the period that today is in."""
    code, days = typed.get(CODE, ""), typed.get(DAYS, "")
    code = code if code in dict(codes) else codes[0][0]
    if days == FINAL:
        return Choice(code)
    if days and days in {one.days for one in said}:
        return Choice(code, days)
    return Choice(code, cascades.days_now(said, code, on=on))


def unplanned(choice: Choice, typed: QueryDict, *, on: date) -> str:
    """A sentence where nobody planned the days we are in, and something else is shown unasked."""
    if typed.get(DAYS) or cascades.is_within(choice.days, on):
        return ""
    words = {"year": on.year}
    if choice.days:
        return _("Nobody has set targets of %(year)s: the nearest ones are shown.") % words
    return (
        _("Nobody has set targets of %(year)s: the final ones are shown, of the whole time.")
        % words
    )


def chips(
    choice: Choice, codes: list[tuple[str, str]], periods: list[tuple[str, str]]
) -> list[Filter]:
    """The two chips of a cascade; every choice is a link that keeps the other."""
    found = [
        Filter(
            _("Indicator"),
            dict(codes)[choice.code],
            [Link(name, _query(code, choice.days), code == choice.code) for code, name in codes],
        )
    ]
    if len(periods) > 1:
        links = [
            Link(name, _query(choice.code, days), days == choice.days) for days, name in periods
        ]
        found.append(Filter(_("Target"), dict(periods)[choice.days], links))
    return found


def _query(code: str, days: str) -> str:
    query = QueryDict(mutable=True)
    query[CODE] = code
    query[DAYS] = days or FINAL
    return f"?{query.urlencode()}"
