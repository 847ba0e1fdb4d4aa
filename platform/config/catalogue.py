"""The message catalogue: what our sources say, against what the Polish catalogue answers."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "platform" / "config" / "locale" / "pl" / "LC_MESSAGES"
SOURCES = ("platform", "tenants", "projects", "indicators", "dashboards")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)|\{(\w*)\}")
HEADER = "# Polish catalogue of Szansa; the English texts in the sources are its keys."


def found_in_sources() -> Catalog:
    """Every message of our Python and templates, with the files it stands in."""
    catalogue = Catalog(locale="pl", project="Szansa", header_comment=HEADER, fuzzy=False)
    for path, code in _sources():
        for _line, message, _comments, context in extract(
            "python", io.BytesIO(code.encode()), keywords=KEYWORDS, options={"encoding": "utf-8"}
        ):
            where = [(str(path.relative_to(ROOT)), 0)]
            catalogue.add(message, locations=where, context=context)
    return catalogue


def _sources() -> Iterator[tuple[Path, str]]:
    for folder in SOURCES:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, path.read_text(encoding="utf-8")
        for pattern in ("*.html", "*.txt"):
            for path in sorted((ROOT / folder).rglob(f"templates/**/{pattern}")):
                code = templatize(path.read_text(encoding="utf-8"), origin=str(path))
                # It keeps the template's indentation, which is none of Python's.
                yield path, "\n".join(line.strip() for line in code.splitlines())


def written() -> Catalog:
    with (FOLDER / "django.po").open("rb") as file:
        return read_po(file, locale="pl")


def renewed() -> Catalog:
    """The written catalogue with new messages added and those nobody says any more left out."""
    fresh, known = found_in_sources(), written()
    for message in fresh:
        if message.id and (old := known.get(_key(message), message.context)):
            message.string = old.string
    return fresh


def _key(message: object) -> str:
    return message.id[0] if isinstance(message.id, tuple) else message.id  # type: ignore[attr-defined]


def untranslated(catalogue: Catalog) -> list[str]:
    """Messages without Polish; of plural ones, those without all three forms."""
    missing = []
    for message in catalogue:
        answers = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and not all(answers):
            missing.append(_key(message))
    return missing


def save(catalogue: Catalog) -> None:
    with (FOLDER / "django.po").open("wb") as file:
        write_po(file, catalogue, width=100, sort_output=True, no_location=True)


def compile_catalogue() -> Path:
    """Make the compiled file that Django reads; the source is the one in the repository."""
    compiled = FOLDER / "django.mo"
    with compiled.open("wb") as file:
        write_mo(file, written())
    return compiled


def is_stale() -> bool:
    compiled, source = FOLDER / "django.mo", FOLDER / "django.po"
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def mismatched(catalogue: Catalog) -> list[str]:
    """Messages whose Polish names a value that the English does not give: they would fall back."""
    wrong = []
    for message in catalogue:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        answers = message.string if isinstance(message.string, tuple) else (message.string,)
        given = {name for text in ids for name in PLACEHOLDER.findall(text)}
        used = {name for text in answers for name in PLACEHOLDER.findall(text or "")}
        if message.id and not used <= given:
            wrong.append(_key(message))
    return wrong
