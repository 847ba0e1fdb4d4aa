"""Files that we made ourselves come back: nobody is asked about their columns."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.conf import settings
from django.utils import translation

from projects.exchange import rows
from projects.exchange.kinds import REGISTERED, OfRounds
from projects.exchange.models import Import
from projects.exchange.vocabulary import Step
from projects.exchange.workbooks import blanks, fingerprints
from projects.exchange.workbooks.bases import ROW_KEY
from projects.exchange.workbooks.fingerprints import Fingerprint
from sheets import reading

Heads = Mapping[int, Sequence[tuple[int, Sequence[str]]]]


def of_file(text: str) -> Fingerprint | None:
    """What a file says of itself, if it is ours and of a kind and language that we know."""
    found = fingerprints.read(text)
    if found is None or found.kind not in REGISTERED:
        return None
    return found if found.language in dict(settings.LANGUAGES) else None


def is_to_correct(found: Import) -> bool:
    """Whether people were taken out into this file, and it tells what they were then."""
    return bool(found.template) and ROW_KEY in found.columns


def recognise(found: Import, heads: Heads, *, on: date) -> bool:
    """Name the columns of our own template and have its rows checked; False where that cannot be.

    That is so when its headings were changed, or the form asks for something since, or nobody said of
    which round the candidates are.
    """
    fingerprint = of_file(found.template)
    if fingerprint is None:
        return False
    is_of_round = isinstance(REGISTERED[fingerprint.kind], OfRounds)
    if is_of_round and found.recruitment_id is None:
        return False
    found.kind = fingerprint.kind
    found.recruitment = found.recruitment if is_of_round else None
    found.readers.clear()
    place = _place(heads, fingerprint)
    if place is None:
        return False
    sheet, number = place
    cells = dict(heads[sheet])[number]
    with translation.override(fingerprint.language):
        targets = rows.reader_of(found, on=on).targets
        key = str(blanks.KEY_TITLE)
    titles = {reading.canonical.text(one.label): one.name for one in targets} | {key: ROW_KEY}
    columns = {
        titles[cell]: {"column": column} for column, cell in enumerate(cells) if cell in titles
    }
    if rows.missing(targets, columns):
        return False
    found.sheet, found.head, found.columns, found.step = sheet, number, columns, Step.CHECKING
    return True


def _place(heads: Heads, fingerprint: Fingerprint) -> tuple[int, int] | None:
    """The sheet and the row on which the headings stand."""
    for sheet, first in heads.items():
        for number, cells in first:
            if fingerprints.of_cells(cells) == fingerprint.titles:
                return sheet, number
    return None
