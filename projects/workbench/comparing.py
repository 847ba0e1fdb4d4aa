"""What a record held when a page was opened, and how that is put beside what it holds now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core import signing
from django.db.models import Model
from django.utils import timezone
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _

from projects.workbench import rules
from projects.workbench.history import LastChange
from projects.workbench.rules import UNKNOWN
from ui import formats

SALT = "workbench.comparing"
CHOICE = "choice_"
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """The values of a form's fields at one moment, as they would be typed; carried by the page."""

    at: datetime
    version: str
    held: Mapping[str, Any]

    def signed(self) -> str:
        told = [self.at.isoformat(), self.version, self.held]
        return signing.dumps(told, salt=SALT, compress=True)

    def of(self, name: str, field: forms.Field) -> Any:
        """What the field held; one that is not there was empty, if anything is known at all."""
        unsaid = UNKNOWN if self.at == LONG_AGO else kept(field, None)
        return self.held.get(name, unsaid)


def snapshot(fields: Mapping[str, forms.Field], initial: Mapping[str, Any]) -> Snapshot:
    held = {name: kept(fields[name], initial[name]) for name in fields if name in initial}
    version = str(initial.get("version", ""))
    return Snapshot(at=timezone.now(), version=version, held=held)


def opened_snapshot(token: str) -> Snapshot:
    """What a page carries; nothing is known where it carries nothing, or something made up."""
    try:
        at, version, held = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return Snapshot(at=LONG_AGO, version="", held={})
    return Snapshot(at=datetime.fromisoformat(at), version=version, held=held)


def kept(field: forms.Field, value: Any) -> Any:
    """A value as JSON holds it and as it could be typed: the same for what is stored and posted."""
    try:
        value = field.to_python(value)
    except forms.ValidationError:
        value = str(value)
    return _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Iterable) and not isinstance(value, str):
        return sorted(str(_plain(each)) for each in value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    bare = value.pk if isinstance(value, Model) else value
    if isinstance(bare, bool):
        return bare
    return "" if bare is None else str(bare)


def as_posted(value: Any) -> list[str]:
    """What a browser would send for a kept value."""
    if isinstance(value, bool):
        return ["on"] if value else []
    return value if isinstance(value, list) else [value]


def in_words(field: forms.Field, value: Any) -> str:
    """A kept value as its reader would say it."""
    if value is UNKNOWN:
        return _("not known")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value in ("", []):
        return _("empty")
    choices: list[Any] = list(flatten_choices(getattr(field, "choices", [])))
    named = {str(code): str(label) for code, label in choices}
    if named:
        several = value if isinstance(value, list) else [value]
        return ", ".join(str(named.get(each, each)) for each in several)
    read = field.to_python(value)
    return formats.day(read) if isinstance(read, date) else str(field.prepare_value(read))


@dataclass(frozen=True, kw_only=True)
class ComparedField:
    """One field in which what was typed differs from what is there now."""

    name: str
    label: str
    opened: str
    current: str
    typed: str
    chosen: str  # mine, theirs, or nothing where both changed it and nobody has chosen yet
    changed: LastChange | None  # by the other one, if it was them
    is_missing: bool  # it was asked already, and not answered

    @property
    def control(self) -> str:
        return f"{CHOICE}{self.name}"


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The fields to choose from, and what the page carries on to the next try."""

    fields: list[ComparedField]
    seen: str
    typed: list[tuple[str, str]]


def compared(
    field: forms.Field,
    *,
    name: str,
    label: str,
    opened: Any,
    current: Any,
    typed: Any,
    answered: str,
    changes: Mapping[str, LastChange],
    is_missing: bool,
) -> ComparedField | None:
    """Nothing where both agree. What is never shown has no current value and is always asked."""
    if typed == current:
        return None
    is_secret = current is UNKNOWN
    proposed = rules.chosen(opened=opened, current=current, typed=typed)
    told = [opened, current, typed]
    words = [_("not shown")] * 3 if is_secret else [in_words(field, each) for each in told]
    is_theirs = is_secret or current != opened
    return ComparedField(
        name=name,
        label=label,
        opened=words[0],
        current=words[1],
        typed=words[2],
        chosen=answered or proposed,
        changed=(changes.get(name) or changes.get("")) if is_theirs else None,
        is_missing=is_missing,
    )
