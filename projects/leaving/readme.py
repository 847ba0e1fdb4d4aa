"""The page in the archive that tells people what it is, in one language each."""

from datetime import datetime

from django.apps import apps
from django.template.loader import render_to_string
from django.utils import translation

from core.days import WARSAW
from projects.leaving import carried as declared
from projects.leaving import tables
from projects.leaving.tables import OWN, Table

NAMES = {"pl": "CZYTAJ-TO.md", "en": "README.md"}


def path_in(language: str) -> str:
    return NAMES[language]


def written(
    language: str, carried: list[Table], *, unit: dict[str, str], at: datetime, version: str
) -> str:
    with translation.override(language):
        page = {
            "unit": unit["name"],
            "at": f"{at.astimezone(WARSAW):%Y-%m-%d %H:%M}",
            "version": version,
            "own_count": sum(table.folder == OWN for table in carried),
            "shared": [table.name for table in carried if table.folder != OWN],
            "left": _left(carried),
            "left_shared": _left_shared(),
            "views": tables.views(),
        }
        return str(render_to_string(f"leaving/readme/{language}.md", page))


def _left(carried: list[Table]) -> list[tuple[str, list[str]]]:
    """Each reason once, with all that stays for it."""
    by_reason: dict[str, list[str]] = {}
    for table in carried:
        for column, reason in table.left.items():
            by_reason.setdefault(str(reason), []).append(f"{table.name}.{column}")
    for name, reason in tables.left_tables():
        by_reason.setdefault(str(reason), []).append(name)
    return list(by_reason.items())


def _left_shared() -> list[tuple[str, list[str]]]:
    by_reason: dict[str, list[str]] = {}
    for label, reason in declared.LEFT_SHARED_MODELS.items():
        name = apps.get_model(label)._meta.db_table.replace('"', "")
        by_reason.setdefault(str(reason), []).append(name)
    return list(by_reason.items())
