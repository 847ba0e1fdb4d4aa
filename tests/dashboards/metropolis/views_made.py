"""What one page of the metropolis was told, made by hand: no database is asked."""

from collections import Counter
from datetime import date
from decimal import Decimal

from dashboards.metropolis.codes import DISABLED, EMPLOYED, RISK
from dashboards.metropolis.pages import View
from dashboards.metropolis.queries import Freshness, Pair, Promised, Scope

TODAY = date(2026, 3, 10)
PAIRS = {RISK: Pair(5_240, 5_000), DISABLED: Pair(1_557, 1_487), EMPLOYED: Pair(1_567, 1_541)}


def view(pairs=PAIRS, *, scope=None, targets=None, eu=Decimal(73_400_000), **told):
    """The whole programme from the start, unless something else is said."""
    asked = scope or Scope()
    promised = Promised(36, eu, Counter(targets or {}))
    facts = {
        "scope": asked,
        "release": None,
        "units": [],
        "years": [],
        "figures": {(asked.unit_code, code): pair for code, pair in pairs.items()},
        "totals": {code: pair for code, pair in pairs.items() if code != DISABLED},
        "promised": {asked.unit_code: promised},
        "fresh": Freshness(17, 17, [], [], None),
        "today": TODAY,
    }
    return View(**(facts | told))
