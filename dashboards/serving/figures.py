"""The figures of a release for the API: each a number or a state, with zeros where the pages have them.

Made of the same rows by the same rules as the metropolis's pages, so that both say the same.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dashboards.metropolis import queries as metropolis
from dashboards.metropolis.codes import Trait
from dashboards.metropolis.models import Release
from dashboards.metropolis.queries import HIDDEN, NO_DATA, Pair
from dashboards.metropolis.releasing import WHOLE_TIME
from dashboards.serving import queries

# The whole programme and the whole time, as the API calls them.
PROGRAMME, ALL_TIME = "programme", "all"
SHOWN = "shown"
STATES = {HIDDEN: "hidden", NO_DATA: "no-data"}
Place = tuple[str, str, str]  # unit, indicator, period
Split = tuple[str, str]  # sex, disability


@dataclass(frozen=True)
class Asked:
    """Of which places, indicators and periods, by the codes of a release, in the order of the answer."""

    units: Collection[str]
    codes: Collection[str]
    periods: Collection[str]


def values(release: Release, asked: Asked, *, working: Collection[str]) -> list[dict[str, Any]]:
    """Totals, and by sex and disability as far as they are told; `working` are units with projects."""
    found: dict[Place, dict[Split, Pair]] = defaultdict(dict)
    for row in queries.cells(release, **vars(asked)):
        place = row.unit_code, row.definition_code, row.period
        found[place][row.sex, row.disability] = metropolis.pair(row)
    return [
        {**_place(place), "sex": sex or None, "disability": disability or None, **_figure(pair)}
        for place in _places(asked)
        for (sex, disability), pair in _told(place, found.get(place, {}), release, working)
    ]


def breakdowns(release: Release, asked: Asked) -> list[dict[str, Any]]:
    """By every other trait that is told, each value for all and for one sex."""
    found: dict[tuple[Place, Trait], dict[Split, Pair]] = defaultdict(dict)
    for row in queries.breakdowns(release, **vars(asked)):
        place = row.unit_code, row.definition_code, row.period
        found[place, Trait(row.trait)][row.value, row.sex] = metropolis.pair(row)
    return [
        {**_place(place), "trait": trait, "value": value, "sex": sex or None, **_figure(pair)}
        for (place, trait), told in found.items()
        for (value, sex), pair in metropolis.with_nobody(told, trait).items()
    ]


def _places(asked: Asked) -> Iterator[Place]:
    for unit in asked.units:
        for code in asked.codes:
            for period in asked.periods:
                yield unit, code, period


def _told(
    place: Place, found: Mapping[Split, Pair], release: Release, working: Collection[str]
) -> Iterator[tuple[Split, Pair]]:
    """Everybody first, then women and men, then people with disabilities and others, by sex."""
    unit, code, period = place
    everybody = found.get(("", ""))
    if everybody is None and _is_told(code, period):
        everybody = metropolis.nobody(release, works=unit in working)
    if everybody is not None:
        yield ("", ""), everybody
    by_sex = {(sex, ""): pair for (sex, who), pair in found.items() if sex and not who}
    for (sex, _all), pair in metropolis.with_nobody(by_sex, Trait.SEX).items():
        yield (sex, ""), pair
    by_disability = {(who, sex): pair for (sex, who), pair in found.items() if who}
    for (who, sex), pair in metropolis.with_nobody(by_disability, Trait.DISABILITY).items():
        yield (sex, who), pair


def _is_told(code: str, period: str) -> bool:
    """Whether a release would tell of somebody; a quarter is there where somebody began in it."""
    return period == WHOLE_TIME or (len(period) == 4 and not queries.in_a_rate(code))


def _place(place: Place) -> dict[str, str]:
    unit, code, period = place
    return {
        "unit": unit or PROGRAMME,
        "indicator": code,
        "period": ALL_TIME if period == WHOLE_TIME else period,
    }


def _figure(pair: Pair) -> dict[str, Any]:
    state = STATES.get(str(pair.people), SHOWN)
    is_shown = state == SHOWN
    return {
        "participations": pair.participations if is_shown else None,
        "people": pair.people if is_shown else None,
        "state": state,
        "since": pair.since,
    }
