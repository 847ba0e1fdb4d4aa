"""Why a file of borders is refused: always the feature and the reason, and what stays as it was."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken


class BordersRefused(RuleBroken):
    message = _("Nothing was loaded, the borders loaded before stay. %(where)s: %(reason)s")


def of_file(reason: str, /, **facts: object) -> BordersRefused:
    """The file as a whole is wrong."""
    return BordersRefused(where=gettext("The file"), reason=gettext(reason) % _legible(facts))


def of_feature(number: int, called: str, reason: str, /, **facts: object) -> BordersRefused:
    """One feature is wrong: the first is number 1, `called` is its code and name."""
    where = gettext("Feature %(number)s (%(called)s)") % {
        "number": number,
        "called": legible(called) or gettext("without a code"),
    }
    return BordersRefused(where=where, reason=gettext(reason) % _legible(facts))


def legible(text: str) -> str:
    """Text of a stranger's file without signs that a terminal or a database cannot take."""
    return "".join(sign if sign.isprintable() else "?" for sign in text)


def _legible(facts: dict[str, object]) -> dict[str, object]:
    return {name: legible(told) if isinstance(told, str) else told for name, told in facts.items()}
