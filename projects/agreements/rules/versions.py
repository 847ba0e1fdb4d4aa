"""What a part of an agreement says, as it is kept, and in what two readings of it differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

Reading = Mapping[str, Any]
# Nothing that it could be said of is there. None is another thing: nobody knows.
ABSENT = ""


@dataclass(frozen=True)
class Difference:
    """One value and the names that lead to it, the outermost first."""

    path: tuple[str, ...]
    before: Any
    after: Any


def kept(value: Any) -> Any:
    """A reading as JSON holds it; one amount is written in one way, with or without its zeros."""
    if isinstance(value, Mapping):
        return {name: kept(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [kept(inner) for inner in value]
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value) if isinstance(value, UUID) else value


def differences(before: Reading, after: Reading) -> list[Difference]:
    """Every value that is another one now; what one of the readings does not have is absent."""
    found = []
    for name in [*before, *(name for name in after if name not in before)]:
        pair = before.get(name, ABSENT), after.get(name, ABSENT)
        if any(isinstance(value, Mapping) for value in pair):
            inner = differences(*(value or {} for value in pair))
            found += [Difference((name, *each.path), each.before, each.after) for each in inner]
        elif pair[0] != pair[1] and not all(_is_empty(value) for value in pair):
            found.append(Difference((name,), *pair))
    return found


def _is_empty(value: Any) -> bool:
    """Whether it says as little as what is absent; zero and "nobody knows" say something."""
    return value is False or value in (ABSENT, [])
