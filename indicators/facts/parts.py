"""What the page of the reconciliations is made of."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.facts.models import Reconciliation
from indicators.facts.rounds import SHARED
from ui import formats
from ui.parts import Column, Table

KINDS = {
    "facts": gettext_lazy("facts"),
    "support": gettext_lazy("hours of support"),
    "hits": gettext_lazy("hits"),
    "open": gettext_lazy("open results"),
    "cells": gettext_lazy("cells of the unit"),
    "open_cells": gettext_lazy("cells of open results"),
    "overlap": gettext_lazy("people of several projects"),
    "cards": gettext_lazy("cards of projects"),
    "declared": gettext_lazy("values declared by hand"),
    "standing": gettext_lazy("closed periods of projects"),
    "open_page": gettext_lazy("projects with a public page"),
    "orphans": gettext_lazy("rows that belong to nobody"),
    "order": gettext_lazy("order of hits"),
    "shared_cells": gettext_lazy("cells over units"),
    "people": gettext_lazy("counts of a person"),
    "repeats": gettext_lazy("people by times"),
}


def rounds_table(rounds: Iterable[Reconciliation]) -> Table:
    """Every round: when it ended, how long it took, and how many rows of which kind differed where."""
    columns = [
        Column(_("When")),
        Column(_("Rows that differ"), "number"),
        Column(_("Where")),
        Column(_("Seconds"), "number", wide_only=True),
    ]
    rows = [
        [formats.moment(one.ended_at), one.rows_count, _where(one), one.seconds] for one in rounds
    ]
    return Table(_("Reconciliations"), columns, rows, caption_hidden=True)


def _where(found: Reconciliation) -> str:
    differing = [
        f"{_place(place)}: {KINDS.get(kind, kind)} {formats.number(count)}"
        for place, kinds in found.differences.items()
        for kind, count in kinds.items()
    ]
    untold = [
        _("%(place)s: could not be compared (%(why)s)") % {"place": _place(place), "why": why}
        for place, why in found.troubles.items()
    ]
    return "; ".join(differing + untold) or "—"


def _place(place: str) -> str:
    return _("what all units share") if place == SHARED else place
