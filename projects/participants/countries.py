"""Countries by their ISO 3166 codes, named as the CLDR names them, Poland first."""

from functools import cache

from babel import Locale

from core import polish
from ui import formats

# Territories of the CLDR that are no countries.
NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})


def choices() -> list[tuple[str, str]]:
    return list(_named("pl" if formats.is_polish() else "en"))


def name_of(code: str) -> str:
    return dict(choices()).get(code, code)


@cache
def _named(language: str) -> tuple[tuple[str, str], ...]:
    names = {str(code): str(name) for code, name in Locale(language).territories.items()}
    codes = [code for code in names if len(code) == 2 and code.isalpha()]
    listed = [(code, names[code]) for code in codes if code not in NO_COUNTRIES]
    listed.sort(key=lambda one: (one[0] != "PL", polish.sort_key(one[1])))
    return tuple(listed)
