"""Dataclasses that are made by the hundred thousand, of the fields that a form or a file gave."""

from dataclasses import MISSING, fields
from typing import Any, TypeVar

Kind = TypeVar("Kind", bound=type)


def quickly_made(kind: Kind) -> Kind:
    """A frozen dataclass of keyword fields whose constructor sets all of them at once.

    The one that Python writes goes round the lock of a frozen class field by field, which of thirty
    fields takes longer than every check of what they hold.
    """
    listed = fields(kind)
    if any(one.default_factory is not MISSING or not (one.kw_only and one.init) for one in listed):
        raise TypeError(f"{kind.__name__}: fields by keyword and with plain defaults, please.")
    if hasattr(kind, "__post_init__"):
        raise TypeError(f"{kind.__name__}: what looks at its fields afterwards would not be asked.")
    names = frozenset(one.name for one in listed)
    defaults = {one.name: one.default for one in listed if one.default is not MISSING}

    def fill(self: Any, **given: Any) -> None:
        held = self.__dict__
        held.update(defaults)
        held.update(given)
        if len(held) != len(names) or not given.keys() <= names:
            wrong = sorted(names ^ held.keys())
            raise TypeError(f"{kind.__name__}: {', '.join(wrong)} missing or unknown.")

    kind.__init__ = fill  # type: ignore[misc]
    return kind
