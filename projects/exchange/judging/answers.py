"""What somebody answered about people of a file who look like somebody who is here, and what becomes of it."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy

from core import together
from core.errors import NotAllowed, RuleBroken
from core.permissions import Actor
from projects.exchange import rows, saying
from projects.exchange.judging import checking, resembling
from projects.exchange.judging.resembling import ANYBODY
from projects.exchange.models import Import, ImportRow
from projects.exchange.vocabulary import Standing, Step
from projects.exchange.waking import have_checked
from projects.participants import operations
from projects.participants.forms import links
from projects.participants.models import Participation, Person, PersonLink
from projects.participants.operations.links import TakenBackAlready
from projects.participants.vocabulary_path import LinkKind

KINDS = frozenset(code for code, _said in links.ANSWERS)
# Somebody is here already, and need not be entered once more.
LEAVE = "LEAVE"
# In `ImportRow.decided`, beside the answers: the links that came of them.
LINKS = "links"


def say(found: Import, row: ImportRow, other: UUID, kind: str, *, on: date) -> bool:
    """Whether the row is about this person; it goes in once all whom it looks like are told.

    False where that is not asked, or not any more: then nothing is done.
    """
    row = ImportRow.objects.get(pk=row.pk)
    if row.standing != Standing.ALIKE or other not in _asked_of(found, row, on=on):
        return False
    row.decided = {**(row.decided or {}), other.hex: kind}
    row.save(update_fields=["decided"])
    checking.check_again(found, [row], on=on)
    return True


def leave_out(found: Import, row: ImportRow, *, on: date) -> bool:
    """The row does not go in, and whatever was held back because of it is judged again.

    False where nothing is asked about it any more: then nothing is done.
    """
    row = ImportRow.objects.get(pk=row.pk)
    if row.standing != Standing.ALIKE:
        return False
    row.standing, row.why = Standing.LEFT, None
    row.save(update_fields=["standing", "why"])
    held = rows.data_of(found).filter(key=row.key, standing=Standing.BAD)
    checking.check_again(found, held, on=on)
    return True


def _asked_of(found: Import, row: ImportRow, *, on: date) -> list[UUID]:
    reader = rows.reader_of(found, on=on)
    read = reader.read(rows.cells_of(row, found.columns))
    told = [] if read.mistakes else [(row, read.entry)]
    alike = resembling.asked_about(found, told, reader).get(row, ())
    return [other for other in alike if other.hex not in (row.decided or {})]


def say_of_all(found: Import, *, on: date) -> int:
    """Every row of which it is asked goes in, and somebody decides later; returns how many rows.

    They are checked anew by a worker; of a file that is entered few are left, and it stays so.
    """
    asked = list(rows.data_of(found).filter(standing=Standing.ALIKE))
    for row in asked:
        row.decided = {**(row.decided or {}), ANYBODY: links.LATER}
    together.update_each(asked, ["decided"])
    if found.step == Step.READY:
        for row in asked:
            row.standing = Standing.NEW
        together.update_each(asked, ["standing"])
        have_checked(found)
    else:
        checking.check_again(found, asked, on=on)
    return len(asked)


def may_say(by: Actor, other: UUID, kind: str) -> bool:
    """Whether the actor sees the person, and works with them where a decision is to be written down."""
    if kind not in KINDS or not resembling.seen_by(by, {other}):
        return False
    return kind not in LinkKind.values or bool(operations.worked_with(by, {other}))


class OtherIsGone(RuleBroken):
    message = gettext_lazy("The other person is not here any more.")


def hold(asked: Iterable[ImportRow]) -> None:
    """Lock all people about whom something was answered, before anybody is entered: in one order."""
    named = {other for row in asked for other in _answered(row)}
    if named:
        people = Person.objects.filter(pk__in=named).order_by("pk")
        list(people.select_for_update().values_list("pk"))


def remember(done: Sequence[tuple[ImportRow, UUID]], *, by: Actor) -> dict[ImportRow, str]:
    """Carry out what was answered, once the people are in; returns by row why not, to be kept in it.

    Which links came of it stands in the row, so that no other goes when it is taken back.
    """
    linked, refused = [], {}
    for row, target in done:
        if not (answered := _answered(row)):
            continue
        person = Participation.objects.select_related("person").get(pk=target).person
        made, reasons = [], []
        for other, kind in answered.items():
            try:
                made += _linked(person, other, kind, by=by)
            except RuleBroken as refusal:
                reasons.append(_OF_ANOTHER if isinstance(refusal, NotAllowed) else refusal)
        row.decided = {**(row.decided or {}), LINKS: [link.pk.hex for link in made]}
        linked.append(row)
        if reasons:
            refused[row] = saying.kept(_NOT_WRITTEN, *reasons)
    together.update_each(linked, ["decided"])
    return refused


_NOT_WRITTEN = gettext_lazy(
    "The person is in, but what was said about whom they look like could not be written down."
)
_OF_ANOTHER = gettext_lazy(
    "Whoever entered the file edits people in no project of the other person. Somebody who does can "
    "decide it among the people who look alike."
)


def _linked(person: Person, other: UUID, kind: str, *, by: Actor) -> list[PersonLink]:
    """The link that comes of it; none where it is so already. Refused as on the page of both."""
    both = {person.pk, other}
    is_so = len(both) == 1 and kind == LinkKind.SAME
    if is_so or PersonLink.objects.filter(first__in=both, second__in=both, kind=kind).exists():
        return []
    known = Person.objects.filter(pk=other).first()
    if known is None:
        raise OtherIsGone
    return [operations.decide(one=person, other=known, kind=kind, by=by)]


def _answered(row: ImportRow) -> dict[UUID, str]:
    """What was said about whom; whoever is left for later is not told."""
    said = (row.decided or {}).items()
    return {UUID(name): kind for name, kind in said if name and kind in LinkKind.values}


def taken_back(
    some: Sequence[ImportRow], undo: Callable[[], Sequence[object]], *, by: Actor
) -> list[object]:
    """Take rows back together with the links that came of them; why each stays, or None.

    A link goes only with its person, and who goes is seen by trying: where somebody stays, all is as
    before and tried again with their links left.
    """
    going = {row for row in some if (row.decided or {}).get(LINKS)}
    while True:
        with transaction.atomic():
            refused = {row for row in going if not _unlinked(row, by=by)}
            back = list(zip(some, undo(), strict=True))
            staying = {row for row, why in back if why is not None} & going - refused
            if staying:
                transaction.set_rollback(True)
        if not staying:
            return [NOT_YOURS if row in refused else why for row, why in back]
        going -= staying


def _unlinked(row: ImportRow, *, by: Actor) -> bool:
    """Whether no link of the row is left; False where one of them is not the actor's to take back."""
    made = [UUID(name) for name in (row.decided or {})[LINKS]]
    try:
        with transaction.atomic():
            for link in PersonLink.objects.filter(pk__in=made):
                # Of two who do it at once one finds nothing left to do.
                with suppress(TakenBackAlready):
                    operations.take_back(link=link, by=by)
    except NotAllowed:
        return False
    return True


NOT_YOURS = gettext_lazy(
    "The file also said whether this is somebody of another project, and you may not take that back, "
    "because you edit nobody there. So the person stays."
)
