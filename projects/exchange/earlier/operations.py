"""What people do with a whole earlier project in one workbook: send it, say what its sheets hold, drop it."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from core import audit, jobs, sealed, tenancy
from core.errors import RuleBroken
from core.ledger.people import somebody
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.agreements.models import Project
from projects.exchange import letting_go
from projects.exchange.earlier import following
from projects.exchange.earlier.sheets import ORDER, Sheet
from projects.exchange.models import EarlierFile, EarlierProject, Import
from projects.exchange.refusals import EmptyFile, NotNow
from projects.exchange.vocabulary import OVER, Step

ADVANCE = "projects.exchange.tasks.advance_earlier"
CONTENT = EarlierFile._meta.get_field("content")
DONE = (*OVER, Step.APPLIED)


class NothingChosen(RuleBroken):
    message = _("Say of one sheet at least what it holds.")


@operation()
def send_earlier(
    *, project: Project, name: str, content: bytes, at: datetime, by: Actor
) -> EarlierProject:
    """Take a workbook in; a worker looks at its sheets. The same one, while it is on its way, is that one."""
    require(by, Permission.EDIT_PEOPLE, project=project.pk)
    if not content:
        raise EmptyFile
    # Of two clicks the second one waits, and finds what the first one sent.
    Project.objects.select_for_update().get(pk=project.pk)
    digest = hashlib.sha256(content).digest()
    if same := _on_its_way(project, digest):
        return same
    whole = EarlierProject(
        project=project, file_name=name, digest=digest, made_by=somebody(by), made_at=at
    )
    whole.save(force_insert=True)
    held = EarlierFile(of=whole)
    held.content = sealed.sealed_content(CONTENT, whole.pk, content)
    held.save(force_insert=True)
    audit.record("sent an earlier project", whole, by=by)
    jobs.send_after_commit(ADVANCE, tenancy.current().schema_name, str(whole.pk))
    return whole


@operation()
def name_sheets(*, of: EarlierProject, kinds: Mapping[int, str], by: Actor) -> EarlierProject:
    """Say what each sheet holds, by its place; the others are left out. The first part begins."""
    whole = _locked(of, Step.NAMING, by=by)
    chosen = [
        Sheet(one.place, one.name, kind, one.template if kind == one.kind else "")
        for one in sheets_of(whole)
        if (kind := kinds.get(one.place, "")) in ORDER
    ]
    if not chosen:
        raise NothingChosen
    divide(whole, chosen)
    audit.record("named the sheets of an earlier project", whole, by=by)
    return whole


@operation()
def drop_earlier(*, of: EarlierProject, by: Actor) -> None:
    """Want nothing more of what is not entered: it is forgotten at once. What is entered stays."""
    parts = Import.objects.filter(earlier=of.pk)
    held = following.held(parts)
    waiting = [one for one in held if one.step in NOT_ENTERED]
    whole = _locked(of, Step.READING, Step.NAMING, Step.READY, by=by)
    if parts.count() != len(held):
        # Somebody divided it a moment ago.
        raise NotNow(step=Step(whole.step).label)
    letting_go.drop(parts.filter(pk__in=[one.pk for one in waiting]))
    # What was entered needs its rows alone, and whoever drops the rest is told that it is forgotten.
    EarlierFile.objects.filter(pk=whole.pk).delete()
    whole.sheets = whole.refusal = None
    if not parts.filter(step__in=ENTERED).exists():
        whole.step, whole.file_name = Step.DROPPED, None
    whole.save(update_fields=["step", "file_name", "sheets", "refusal"])
    audit.record("dropped an earlier project", whole, by=by, count=max(len(waiting), 1))


NOT_ENTERED = (Step.WAITING, Step.READING, Step.NAMING, Step.CHECKING, Step.READY)
ENTERED = (Step.APPLYING, Step.APPLIED, Step.UNDOING)


def sheets_of(whole: EarlierProject) -> list[Sheet]:
    return [Sheet(**one) for one in json.loads(whole.sheets or "[]")]


def divide(whole: EarlierProject, chosen: list[Sheet]) -> None:
    """A part for each sheet, people first, and the first of them begins. For whoever holds the whole."""
    ordered = sorted(chosen, key=lambda one: (ORDER.index(one.kind), one.place))
    parts = [_part(whole, place, sheet) for place, sheet in enumerate(ordered)]
    for part in parts:
        part.save(force_insert=True)
    whole.step = Step.READY
    whole.save(update_fields=["step"])
    following.begin(parts[0])


def _part(whole: EarlierProject, place: int, sheet: Sheet) -> Import:
    facts: dict[str, Any] = {"project": whole.project, "made_by": whole.made_by}
    return Import(
        earlier=whole,
        place=place,
        kind=sheet.kind,
        step=Step.WAITING,
        file_name=sheet.name,
        sheet=sheet.place,
        template=sheet.template,
        digest=hashlib.sha256(bytes(whole.digest) + bytes([sheet.place % 256])).digest(),
        made_at=whole.made_at,
        **facts,
    )


def _on_its_way(project: Project, digest: bytes) -> EarlierProject | None:
    """The same workbook, as long as something of it is neither entered nor dropped."""
    same = EarlierProject.objects.filter(project=project, digest=digest)
    for one in same.exclude(step__in=OVER).order_by("-made_at"):
        parts = Import.objects.filter(earlier=one)
        if one.step != Step.READY or parts.exclude(step__in=DONE).exists():
            return one
    return None


def _locked(of: EarlierProject, *steps: Step, by: Actor) -> EarlierProject:
    held = EarlierProject.objects.select_for_update(of=("self",))
    whole: EarlierProject = held.select_related("project", "made_by").get(pk=of.pk)
    require(by, Permission.EDIT_PEOPLE, project=whole.project_id)
    if whole.step not in steps:
        raise NotNow(step=Step(whole.step).label)
    return whole
