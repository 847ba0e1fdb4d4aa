"""Disclosure control: which cells of one release must be hidden, and what a figure may say then.

`protect` is for the metropolis: few are hidden, and whatever a reader gets from sums; the rest is
exact. `public` is for everybody: few are hidden, the rest is told to five, and a linear programme
over the rounding's intervals finds no hidden number. `attack` is the reader of both.

`protect` does not yet protect against a linear programme over the whole release, the difference of
two successive releases, or relations that are no sums (people never outnumber participations).
"""

from dashboards.disclosure.attacking import Interval, attack, of_public, of_shown, recovered
from dashboards.disclosure.figures import (
    SMALLEST_BASE_OF_A_RATE,
    SMALLEST_PUBLIC,
    SMALLEST_SHOWN,
    AtMost,
    Figure,
    Line,
    State,
    rate,
    released,
    share,
)
from dashboards.disclosure.protecting import protect
from dashboards.disclosure.rounding import public, rounded

__all__ = [
    "SMALLEST_BASE_OF_A_RATE",
    "SMALLEST_PUBLIC",
    "SMALLEST_SHOWN",
    "AtMost",
    "Figure",
    "Interval",
    "Line",
    "State",
    "attack",
    "of_public",
    "of_shown",
    "protect",
    "public",
    "rate",
    "recovered",
    "released",
    "rounded",
    "share",
]
