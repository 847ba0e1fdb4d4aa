"""What yesterday's release leaves to be told today, so that their difference tells of nobody.

A number that moved by one tells about the one person who came. So a number stays as it was shown
until it has moved by as many people as are hidden in a single release; nobody can tell such a
number from one that has not moved at all. Nor does a number stay for the sake of others however far
it moves: from a bound on it is hidden.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from math import inf

# How much sooner than any other a cell stays untold that is hidden already.
ALREADY_HIDDEN = -20


class Before:
    """The cells of a release beside what the release before showed of them."""

    def __init__(
        self,
        keys: Sequence[Hashable],
        values: Sequence[int],
        shown: Mapping[Hashable, int | None],
        steps: Mapping[Hashable, int],
        farthest: Mapping[Hashable, int],
    ) -> None:
        self.values = values
        self.steps = [steps[key] for key in keys]
        self.farthest = [farthest.get(key, inf) for key in keys]
        # A zero is not repeated once there is somebody: it would say that there is nobody.
        self.shown = {cell: shown[key] for cell, key in enumerate(keys) if shown.get(key)}
        self.still = {cell for cell, number in self.shown.items() if number == values[cell]}
        self.hidden = {cell for cell, key in enumerate(keys) if shown.get(key, 0) is None}
        # Too far off to be repeated: told anew, or hidden.
        self.far = {cell for cell in self.shown if self._moved(cell) >= self.farthest[cell]}
        self.silent = set(self.far)

    def share_marks(self, companions: Mapping[int, Collection[int]]) -> None:
        """What carries one mark with a number that is too far off is no more repeated than that."""
        for cell in self.far:
            self.silent.update(companions.get(cell, ()))
        self.still -= self.silent

    def waiting(self, lines: Sequence[Collection[int]]) -> set[int]:
        """The cells that must not be told anew: too little moved, or hidden and not yet outgrown.

        Those that have not moved at all are among them: nobody can tell one from the other.
        """
        little = {cell for cell in self.shown if self._moved(cell) < self.steps[cell]}
        return little | self._not_outgrown(lines)

    def _moved(self, cell: int) -> int:
        return abs(self.values[cell] - (self.shown[cell] or 0))

    def _not_outgrown(self, lines: Sequence[Collection[int]]) -> set[int]:
        """Hidden cells that may have been small, and those hidden for their sake.

        A hidden cell was at most its step less one, so it has moved by its step only from twice as
        many on. Whatever was hidden in the same sum waits too, and whatever stands in a sum that
        has not moved at all: there, today's number would be yesterday's.
        """
        young = {
            cell for cell in self.hidden if self.values[cell] < max(2 * self.steps[cell] - 1, 1)
        }
        kept = set(young)
        for line in lines:
            joined = self.hidden.intersection(line)
            if len(joined) > 1 and (not joined.isdisjoint(young) or self._stands_still(line)):
                kept |= joined
        return kept

    def _stands_still(self, line: Collection[int]) -> bool:
        """Whether a sum shows numbers, and none has moved; one that shows nobody says nothing."""
        known = [cell for cell in line if cell not in self.hidden]
        return any(self.values[cell] for cell in known) and all(
            self.values[cell] == self.shown.get(cell, 0) for cell in known
        )

    def rank(self, cell: int) -> int:
        """How much sooner than others a cell is left untold."""
        return ALREADY_HIDDEN if cell in self.hidden else 0

    def has_shown(self, cell: int) -> bool:
        return cell in self.shown

    def is_secret(self, cell: int) -> bool:
        """An untold cell keeps its secret: its number if that was hidden or is small, or that it moved.

        One that is too far off has none: it could be told, were it not for others.
        """
        is_small = 0 < self.values[cell] < self.steps[cell]
        return cell not in self.shown or is_small or 0 < self._moved(cell) < self.steps[cell]

    def span(self, cell: int) -> tuple[float, float] | None:
        """Between which numbers the strongest reader knows an untold one to be; None for nothing known.

        That reader knows of a repeated number whether it moved by little.
        """
        if cell not in self.shown or cell in self.silent:
            return None
        shown, bound = self.shown[cell] or 0, self.farthest[cell]
        most = (self.steps[cell] if self._moved(cell) < self.steps[cell] else bound) - 1
        return max(0, shown - most), shown + most
