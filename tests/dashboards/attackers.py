"""Attackers of invented releases, each with all that a reader could know, and more."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dashboards import disclosure
from dashboards.disclosure import Figure
from tests.dashboards import releases
from tests.dashboards.releases import Counts, Key, World

Shown = Mapping[Key, int | None]


class Day(NamedTuple):
    """A release, what it shows, and what the one before showed; `counts` no reader has."""

    world: World
    counts: Counts
    figures: dict[Key, Figure]
    before: Shown | None

    def shown(self) -> Shown:
        return {key: figure.value for key, figure in self.figures.items()}


def released(counts: Counts, before: Shown | None = None) -> dict[Key, Figure]:
    rules = releases.rules(counts)
    hidden = disclosure.protect(counts, releases.lines(counts), before=before, **rules)
    far, marks = rules["farthest"], rules["together"]
    return disclosure.released(counts, hidden, before, farthest=far, together=marks)


def released_with_few_hidden_only(counts: Counts) -> dict[Key, Figure]:
    """Small cells hidden, and the other count of the same people; nothing for the sake of others."""
    places = {place for place, _kind in releases.sensitive(counts)}
    hidden = {key for key in counts if key[0] in places}
    return disclosure.released(counts, hidden)


def days(seed: int, *, length: int, follows: bool = True, bound: int = 0) -> Iterator[Day]:
    """Successive releases while people come, now and then one leaves, and one unit is done.

    With a `bound` nothing waits longer than so many releases: each time it is over all is told anew.
    """
    world = releases.world(seed, most_people=260)
    world.over = {world.projects[0][0]}
    before: Shown | None = None
    for number in range(length):
        is_over = bool(bound) and number % bound == 0
        counts = releases.counted(world)
        day = Day(
            world, counts, released(counts, before if follows and not is_over else None), before
        )
        yield day
        before = day.shown()
        world.join(world.draw.randint(0, 9))
        if world.draw.random() < 0.3:
            world.correct()


def found(counts: Counts, figures: Mapping[Key, Figure]) -> dict[Key, int]:
    """The hidden numbers that an attacker finds in one release by itself."""
    hidden = {key for key, figure in figures.items() if not figure.is_shown}
    known = disclosure.of_shown(figures, least=_least(counts, hidden))
    return _solved(counts, known, hidden)


def _least(counts: Counts, hidden: set[Key]) -> int:
    """Zeros are hidden as the last resort only, and this attacker knows whether any was."""
    return int(all(counts[key] for key in hidden))


def _solved(counts: Counts, known: dict, asked: set[Key]) -> dict[Key, int]:
    limits = releases.at_most(counts)
    return disclosure.recovered(known, releases.lines(counts), at_most=limits, asked=asked)


def found_between(day: Day) -> dict[Key, int]:
    """Hidden numbers, and today's numbers behind repeated ones, that today and yesterday tell.

    This attacker knows which of the repeated numbers wait because they moved little.
    """
    secret = {key for key, figure in day.figures.items() if not figure.is_shown}
    secret -= _could_be_told(day)
    secret |= {key for key in day.counts if 0 < _moved(day, key) < releases.step(key)}
    return _solved(day.counts, _known(day), secret)


def found_where_all_is_over(day: Day) -> dict[Key, int]:
    """Hidden numbers of the unit that is done, of which a reader knows that nothing moves."""
    known = _known(day)
    of_the_unit = {key for key in day.counts if key[0].unit in day.world.over}
    hidden = {key for key in of_the_unit if not day.figures[key].is_shown}
    for key in of_the_unit - hidden:
        known[key] = int(day.figures[key].value)
    return _solved(day.counts, known, hidden)


def _known(day: Day) -> dict:
    hidden = {key for key, figure in day.figures.items() if not figure.is_shown}
    least = _least(day.counts, hidden)
    known: dict = disclosure.of_shown(day.figures, least=least)
    for key, figure in day.figures.items():
        shown = (day.before or {}).get(key)
        if shown and figure.value == shown:
            little, far = releases.step(key) - 1, releases.farthest(key) - 1
            most = little if _moved(day, key) <= little else far
            known[key] = (max(0, shown - most), shown + most)
    return known


def _could_be_told(day: Day) -> set[Key]:
    """What moved by enough to be told, and is hidden for the sake of others: no secret of its own."""
    return {
        key
        for key, count in day.counts.items()
        if (shown := (day.before or {}).get(key))
        and abs(count - shown) >= releases.step(key)
        and not 0 < count < releases.step(key)
    }


def _moved(day: Day, key: Key) -> int:
    number = day.figures[key].value
    return abs(day.counts[key] - number) if number else 0


def small_differences(day: Day) -> dict[Key, int]:
    """What subtracting yesterday from today gives, where it is of too few people."""
    differences = {
        key: figure.value - day.before[key]
        for key, figure in day.figures.items()
        if figure.value is not None and (day.before or {}).get(key) is not None
    }
    return {key: few for key, few in differences.items() if 0 < abs(few) < releases.step(key)}
