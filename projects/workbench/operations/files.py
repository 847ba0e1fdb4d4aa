"""A file is asked for, taken once, or dropped; only whoever asked for it may."""

import json
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core import audit, jobs, tenancy
from core.errors import NotAllowed, RuleBroken
from core.ledger.models import Member
from core.operation import operation
from core.turns import take_turn
from projects.workbench import preparing
from projects.workbench.models import PreparedFile, PreparedPiece
from projects.workbench.preparing import Arguments, State

MAKE = "projects.workbench.tasks.make_file"
MOST_AT_ONCE = 5


class TooManyFiles(RuleBroken):
    message = _(
        "%(n)s files are being prepared for you already. Wait until one of them is ready, or drop it."
    )


class MadeAlready(RuleBroken):
    message = _("The file “%(what)s” is being made, or waits to be downloaded, among your files.")


class NotReady(RuleBroken):
    message = _("This file can be downloaded no more. Have it prepared again.")


@operation()
def prepare_file(
    *, kind: str, arguments: Arguments, name: str, at: datetime, by: Member
) -> PreparedFile:
    """Have a file made in the background, by the maker of its kind; `name` is with its ending."""
    maker = preparing.makers[kind]
    maker.allow(by, arguments)
    take_turn(f"files of {by.pk}")
    if maker.is_single and preparing.kept(kind, of=by, at=at):
        raise MadeAlready(what=maker.label)
    under_way = PreparedFile.objects.filter(member=by, state__in=(State.WAITING, State.RUNNING))
    if under_way.count() >= MOST_AT_ONCE:
        raise TooManyFiles(n=MOST_AT_ONCE)
    prepared = PreparedFile.objects.create(
        member=by,
        kind=kind,
        arguments=json.dumps(arguments),
        name=name,
        language=get_language() or "pl",
        asked_at=at,
        moved_at=at,
    )
    audit.record("asked for a file", prepared, by=by)
    jobs.send_after_commit(MAKE, tenancy.current().schema_name, str(prepared.pk))
    return prepared


@operation()
def take_file(*, prepared: PreparedFile, at: datetime, by: Member) -> PreparedFile:
    """Let the file out, this once: whoever asks again finds it taken."""
    locked = _own(prepared, by)
    if locked.state != State.READY or locked.until is None or at > locked.until:
        raise NotReady
    maker, arguments = preparing.makers[locked.kind], preparing.arguments_of(locked)
    maker.allow(by, arguments)
    locked.state, locked.taken_at = State.TAKEN, at
    locked.save(update_fields=["state", "taken_at"])
    audit.record("downloaded a file", locked, by=by)
    if maker.taken:
        maker.taken(by, arguments, at)
    return locked


@operation()
def drop_file(*, prepared: PreparedFile, by: Member) -> None:
    """Forget a file, ready or not: a worker that still makes it finds it gone."""
    locked = _own(prepared, by)
    PreparedPiece.objects.filter(of=locked.pk).delete()
    locked.state, locked.arguments = State.GONE, None
    locked.save(update_fields=["state", "arguments"])
    audit.record("dropped a file", locked, by=by)


def _own(prepared: PreparedFile, by: Member) -> PreparedFile:
    locked = PreparedFile.objects.select_for_update().get(pk=prepared.pk)
    if locked.member_id != by.pk:
        raise NotAllowed
    return locked
