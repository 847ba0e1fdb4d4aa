"""What an agreement said when it was signed, and which amendment last spoke of a field."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

Written = str | int | bool | None
Changes = Mapping[str, Sequence[Written]]


def written(value: object) -> Written:
    """A value as an amendment keeps it: days in ISO, money as text, so that no grosz is lost."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"An amendment cannot keep {value!r}")


def as_signed(amendments: Sequence[Changes]) -> dict[str, Written]:
    """Each amended field as it was before the first of the amendments, given in their order."""
    first: dict[str, Written] = {}
    for changes in amendments:
        for name, (before, _after) in changes.items():
            first.setdefault(name, before)
    return first


def last_changed_by(amendments: Sequence[Changes]) -> dict[str, int]:
    """Each amended field and the place of the last amendment that changed it."""
    return {name: place for place, changes in enumerate(amendments) for name in changes}
