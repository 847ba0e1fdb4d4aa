"""What the audit trail calls the changes of this app, as their reader does."""

from typing import Any

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _

from indicators.definitions import files
from ui import formats

VERBS: dict[str, str | Promise] = {
    "set targets": _("Targets set"),
    "set targets of the unit": _("Targets of the unit set"),
    "entered a plan of a period": _("Plan of a period entered"),
    "changed a plan of a period": _("Plan of a period changed"),
    "withdrew a plan of a period": _("Plan of a period withdrawn"),
}


def names_of_indicators() -> dict[str, str | Promise]:
    """The fields of a change of targets: codes of the standard definitions, in the reader's words.

    As the product ships them: a definition of one's own is told by its code.
    """
    return {
        str(written["code"]): _named(written["short_names"]) for written in files.read_standard()
    }


def _named(names: Any) -> Promise:
    return lazy(lambda: names["pl" if formats.is_polish() else "en"], str)()
