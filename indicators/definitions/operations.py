"""Changes of definitions: the standard ones are loaded from their files, versions only ever added."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import RuleBroken
from core.operation import operation
from core.permissions import Actor, Permission, require
from indicators.definitions import files
from indicators.definitions.models import Definition, Version
from indicators.definitions.vocabulary import Status
from indicators.language import tree

# What makes a definition this one and no other, by its column and its key in a file.
FIXED = {
    "number": "number",
    "kind": "kind",
    "rule_set": "rule_set",
    "counting_unit": "counting_unit",
    "counts_on": "counts_on",
    "numerator_code": "numerator",
    "denominator_code": "denominator",
}


class PublishedVersionChanged(RuleBroken):
    message = _(
        "Version %(number)s of %(code)s is in the database with another rule or another day, and "
        "what is published never changes. Give the changed rule the next number and the day from "
        "which it holds."
    )


class VersionOutOfOrder(RuleBroken):
    message = _(
        "Version %(number)s of %(code)s would hold from %(day)s, but version %(other)s holds from "
        "%(other_day)s. A later version holds from a later day."
    )


class AnotherIndicator(RuleBroken):
    message = _(
        "%(code)s is in the database with another value of “%(key)s”. That would be another "
        "indicator: give it a code of its own."
    )


@operation()
def load_standard(*, by: Actor) -> int:
    """Load the definitions that ship with the product; a version already here stays as it is."""
    require(by, Permission.EDIT_DEFINITIONS)
    written = files.read_standard()
    held = Definition.objects.prefetch_related("versions").in_bulk()
    for definition in written:
        _load(definition, held.get(definition["code"]))
    audit.record("loaded definitions", Definition, by=by)
    return len(written)


def _load(written: dict[str, Any], known: Definition | None) -> None:
    columns = _columns(written)
    if known is None:
        known = Definition.objects.create(code=written["code"], **columns)
    else:
        _refuse_another(known, written)
        _correct(known, columns)
    held = {version.number: version for version in known.versions.all()}
    if written["version"] in held:
        _refuse_change(held[written["version"]], written)
    else:
        _publish(known, held, written)


def _correct(known: Definition, columns: dict[str, Any]) -> None:
    """Write what the files tell otherwise: mostly nothing, whenever a deployment starts."""
    other = {name: value for name, value in columns.items() if getattr(known, name) != value}
    if other:
        Definition.objects.filter(pk=known.pk).update(**other)


def _columns(written: dict[str, Any]) -> dict[str, Any]:
    alike = (
        "position",
        "family",
        "unit",
        "adds_over_time",
        "adds_over_units",
        "breakdowns",
        "is_special",
        "window_days",
        "window_months",
        "source",
        "checked_by",
    )
    return {
        **{name: written[name] for name in alike},
        **{column: written[key] for column, key in FIXED.items()},
        "name_pl": written["names"]["pl"],
        "name_en": written["names"]["en"],
        "short_name_pl": written["short_names"]["pl"],
        "short_name_en": written["short_names"]["en"],
    }


def _refuse_another(known: Definition, written: dict[str, Any]) -> None:
    for column, key in FIXED.items():
        if getattr(known, column) != written[key]:
            raise AnotherIndicator(code=known.code, key=key)


def _refuse_change(held: Version, written: dict[str, Any]) -> None:
    # A rule may be written in more than one way; what it says is what must not change.
    is_same = (
        held.status == Status.PUBLISHED
        and held.effective_from == date.fromisoformat(written["effective_from"])
        and _read(held.rule) == _read(written["rule"])
    )
    if not is_same:
        raise PublishedVersionChanged(number=held.number, code=held.definition_id)


def _read(rule: object) -> object:
    return None if rule is None else tree.parse(rule)


def _publish(definition: Definition, held: dict[int, Version], written: dict[str, Any]) -> None:
    """A version of a file is published by nobody: it came with the product."""
    number, day = written["version"], date.fromisoformat(written["effective_from"])
    for other in held.values():
        if (other.number < number) != (other.effective_from < day):
            raise VersionOutOfOrder(
                number=number,
                code=definition.code,
                day=day,
                other=other.number,
                other_day=other.effective_from,
            )
    Version.objects.create(
        definition=definition,
        number=number,
        status=Status.PUBLISHED,
        effective_from=day,
        rule=written["rule"],
        note=written["note"],
        published_at=timezone.now(),
    )
