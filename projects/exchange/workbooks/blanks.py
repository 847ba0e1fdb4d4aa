"""Blank workbooks of each kind, made of the same questions by which they are read when they come back."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from projects.agreements.models import Project
from projects.exchange.kinds import Kind, Reader, Target
from projects.exchange.readers.typed import folded
from projects.exchange.rows import STANDS_FOR
from projects.exchange.workbooks import examples, fingerprints
from projects.exchange.workbooks.fingerprints import Fingerprint
from sheets import reading, templates
from sheets.tables import Kind as Holds
from sheets.templates import TemplateColumn, TemplateSheet

Row = Sequence[object]
LONGEST_LIST = 40
KEY_TITLE = gettext_lazy("Key of the row")


def blank(kind: Kind, reader: Reader, project: Project) -> bytes:
    """A workbook with drop-downs, a locked header, a row as an example, and notes in words."""
    sheet, fingerprint = sheet_of(kind, reader, project)
    out = BytesIO()
    notes = notes_of(project)
    facts = (sheet.title, sheet.columns, sheet.rows, str(fingerprint))
    templates.written(out, *facts, notes=notes)
    return out.getvalue()


def sheet_of(kind: Kind, reader: Reader, project: Project) -> tuple[TemplateSheet, Fingerprint]:
    """The sheet with its example, and what the workbook says of it."""
    asked = questions(reader)
    row = [_example(one, project) for one in asked]
    example = fingerprints.of_cells([_as_read(value) for value in row])
    columns = [*map(_column, asked)]
    fingerprint = _fingerprint(kind, columns, example)
    return TemplateSheet(str(kind.label), columns, [row]), fingerprint


def _fingerprint(kind: Kind, columns: Sequence[TemplateColumn], example: str) -> Fingerprint:
    titles = fingerprints.of_cells([reading.canonical.text(one.title) for one in columns])
    language = get_language() or "pl"
    return Fingerprint(kind=kind.code, language=language, titles=titles, example=example)


def notes_of(project: Project) -> list[tuple[str, str]]:
    """What is told below what each column takes."""
    return [
        (
            _("Example"),
            _(
                "The first row under the header is an example. Replace it with your own; left as "
                "it is, it is not entered."
            ),
        ),
        (
            _("Header"),
            _(
                "Leave the headings as they are and add no columns: then nothing is asked about "
                "columns when the file comes back. Columns that may stay empty may be left so."
            ),
        ),
        (_("Project"), str(project)),
    ]


def questions(reader: Reader) -> list[Target]:
    """What a template has a column for: everything but columns that stand for two others."""
    return [one for one in reader.targets if one.name not in STANDS_FOR]


def written(
    kind: Kind,
    asked: Sequence[Target],
    rows: Iterable[Row],
    *,
    notes: Sequence[tuple[str, str]] = (),
    more: Sequence[TemplateColumn] = (),
) -> bytes:
    """The workbook with these rows; `more` are columns besides those of the questions."""
    columns = [*map(_column, asked), *more]
    fingerprint = _fingerprint(kind, columns, "")
    out = BytesIO()
    templates.written(out, str(kind.label), columns, rows, str(fingerprint), notes=notes)
    return out.getvalue()


def _column(one: Target) -> TemplateColumn:
    return TemplateColumn(
        title=one.label,
        kind=Holds.TEXT if one.holds == Holds.YES_NO else one.holds,
        help=_help(one),
        choices=() if one.several else words_of(one),
        required=one.required,
    )


def _help(one: Target) -> str:
    if not one.several:
        return one.help
    codes = ", ".join(f"{code} ({said})" for code, said in one.choices[:LONGEST_LIST])
    several = _("Several are divided by commas. What may stand here: %s.") % codes
    return f"{one.help} {several}".strip()


def words_of(one: Target) -> list[str]:
    """What is chosen from; where words would name two answers, the code stands instead."""
    if one.holds == Holds.YES_NO:
        return [_("yes"), _("no")]
    told = Counter(folded(said) for _code, said in one.choices)
    codes = {folded(code) for code, _said in one.choices}
    return [
        said if told[folded(said)] == 1 and folded(said) not in codes - {folded(code)} else code
        for code, said in one.choices
    ]


def word_of(one: Target, code: str) -> str:
    """The same for one answer; what is no answer stays as it is."""
    places = {known: place for place, (known, _said) in enumerate(one.choices)}
    return words_of(one)[places[code]] if code in places else code


def _example(one: Target, project: Project) -> object:
    """Days lie in the project; what is chosen is usual."""
    if one.name in examples.EMPTY or one.several:
        return None
    if one.name in examples.TEXTS:
        return examples.TEXTS[one.name]
    if one.name in examples.CODES or one.choices and one.required:
        return word_of(one, examples.CODES.get(one.name, one.choices[0][0]))
    by_kind = {
        Holds.DAY: project.starts_on if one.required else None,
        Holds.YES_NO: _("no"),
        Holds.WHOLE: examples.NUMBER,
        Holds.DECIMAL: examples.NUMBER,
    }
    return by_kind.get(one.holds)


def _as_read(value: object) -> str:
    """A value as it is told again when the workbook is opened."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else reading.canonical.text(str(value))
