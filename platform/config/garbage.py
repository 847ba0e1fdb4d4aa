"""How processes that live long look for garbage: not among what is loaded, and seldom."""

import gc


def settle() -> None:
    """Called once everything is loaded: it lives as long as the process.

    Frozen, it is left alone by the collector, whose walk over it took a fifth of a second in the middle
    of a page. What a request or a piece of work makes is gone with it: to look for rings after every
    700 things finds none.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
