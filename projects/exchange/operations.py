"""What people do with an import: send a file, name its columns, mend rows, enter them, take them back."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from core import audit, sealed, together
from core.errors import NotAllowed
from core.ledger.people import somebody
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.agreements.models import Project
from projects.exchange import keeping, letting_go, rows
from projects.exchange.earlier import following
from projects.exchange.holding import in_somebodys_name, locked
from projects.exchange.judging import (
    answers,
    checking,
    closed_days,
    deciding,
    many_rows,
    resembling,
)
from projects.exchange.kinds import REGISTERED, OfRounds
from projects.exchange.models import Import, ImportFile, ImportRow
from projects.exchange.refusals import (
    ColumnMissing,
    EmptyFile,
    KeptNoMore,
    ManyWouldChange,
    NothingToEnter,
    OwnColumnMissing,
    ReportsWouldDiffer,
    RoundMissing,
    ShownOtherwise,
    TooLate,
)
from projects.exchange.vocabulary import CARRIED_OUT, OVER, Differing, Standing, Step
from projects.exchange.waking import judge_anew, wake
from projects.exchange.workbooks import giving_back, taking_out
from projects.recruitment.models import Recruitment
from ui import formats

# The largest part of the rows that may change what is here without being asked once more.
UNASKED = 0.2


@operation()
def send(
    *,
    project: Project,
    kind: str,
    name: str,
    content: bytes,
    at: datetime,
    by: Actor,
    recruitment: Recruitment | None = None,
) -> Import:
    """Take a file in; a worker reads it. The file is kept sealed, and for two weeks at most.

    Candidates come for one round of the project.
    """
    require(by, Permission.EDIT_PEOPLE, project=project.pk)
    if not content:
        raise EmptyFile
    _insist_on_round(project, kind, recruitment)
    found = Import(
        project=project,
        kind=kind,
        recruitment=recruitment,
        file_name=name,
        digest=hashlib.sha256(content).digest(),
        made_by=somebody(by),
        made_at=at,
    )
    found.save(force_insert=True)
    held = ImportFile(of=found)
    field = ImportFile._meta.get_field("content")
    held.content = sealed.sealed_content(field, found.pk, content)
    held.save(force_insert=True)
    audit.record("sent a file", found, by=by)
    wake(found)
    return found


@operation()
def name_columns(
    *,
    of: Import,
    sheet: int,
    head: int,
    columns: Mapping[str, Mapping[str, Any]],
    titles: Mapping[str, str],
    on: date,
    by: Actor,
) -> Import:
    """Say where each answer stands; every row is checked anew."""
    found = in_somebodys_name(of, Step.NAMING, Step.READY, by=by)
    targets = rows.reader_of(found, on=on).targets
    missing = rows.missing(targets, columns)
    if own := [one.label for one in missing if one.is_own]:
        raise OwnColumnMissing(names=", ".join(own))
    if missing:
        raise ColumnMissing(names=", ".join(one.label for one in missing))
    found.sheet, found.head, found.columns = sheet, head, dict(columns)
    # A list without headings has nothing to remember: there the first row is somebody.
    found.titles = json.dumps(dict(titles), ensure_ascii=False) if head else None
    judge_anew(found)
    audit.record("named the columns of a file", found, by=by)
    return found


@operation()
def take_over(*, of: Import, on: date, by: Actor) -> Import:
    """Go on in one's own name with a file whose sender may not any more: it is compared with whom the actor sees.

    Who sent it stays as it is, and so does who may have the whole file. Rows that are not in are judged anew. Of
    an earlier project the parts that wait behind it go on in the same name.
    """
    found = locked(of, Step.NAMING, Step.READY, Step.APPLIED, by=by)
    if not rows.is_left(found):
        raise ShownOtherwise
    found.read_for = somebody(by)
    if found.step == Step.READY:
        judge_anew(found)
    else:
        found.save(update_fields=["read_for"])
    if found.step == Step.APPLIED:
        asked = rows.data_of(found).filter(standing=Standing.ALIKE)
        checking.check_again(found, [*rows.waiting(found), *asked], on=on)
    for taken in (found, *following.hand_on(found)):
        audit.record("took a file over", taken, by=by)
    return found


@operation()
def mend(*, row: ImportRow, answers: Mapping[str, str], on: date, by: Actor) -> ImportRow:
    """Answer some fields of a row otherwise than the file does, and check it again."""
    found = in_somebodys_name(row.of, Step.READY, by=by)
    row.refresh_from_db(fields=["mended"])
    many_rows.give([row], answers)
    checking.check_again(found, [row], on=on)
    audit.record("mended a row of a file", found, by=by, fields=answers)
    following.go_on_if_settled(found)
    return row


@operation()
def mend_alike(
    *, of: Import, field: str, was: str, becomes: str, on: date, by: Actor, beside: str = ""
) -> int:
    """Give one answer to every row that has the same mistake in the same words; returns how many.

    `beside` is what they say at the question with which that one is said (`Reader.said`). Where very many
    have a mistake there, a worker does it, and nobody knows yet how many: 0.
    """
    found = in_somebodys_name(of, Step.READY, by=by)
    wrong = many_rows.wrong_in(found, field)
    if many_rows.are_many(wrong):
        many_rows.begin(found, field=field, said=(was, beside), becomes=becomes)
        audit.record("mended rows of a file", found, by=by, fields=[field])
        return 0
    alike = many_rows.alike(found, wrong, rows.reader_of(found, on=on), field, (was, beside))
    many_rows.give(alike, {field: becomes})
    checking.check_again(found, alike, on=on)
    count = max(len(alike), 1)
    audit.record("mended rows of a file", found, by=by, fields=[field], count=count)
    following.go_on_if_settled(found)
    return len(alike)


@operation()
def decide(
    *, of: Import, row: ImportRow | None, sides: Mapping[str, str], seen: str, on: date, by: Actor
) -> None:
    """Say for each field that the file and somebody here changed which of both holds.

    Without a row it is every row of which it is asked, and `sides` tells the one under "" for all of its
    fields. `seen` says what was shown (`deciding.seen`): what somebody has changed since is shown anew.
    """
    found = in_somebodys_name(of, Step.READY, by=by)
    asked = rows.data_of(found).filter(standing=Standing.CLASH)
    if row is not None:
        asked = asked.filter(pk=row.pk)
    told = list(asked)
    if deciding.seen(told) != seen:
        raise ShownOtherwise
    if row is None and len(told) > many_rows.AT_ONCE:
        many_rows.decide(found, told, sides[""])
        audit.record("decided between a file and what is here", found, by=by, count=len(told))
        return
    for one in told:
        every = sides if row is not None else dict.fromkeys(one.fields, sides[""])
        one.decided = {**(one.decided or {}), **every}
    together.update_each(told, ["decided"])
    checking.check_again(found, told, on=on)
    audit.record("decided between a file and what is here", found, by=by, count=max(len(told), 1))
    following.go_on_if_settled(found)


@operation()
def say_who(
    *, of: Import, row: ImportRow | None, other: UUID | None, kind: str, on: date, by: Actor
) -> None:
    """Say whether a row is about the person whom it looks like; it goes in once all of them are told.

    Without a row every one of which it is asked goes in, and somebody decides later. `answers.LEAVE` is
    said of a row, and of nobody: it is left out. Whether it is one person says who works with both.
    """
    found = in_somebodys_name(of, *resembling.ASKED_AT, by=by)
    count = 1
    if row is None:
        count = answers.say_of_all(found, on=on)
    elif kind == answers.LEAVE:
        count = answers.leave_out(found, row, on=on)
    elif other is None or not answers.may_say(by, other, kind):
        raise NotAllowed
    else:
        count = answers.say(found, row, other, kind, on=on)
    if row is not None and not count:
        raise ShownOtherwise
    audit.record("said who people of a file are", found, by=by, count=max(count, 1))
    following.go_on_if_settled(found)


@operation()
def take_out_to_correct(*, project: Project, reason: str, on: date, by: Actor) -> bytes:
    """People of a project in our template, to be corrected there and sent again."""
    taking_out.allow(by, project.pk, reason)
    count = taking_out.people_of(project, by).count()
    if not count:
        raise taking_out.NobodyToCorrect
    content = taking_out.workbook(project, on=on, by=by)
    audit.record(**vars(taking_out.trace(project, reason=reason, count=count)), by=by)
    return content


@operation()
def leave_out(
    *, of: Import, row: ImportRow | None, on: date, by: Actor, are_reported: bool = False
) -> int:
    """Leave out one row, or every row with a mistake, or of which closed reports would tell otherwise.

    Returns how many. Whatever a row that is left out contradicted is checked again. Of a file that is
    entered only a row can be left out that waits to go in.
    """
    steps = (Step.READY, *((Step.APPLIED,) if row is not None else ()))
    found = in_somebodys_name(of, *steps, by=by)
    left = rows.data_of(found).filter(standing=Standing.BAD)
    if are_reported:
        left = closed_days.differing(found)
    if row is not None:
        some = rows.data_of(found) if found.step == Step.READY else rows.waiting(found)
        left = some.filter(pk=row.pk)
    count = left.update(standing=Standing.LEFT)
    if found.step == Step.APPLIED and not count:
        raise ShownOtherwise
    if row is not None and row.key is not None:
        held = rows.data_of(found).filter(key=row.key, standing=Standing.BAD)
        checking.check_again(found, held, on=on)
    if row is not None:
        closed_days.look_again(found, {row.whose}, on=on)
    audit.record("left rows of a file out", found, by=by, count=max(count, 1))
    following.go_on_if_settled(found)
    return int(count)


@operation()
def enter(
    *,
    of: Import,
    differing: Differing,
    is_meant: bool,
    seen: str,
    at: datetime,
    by: Actor,
    difference_is_known: bool = False,
) -> Import:
    """Enter what is whole: a worker does it piece by piece, in the name of who asked.

    Rows of which closed reports would tell otherwise go in only for whoever knows it. `seen` says what
    was shown (`rows.seen`): when it is no longer so, nothing is entered. What was left when somebody lost
    the right to enter can be entered by another.
    """
    found = in_somebodys_name(of, Step.READY, Step.APPLIED, by=by)
    if keeping.is_over(found, at=at):
        raise KeptNoMore(day=formats.moment(keeping.until(found)))
    if rows.seen(found) != seen:
        raise ShownOtherwise
    following.allow_entering(found)
    standings = CARRIED_OUT[differing]
    if differing == Differing.FILE:
        _insist(found, is_meant=is_meant)
    if not rows.data_of(found).filter(standing__in=standings).exists():
        raise NothingToEnter
    reaching = closed_days.differing(found).filter(standing__in=standings).count()
    if reaching and not difference_is_known:
        raise ReportsWouldDiffer(count=formats.number(reaching))
    found.differing, found.step = differing, Step.APPLYING
    found.difference_is_known = bool(reaching)
    found.applied_by, found.last_applied_at = somebody(by), at
    found.applied_at = found.applied_at or at
    found.save()
    audit.record("asked to enter a file", found, by=by)
    wake(found)
    return found


@operation()
def take_marked(*, of: Import, on: date, by: Actor) -> bytes:
    """The file with its mistakes told at its cells, to be mended elsewhere and sent anew."""
    giving_back.allow_for(by, of)
    content = giving_back.workbook(of, on=on)
    audit.record(**vars(giving_back.trace(of)), by=by)
    return content


@operation()
def take_back(*, of: Import, seen: str, at: datetime, by: Actor) -> Import:
    """Take back what the file did, except where somebody changed it since.

    `seen` says what was shown (`rows.seen_entered`): when it is no longer so, nothing goes back.
    """
    found = locked(of, Step.APPLIED, by=by)
    if keeping.is_over(found, at=at):
        raise TooLate(day=formats.moment(keeping.until(found)))
    if rows.seen_entered(found) != seen:
        raise ShownOtherwise
    following.allow_taking_back(found)
    found.undone_by, found.undone_at, found.step = somebody(by), at, Step.UNDOING
    found.save()
    audit.record("asked to take a file back", found, by=by)
    wake(found)
    return found


@operation()
def drop(*, of: Import, by: Actor) -> None:
    """Want nothing more of it: what it said is forgotten at once."""
    following.hold_up_to(of)
    found = locked(of, *(step for step in Step if step not in OVER and not _has_done(step)), by=by)
    was_waiting = found.step == Step.WAITING
    letting_go.drop(Import.objects.filter(pk=found.pk))
    # Whatever it waited for goes on with the next one, once that is settled.
    if not was_waiting:
        following.go_on(found)
    audit.record("dropped a file", found, by=by)


def _insist_on_round(project: Project, kind: str, recruitment: Recruitment | None) -> None:
    if isinstance(REGISTERED[kind], OfRounds) != (recruitment is not None):
        raise RoundMissing
    if recruitment is not None and recruitment.project_id != project.pk:
        raise NotAllowed


def _has_done(step: Step) -> bool:
    return step in (Step.APPLYING, Step.APPLIED, Step.UNDOING)


def _insist(found: Import, *, is_meant: bool) -> None:
    every = rows.data_of(found).exclude(standing=Standing.LEFT).count()
    changed = rows.data_of(found).filter(standing=Standing.CHANGE).count()
    if changed > UNASKED * every and not is_meant:
        raise ManyWouldChange(count=formats.number(changed), all=formats.number(every))
