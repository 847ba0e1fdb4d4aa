"""Disclosure control: which cells of one release must be hidden, and what a figure may say then.

`protect` is for the metropolis: the few are hidden, and whatever would give them away; the rest is
exact. `public` is for everybody: the few are hidden, the rest is told to five. `attack` is whom both
are protected against: a reader who

- knows every shown figure of the release, every sum (`Line`) and every inequality (`AtMost`): people
  among participations, people of parts within the whole;
- knows what is officially published, where `public` is told of it;
- knows the rules: zeros are shown unless hiding them was the last resort, a hidden figure is at least
  one, and for the public even which hidden figures are small;
- subtracts the release before from this one (`before`), and knows which numbers wait because they
  moved by too little, and in which units nothing moves at all;
- solves linear programmes over all of it, in fractions of people.

No hidden number, and no number of people who came since, is the only whole one that fits. Not
protected against: how narrow an interval is (a hidden cell may be known to be one or two), readers
who know some of the people themselves, whole numbers where fractions fit too, releases farther back
than the one before, that a figure which is hidden after it was shown moved by much, and the difference
of two public editions beyond what rounding blurs.
"""

from dashboards.disclosure.attacking import Interval, attack, of_public, of_shown, recovered
from dashboards.disclosure.figures import (
    SMALLEST_BASE_OF_A_RATE,
    SMALLEST_PUBLIC,
    SMALLEST_SHOWN,
    STEPS_OFF,
    AtMost,
    Figure,
    Line,
    State,
    rate,
    released,
    share,
)
from dashboards.disclosure.pairs import protect_pairs, shown_pairs
from dashboards.disclosure.protecting import protect
from dashboards.disclosure.rounding import Public, public, rounded

__all__ = [
    "SMALLEST_BASE_OF_A_RATE",
    "SMALLEST_PUBLIC",
    "SMALLEST_SHOWN",
    "STEPS_OFF",
    "AtMost",
    "Figure",
    "Interval",
    "Line",
    "Public",
    "State",
    "attack",
    "of_public",
    "of_shown",
    "protect",
    "protect_pairs",
    "public",
    "rate",
    "recovered",
    "released",
    "rounded",
    "share",
    "shown_pairs",
]
