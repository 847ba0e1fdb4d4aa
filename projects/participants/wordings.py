"""The words of the dictionaries in the reader's language."""

from collections.abc import Iterable

from projects.participants.scopes import Scope, Value, Wording
from ui import formats


def said(wording: Wording) -> str:
    return wording.pl if formats.is_polish() else wording.en


def choices(values: Iterable[Value]) -> list[tuple[str, str]]:
    return [(value.code, said(value.wording)) for value in values]


def said_of(scope: Scope, field: str, code: str) -> str:
    """What a code of a field is called; nothing for nothing."""
    return said(scope.fields[field].wording_of(code)) if code else ""
