"""A release protects and still tells: on the demonstration's people most of units by sex and disability."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

import pytest

from config.demo import plan, population
from dashboards.metropolis import releasing
from dashboards.metropolis.codes import BY_BEGINNING, COMPLETED, DISABLED, EMPLOYED, QUALIFIED, RISK
from dashboards.metropolis.releasing import Counts, Key

SEEKING = "SEEKING_WORK"
OUTCOMES = {EMPLOYED: "EMPLOYMENT", QUALIFIED: "QUALIFICATION", SEEKING: "JOB_SEARCH"}
LEAST_SHOWN = 0.8


class Counted(NamedTuple):
    """A participation that counts for an indicator on a day, with the traits it is told by."""

    code: str
    day: date
    person: int
    unit: str
    project: str
    sex: str
    disability: str
    traits: dict[str, str]


@pytest.fixture(scope="module")
def demo() -> dict[Key, Counts]:
    """The cells that the demonstration's release tells, added up one person after the other."""
    counts: Counter[Key] = Counter()
    people: Counter[Key] = Counter()
    seen = set()
    for hit in sorted(_hits(), key=lambda hit: hit.day):
        for place, period in _scopes(hit):
            is_first = (hit.code, place, period, hit.person) not in seen
            seen.add((hit.code, place, period, hit.person))
            for key in _keys(hit, place, period):
                counts[key] += 1
                people[key] += is_first
    return {key: Counts(count, people[key]) for key, count in counts.items()}


def _hits() -> Iterator[Counted]:
    projects = {each.key: each for each in plan.projects()}
    everybody = population.people()
    for each in population.participations():
        who, project = everybody[each.person], projects[each.project_key]
        days = {RISK: each.started_on}
        if who.disability == "YES":
            days[DISABLED] = each.started_on
        if each.ended_on and each.completed_path:
            days[COMPLETED] = each.ended_on
        known = dict(each.outcomes)
        days |= {code: known[kind] for code, kind in OUTCOMES.items() if kind in known}
        for code, day in days.items():
            yield Counted(
                code=code,
                day=day,
                person=each.person,
                unit=project.unit,
                project=each.project_key,
                sex=who.sex,
                disability="YES" if who.disability == "YES" else "OTHER",
                traits=_traits(each, who, project) if code not in (SEEKING, DISABLED) else {},
            )


def _traits(each: Any, who: Any, project: Any) -> dict[str, str]:
    age = each.started_on.year - who.born_on.year
    return {
        "age_band": "18-29" if age < 30 else "30-54" if age < 55 else "55+",
        "labour_status": each.labour_status,
        "education": "LOW" if each.isced < 3 else "MIDDLE" if each.isced < 5 else "HIGH",
        "perspective": project.rule_set,
        "gmina": each.gmina[:6],
        "began": f"{each.started_on.year}",
    }


def _scopes(hit: Counted) -> Iterator[tuple[tuple[str, Any], str]]:
    year, quarter = f"{hit.day.year}", f"{hit.day.year}Q{(hit.day.month + 2) // 3}"
    for place, periods in (
        (("", None), ("ALL", year, quarter)),
        ((hit.unit, None), ("ALL", year)),
        ((hit.unit, hit.project), ("ALL",)),
    ):
        for period in periods:
            yield place, period


def _keys(hit: Counted, place: tuple[str, Any], period: str) -> Iterable[Key]:
    """The cells of a place and period that the participation is in, as the statements tell them."""
    whole = Key(*place, hit.code, period, "", "")
    yield whole
    unit, project = place
    if project or len(period) > (3 if unit else 4):
        return
    yield whole._replace(sex=hit.sex)
    if hit.code == RISK:
        yield whole._replace(disability=hit.disability)
        yield whole._replace(sex=hit.sex, disability=hit.disability)
    for trait, value in hit.traits.items():
        if trait == "gmina" and (unit or period != "ALL" or hit.code not in (RISK, EMPLOYED)):
            continue
        if trait == "began" and (period != "ALL" or hit.code not in BY_BEGINNING):
            continue
        if trait == "perspective" and period != "ALL":
            continue
        yield whole._replace(trait=trait, value=value)
        if not unit and period == "ALL" and trait not in ("gmina", "began"):
            yield whole._replace(trait=trait, value=value, sex=hit.sex)


def _share_shown(cells: list[Key], hidden: frozenset[Any]) -> float:
    return sum(key not in hidden for key in cells) / len(cells)


def test_most_cells_of_units_by_sex_and_by_disability_are_shown(demo):
    perspectives: Any = {each.key: each.rule_set for each in plan.projects()}

    hidden = releasing.hidden_of(demo, special={DISABLED}, perspectives=perspectives)

    of_units = [
        key
        for key in demo
        if key.unit_code and not key.project_id and not key.trait and key.period == "ALL"
    ]
    by_sex = [key for key in of_units if key.sex and not key.disability]
    by_disability = [key for key in of_units if key.disability and not key.sex]
    totals = [key for key in of_units if not key.sex and not key.disability]
    assert len(demo) > 1800
    assert _share_shown(by_sex, hidden) >= LEAST_SHOWN
    assert _share_shown(by_disability, hidden) >= LEAST_SHOWN
    assert _share_shown(totals, hidden) >= LEAST_SHOWN
    assert _share_shown([key for key in demo if key.trait == "gmina"], hidden) >= LEAST_SHOWN
