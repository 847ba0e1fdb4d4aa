"""What a file changed of somebody is put back answer by answer; what somebody else answered since stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _

from projects.participants.models import Participation, Person
from projects.participants.scopes import Scope
from projects.participants.wordings import said
from ui import formats

Entry = TypeVar("Entry", bound=Any)
# Where a column is not called as its answer is.
COLUMNS = {
    "months_out_of_work": "months_out_of_work_count",
    "address": "place_at_start",
}


@dataclass(frozen=True)
class Collision:
    """One answer that the file gave, and somebody gave otherwise since."""

    name: str
    before: object
    by_file: object
    now: object


def merged(now: Entry, before: Entry, by_file: Entry) -> tuple[Entry, list[Collision]]:
    """As it was before the file, where it still says what the file said; and where it does not."""
    changes: dict[str, Any] = {}
    collisions = []
    for name, was in vars(before).items():
        told, held = getattr(by_file, name, None), getattr(now, name, None)
        if told == held != was:
            changes[name] = was
        elif was not in (told, held):
            collisions.append(Collision(name, was, told, held))
    return replace(now, **changes), collisions


@dataclass(frozen=True)
class Theirs:
    """Why a row is not all as it was, with the values of all sides; said in the reader's language."""

    collisions: Sequence[Collision]
    scope: Scope

    def __str__(self) -> str:
        text = _(
            "Since then somebody changed what the file had changed, and theirs stays: %(what)s."
        )
        rest = _("All else is as it was before the file.")
        what = "; ".join(self._compared(one) for one in self.collisions)
        return f"{text % {'what': what}} {rest}"

    def _compared(self, one: Collision) -> str:
        values = {"before": one.before, "file": one.by_file, "now": one.now}
        told = {name: self._in_words(one.name, value) for name, value in values.items()}
        compared = _("%(name)s (before the file: %(before)s, in the file: %(file)s, now: %(now)s)")
        return compared % {"name": _label(one.name), **told}

    def _in_words(self, name: str, value: object) -> str:
        if value is None or value == "":
            return "–"  # noqa: RUF001
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, date):
            return formats.day(value)
        field = self.scope.fields.get(name)
        if field and str(value) in field.codes:
            return said(field.wording_of(str(value)))
        return ", ".join(filter(None, _parts(value)))


def _parts(value: object) -> list[str]:
    """A text, or the parts of an address."""
    if isinstance(value, list | tuple):
        return [str(one) for one in value]
    parts: Mapping[str, str] = getattr(value, "__dict__", {"": str(value)})
    return list(parts.values())


def _label(name: str) -> str:
    for model in (Person, Participation):
        try:
            field: Any = model._meta.get_field(COLUMNS.get(name, name))
        except FieldDoesNotExist:
            continue
        return str(field.verbose_name)
    return name
