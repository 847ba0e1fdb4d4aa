"""What the page of an earlier project shows: its parts in their order, how far each is, what is next."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.permissions import Actor, Permission
from projects.agreements import queries as agreements
from projects.agreements.models import Project
from projects.exchange import queries, rows
from projects.exchange.earlier import following
from projects.exchange.models import EarlierProject, Import, ImportRow
from projects.exchange.vocabulary import MOVING, Standing, Step
from projects.workbench import history
from sheets.reading import Reason, Refused
from ui import formats
from ui.parts import Cell, Column, Table

TONES = {Step.REFUSED: "bad", Step.NAMING: "amber", Step.READY: "amber", Step.APPLIED: "ok"}


def earlier_of(actor: Actor) -> Any:
    """Those of projects in which the actor may enter people, the newest first."""
    projects = agreements.projects_visible_to(actor, Permission.EDIT_PEOPLE)
    found = EarlierProject.objects.filter(project__in=projects)
    return found.select_related("project", "made_by")


def ended_projects(actor: Actor, *, on: date) -> list[Project]:
    """To which an earlier project belongs as a rule; a running one leads there from its own page."""
    editable = agreements.projects_visible_to(actor, Permission.EDIT_PEOPLE)
    return agreements.found(editable, state=agreements.ENDED, on=on)


def parts_of(whole: EarlierProject) -> list[Import]:
    found = Import.objects.filter(earlier=whole).order_by("place")
    return list(found.select_related("project", "made_by", "recruitment__project", "earlier"))


def name_of(whole: EarlierProject) -> str:
    named = whole.file_name
    return named or _("an earlier project of %(day)s") % {"day": formats.moment(whole.made_at)}


def table(found: Iterable[EarlierProject]) -> Table:
    columns = [Column(_("Earlier project")), Column(_("Project"))]
    columns += [Column(_("Sent"), "short"), Column(_("By"))]
    lines = [
        [
            Cell(name_of(one), url=reverse("exchange:earlier", args=[one.pk])),
            str(one.project),
            formats.moment(one.made_at),
            one.made_by.display_name,
        ]
        for one in found
    ]
    return Table(_("Whole earlier projects"), columns, lines, caption_hidden=True)


@dataclass(frozen=True)
class Part:
    """One sheet on its way; `done` of `total` rows are through what moves now."""

    number: int
    found: Import
    name: str
    holds: str
    step: Step
    tone: str
    counts: list[str]
    # Rows that somebody has still to enter, because whoever asked lost the right meanwhile, or of which
    # something was asked on entering.
    is_left: bool
    done: int
    total: int

    @property
    def is_moving(self) -> bool:
        return self.step in MOVING


def page_of(whole: EarlierProject) -> dict[str, Any]:
    step = Step(whole.step)
    told, asked = _counted(whole), _asked_anew(whole)
    parts = [
        _part(number, one, told[one.pk], is_asked=one.pk in asked)
        for number, one in enumerate(parts_of(whole), 1)
    ]
    is_moving = step == Step.READING or any(one.is_moving for one in parts)
    return {
        "whole": whole,
        "name": name_of(whole),
        "step": step,
        "parts": parts,
        "is_moving": is_moving,
        "current": None if is_moving else _current(parts),
        "waiting": any(one.step not in following.SETTLED for one in parts),
        "refusal": _refusal(whole),
        "history": history.on_a_card([whole.pk], with_reasons=False),
    }


def _counted(whole: EarlierProject) -> Mapping[UUID, dict[str, int]]:
    """By part and standing, how many rows; one query for all parts."""
    below = ImportRow.objects.filter(of__earlier=whole, number__gt=Coalesce(F("of__head"), 0))
    told: dict[UUID, dict[str, int]] = defaultdict(dict)
    for one in below.order_by().values("of", "standing").annotate(count=Count("pk")):
        told[one["of"]][one["standing"]] = one["count"]
    return told


def _asked_anew(whole: EarlierProject) -> set[UUID]:
    asked = following.asked_anew(ImportRow.objects.filter(of__earlier=whole))
    return set(asked.order_by().values_list("of", flat=True))


def _part(number: int, one: Import, counts: Mapping[str, int], *, is_asked: bool) -> Part:
    step, total = Step(one.step), sum(counts.values())
    through = (Standing.DONE, Standing.FAILED)
    done = sum(counts.get(standing, 0) for standing in through)
    if step == Step.CHECKING:
        done = total - counts.get(Standing.NEW, 0)
    return Part(
        number=number,
        found=one,
        name=one.file_name or str(number),
        holds=str(rows.kind_of(one).label),
        step=step,
        tone=TONES.get(step, ""),
        counts=_said(counts),
        is_left=step == Step.APPLIED and (is_asked or queries.waiting(one, counts) > 0),
        done=done,
        total=total,
    )


def _said(counts: Mapping[str, int]) -> list[str]:
    return [
        f"{one.label}: {formats.number(counts[one])}"
        for one in Standing
        if counts.get(one) and one != Standing.NEW
    ]


def _current(parts: Sequence[Part]) -> Part | None:
    """The first that waits for somebody: its columns to be named, its rows to be looked at or entered."""
    asked = [one for one in parts if one.is_left or one.step in (Step.NAMING, Step.READY)]
    return next((one for one in asked if not following.needs_nobody(one.found)), None)


def _refusal(whole: EarlierProject) -> str:
    told = json.loads(whole.refusal or "{}")
    return str(Refused(Reason(told["reason"]), **told["where"])) if told else ""


def place_of(found: Import) -> str:
    """Of which whole a file is a part, in a sentence; empty where it is none."""
    if found.earlier is None:
        return ""
    count = Import.objects.filter(earlier=found.earlier).count()
    said = ngettext(
        "The only part of %(name)s.", "Part %(number)s of %(count)s of %(name)s.", count
    )
    facts = {"number": (found.place or 0) + 1, "count": count, "name": name_of(found.earlier)}
    return said % facts
