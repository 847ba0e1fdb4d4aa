"""Changes of definitions: the standard ones are loaded from their files, versions only ever added."""

from datetime import date
from typing import Any

from core import audit
from core.operation import operation
from core.permissions import Actor, Permission, require
from indicators.definitions import files
from indicators.definitions.models import Definition, Version

ORDER = (
    "PEOPLE_AT_RISK",
    "PEOPLE_WITH_DISABILITIES",
    "PATH_COMPLETED",
    "EMPLOYED_AFTER",
    "QUALIFICATION_GAINED",
    "SEEKING_WORK",
)


@operation()
def load_standard(*, by: Actor) -> int:
    """Load the definitions that ship with the product; a version already here stays as it is."""
    require(by, Permission.EDIT_DEFINITIONS)
    written = files.read_standard()
    for definition in written:
        _load(definition)
    audit.record("loaded definitions", Definition, by=by)
    return len(written)


def _load(written: dict[str, Any]) -> None:
    definition, _new = Definition.objects.update_or_create(
        code=written["code"],
        defaults={
            "position": ORDER.index(written["code"]) if written["code"] in ORDER else len(ORDER),
            "kind": written["kind"],
            "name_pl": written["names"]["pl"],
            "name_en": written["names"]["en"],
            "short_name_pl": written["short_names"]["pl"],
            "short_name_en": written["short_names"]["en"],
            "unit": written["unit"],
            "counting_unit": written["counting_unit"],
            "adds_over_time": written["adds_over_time"],
            "adds_over_units": written["adds_over_units"],
            "breakdowns": written["breakdowns"],
            "source": written["source"],
            "checked_by": written["checked_by"],
        },
    )
    Version.objects.get_or_create(
        definition=definition,
        number=written["version"],
        defaults={
            "effective_from": date.fromisoformat(written["effective_from"]),
            "rule": written["rule"],
            "counts_on": written["counts_on"],
            "window_days": written["measurement_window_days"],
        },
    )
