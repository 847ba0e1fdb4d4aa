"""Which indicator and which period a cascade shows: read from the address, and written back."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from dashboards.targets import cascades
from dashboards.targets.cascades import Choice
from ui.parts import Filter, Link

CODE, DAYS = "wskaznik", "okres"


def chosen(
    typed: QueryDict, codes: list[tuple[str, str]], periods: list[tuple[str, str]]
) -> Choice:
    """What the address asks for; the first indicator and the final target where it asks for nothing."""
    code, days = typed.get(CODE, ""), typed.get(DAYS, "")
    return Choice(
        code if code in dict(codes) else codes[0][0],
        days if days in dict(periods) else cascades.FINAL,
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
    if days:
        query[DAYS] = days
    return f"?{query.urlencode()}"
