"""What was found a moment ago, for whoever asks again within the same second."""

import time
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from django.conf import settings

Found = TypeVar("Found")
MOST_KEPT = 1_000


class Briefly(Generic[Found]):
    """Asks `find` once for `TOKENS_KEPT_SECONDS`, in this process; that something is not there it keeps not.

    Only for what a token may read. Whoever changes something holds the token itself. `keeps` tells what
    may be kept at all.
    """

    def __init__(
        self, find: Callable[..., Found | None], *, keeps: Callable[[Found], bool] = lambda _: True
    ) -> None:
        self._find, self._keeps = find, keeps
        self._kept: dict[tuple[Hashable, ...], tuple[float, Found]] = {}

    def __call__(self, *key: Hashable) -> Found | None:
        now = time.monotonic()
        until, found = self._kept.get(key, (now, None))
        if now < until:
            return found
        again = self._find(*key)
        if again is not None and settings.TOKENS_KEPT_SECONDS and self._keeps(again):
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[key] = (now + settings.TOKENS_KEPT_SECONDS, again)
        return again
