"""Rows that reach into days which are reported: tried, looked at and taken back, as a form does it.

What a closed report would tell otherwise is said by the one rule that pages ask (`participants.reported`).
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy

from core import together
from core.errors import RuleBroken
from core.permissions import System
from projects.exchange import rows as told
from projects.exchange import saying
from projects.exchange.judging.sides import decided
from projects.exchange.kinds import Reader, Verdict
from projects.exchange.models import Import, ImportRow
from projects.exchange.vocabulary import FIELD, SAID, Standing
from projects.participants import reported

AT_ONCE = 500
# Rows that may yet be carried out.
CARRIED = (Standing.ADD, Standing.CHANGE)
# Whoever sent the file may have lost the right meanwhile, and somebody else has it entered: what
# reports would tell depends on neither.
LOOKING = System("import")
Ready = tuple[ImportRow, Any, Verdict]
Days = dict[str, date]


class ClosedMeanwhile(RuleBroken):
    message = gettext_lazy(
        "%(said)s It was not so when the file was checked: send it again to decide."
    )


def differing(found: Import) -> Any:
    """Rows of which a closed report would tell otherwise, as long as they may be carried out."""
    return told.data_of(found).filter(standing__in=CARRIED, reported__has_key=SAID)


def is_asked(found: Import, reader: Reader) -> bool:
    """Whether a row without anybody here can differ: it moves figures, and a period of the project is closed."""
    return bool(reader.dated) and reported.last_day(found.project_id) is not None


def _watched(whose: Iterable[UUID | None], reader: Reader) -> dict[UUID, UUID]:
    """By participation that is looked at, the one that a row is about: of people who are corrected all."""
    own = {one for one in whose if one}
    return reported.of_their_people(own) if reader.corrects_people else {one: one for one in own}


def is_begun(found: Import) -> bool:
    looked_at = told.data_of(found).filter(standing__in=CARRIED, reported__isnull=False)
    return bool(looked_at.exists())


def look_anew(found: Import) -> None:
    """Before all rows are checked anew: what was said of them is no longer so."""
    told.data_of(found).filter(reported__isnull=False).update(reported=None)


def look_at_some(found: Import, *, on: date) -> bool:
    """Say of the next rows what they would change; False when none is left. The import is locked."""
    reader = told.reader_of(found, on=on)
    some = _next(found, reader)
    if some:
        _look_at(found, some, reader, on=on)
    return bool(some)


def look_again(found: Import, whose: Collection[UUID | None], *, on: date) -> None:
    """After rows of these people were mended or left out: what one changes depends on the others."""
    theirs = told.data_of(found).filter(whose__in=[one for one in whose if one])
    theirs.filter(reported__isnull=False).update(reported=None)
    while look_at_some(found, on=on):
        pass


def looking(
    found: Import, reader: Reader, ready: Sequence[Ready]
) -> Callable[[Sequence[UUID]], None] | None:
    """For entering: refuses what a closed report would tell otherwise because of rows that nobody was shown."""
    watched = _watched((verdict.whose for _row, _entry, verdict in ready), reader)
    if not is_asked(found, reader) and not _is_asked_elsewhere(watched, reader):
        return None
    after = reported.looking_at(watched.keys())

    def refuse(made: Sequence[UUID]) -> None:
        rows: dict[UUID, list[ImportRow]] = {}
        for (row, _entry, verdict), target in zip(ready, made, strict=True):
            rows.setdefault(verdict.whose or target, []).append(row)
        for pk, said in after({*watched, *rows}).items():
            if not _is_known(found, rows[watched.get(pk, pk)], reader):
                raise ClosedMeanwhile(said=_for_any_reader(found, said)[0])

    return refuse


def _for_any_reader(found: Import, sentences: Iterable[object]) -> list[object]:
    """Of another project only that there is one: whoever reads what a file says may not see it."""
    told = list(sentences)
    own = [one for one in told if getattr(one, "project", None) in (None, found.project)]
    return own if len(own) == len(told) else [*own, _OF_ANOTHER]


_OF_ANOTHER = gettext_lazy(
    "The person takes part in another project too, and closed reports of that one would tell otherwise."
)


def _is_known(found: Import, theirs: Sequence[ImportRow], reader: Reader) -> bool:
    """Whether whoever had these rows of one person entered was shown each that reaches into closed days."""
    unseen = [row for row in theirs if not (row.reported or {}).get(SAID)]
    if not found.difference_is_known or len(unseen) == len(theirs):
        return False
    until = reported.last_day(found.project_id)
    read = [one for row in unseen if (one := _read(found, row, reader))]
    return not any(_field(days, until) for _row, _entry, days in read)


def _is_asked_elsewhere(watched: Mapping[UUID, UUID], reader: Reader) -> bool:
    """Whether a row that corrects somebody can change what another project reported of them."""
    return bool(reader.corrects_people and watched) and reported.are_reported(watched.keys())


def _next(found: Import, reader: Reader) -> list[ImportRow]:
    """The next rows nobody has looked at, all of one person together: small things add up."""
    left = told.data_of(found).filter(standing__in=CARRIED, reported__isnull=True)
    if not is_asked(found, reader):
        left = left.filter(whose__isnull=False)
        watched = _watched(left.values_list("whose", flat=True), reader)
        if not _is_asked_elsewhere(watched, reader):
            return []
    some = list(left.order_by("whose", "number")[:AT_ONCE])
    last = some[-1].whose if len(some) == AT_ONCE else None
    if last:
        known = [row.pk for row in some if row.whose == last]
        some += left.filter(whose=last).exclude(pk__in=known)
    return some


def _look_at(found: Import, some: Sequence[ImportRow], reader: Reader, *, on: date) -> None:
    read = [one for row in some if (one := _read(found, row, reader))]
    verdicts = iter(reader.compare([(entry, bytes(row.key or b"")) for row, entry, _days in read]))
    ready = [(row, entry, decided(row, next(verdicts))) for row, entry, _days in read]
    tried = [one for one in ready if one[2].standing in CARRIED]
    days = {row.pk: days for row, _entry, days in read}
    said = _said(found, tried, reader, on=on)
    for row in some:
        row.reported = {}
    until = reported.last_day(found.project_id)
    for theirs, sentences in said:
        reaching = [row for row in theirs if _field(days[row.pk], until)] or theirs
        for row in reaching:
            field = _field(days[row.pk], until) or next(iter(days[row.pk]), "")
            row.reported = {FIELD: field, SAID: saying.in_each_language(*sentences)}
    together.update_each(some, ["reported"])


def _read(found: Import, row: ImportRow, reader: Reader) -> tuple[ImportRow, Any, Days] | None:
    """A row with its entry and its days, in the order of the kind; None if it is whole no longer."""
    read = reader.read(told.cells_of(row, found.columns))
    if read.mistakes:
        return None
    answers = reader.answers()
    return row, read.entry, {name: answers[name] for name in reader.dated if answers.get(name)}


def _field(days: Days, until: date | None) -> str:
    return next((name for name, day in days.items() if until and day <= until), "")


def _said(
    found: Import, tried: Sequence[Ready], reader: Reader, *, on: date
) -> list[tuple[list[ImportRow], list[object]]]:
    """Rows of each person with what they change together. Everything is carried out and taken back."""
    with transaction.atomic():
        watched = _watched((verdict.whose for _row, _entry, verdict in tried), reader)
        after = reported.looking_at(watched.keys())
        rows: dict[UUID, list[ImportRow]] = {}
        for row, whose in _carried_out(tried, reader, on=on):
            rows.setdefault(whose, []).append(row)
        said: dict[UUID, list[object]] = {}
        for pk, sentences in after({*watched, *rows}).items():
            theirs = said.setdefault(watched.get(pk, pk), [])
            theirs += _for_any_reader(found, sentences)
        transaction.set_rollback(True)
    return [(rows[pk], sentences) for pk, sentences in said.items() if pk in rows]


def _carried_out(
    tried: Sequence[Ready], reader: Reader, *, on: date
) -> list[tuple[ImportRow, UUID]]:
    """Whose each row is; what is refused is told when it is entered, and changes nothing here."""
    if not tried:
        return []
    try:
        with transaction.atomic():
            pairs = [(entry, verdict) for _row, entry, verdict in tried]
            done = reader.apply(pairs, on=on, by=LOOKING)
    except RuleBroken:
        if len(tried) == 1:
            return []
        return [pair for one in tried for pair in _carried_out([one], reader, on=on)]
    return [
        (row, verdict.whose or one.target)
        for (row, _entry, verdict), one in zip(tried, done, strict=True)
    ]
