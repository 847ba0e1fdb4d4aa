"""The state of a page's filters: read from the address, refused with a sentence, written back."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from dashboards.metropolis.queries import Scope
from dashboards.metropolis.releasing import WHOLE_TIME
from territory.models import Unit
from ui import parts

PERIOD, UNIT = "okres", "jednostka"


def read(
    typed: QueryDict, *, years: Sequence[str], units: Sequence[Unit]
) -> tuple[Scope, list[str]]:
    """The scope that the address asks for, and a sentence for each thing that it cannot have."""
    complaints = []
    period = typed.get(PERIOD) or WHOLE_TIME
    if period != WHOLE_TIME and period not in years:
        complaints.append(
            _("There are no figures for the period “%(period)s”. Choose one from the list.")
            % {"period": period[:20]}
        )
        period = WHOLE_TIME
    unit_code = typed.get(UNIT) or ""
    if unit_code and unit_code not in {unit.code for unit in units}:
        complaints.append(
            _("There is no unit with the code “%(code)s”. Choose one from the list.")
            % {"code": unit_code[:20]}
        )
        unit_code = ""
    return Scope(unit_code, period), complaints


def query(scope: Scope) -> str:
    """The scope as the end of an address; nothing for everything."""
    chosen = {PERIOD: "" if scope.period == WHOLE_TIME else scope.period, UNIT: scope.unit_code}
    written = urlencode({name: value for name, value in chosen.items() if value})
    return f"?{written}" if written else "?"


def filters(scope: Scope, *, years: Sequence[str], units: Sequence[Unit]) -> list[parts.Filter]:
    """The two chips of the page; every choice is a link that keeps the other."""
    whole_time = _("from the start of the programme")
    periods = [(WHOLE_TIME, whole_time), *((year, year) for year in years)]
    places = [("", _("all units")), *((unit.code, unit.display_name) for unit in units)]
    return [
        parts.Filter(
            _("Period of the figures"),
            dict(periods)[scope.period],
            [
                parts.Link(label, query(Scope(scope.unit_code, key)), key == scope.period)
                for key, label in periods
            ],
        ),
        parts.Filter(
            _("Unit"),
            dict(places)[scope.unit_code],
            [
                parts.Link(label, query(Scope(key, scope.period)), key == scope.unit_code)
                for key, label in places
            ],
        ),
    ]
