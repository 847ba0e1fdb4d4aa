"""Who the demo's people are to the plan: which projects each one went through, and as whom."""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from random import Random

from config.demo import plan
from config.demo.dice import dice

# Foreigners without a PESEL: they match nobody, in this tenant or another.
WITHOUT_PESEL = {
    "gdansk-sasz-ai-2": 5,
    "gdynia-pracownia": 4,
    "gdynia-dobry-start": 2,
    "kartuzy-nowa-droga": 1,
}
REFUSING_SHARE = 0.01
ISCED_WEIGHTS = {0: 1, 1: 13, 2: 21, 3: 44, 4: 7, 5: 1, 6: 7, 7: 6}


@dataclass(frozen=True, kw_only=True)
class Journey:
    """One person's projects in their order; disability stays what it is through all of them."""

    path: tuple[str, ...]
    sex: str
    disability: str
    isced: int
    has_pesel: bool


@cache
def journeys(seed: int) -> tuple[Journey, ...]:
    """The same people for the same seed, in an order that tells nothing about their projects."""
    chance = dice(seed, "journeys")
    waiting = Counter(WITHOUT_PESEL)
    drawn = [
        _journey(path, sex, disabled, chance=chance, waiting=waiting)
        for path, sex, disabled in _places(plan.whole())
    ]
    chance.shuffle(drawn)
    return tuple(drawn)


def _places(whole: plan.Plan) -> list[tuple[tuple[str, ...], str, bool]]:
    counted = [(each.path, plan.repeated_cells(each)) for each in whole.repeats]
    counted += [((each.key,), plan.single_cells(each, whole)) for each in whole.projects]
    return [
        (path, sex, disabled)
        for path, cells in counted
        for (sex, disabled), people in cells.items()
        for _ in range(people)
    ]


def _journey(
    path: tuple[str, ...], sex: str, disabled: bool, *, chance: Random, waiting: Counter[str]
) -> Journey:
    is_foreigner = len(path) == 1 and not disabled and waiting[path[0]] > 0
    waiting[path[0]] -= is_foreigner
    refuses = not disabled and chance.random() < REFUSING_SHARE
    return Journey(
        path=path,
        sex=sex,
        disability="YES" if disabled else ("REFUSED" if refuses else "NO"),
        isced=chance.choices([*ISCED_WEIGHTS], [*ISCED_WEIGHTS.values()])[0],
        has_pesel=not is_foreigner,
    )
