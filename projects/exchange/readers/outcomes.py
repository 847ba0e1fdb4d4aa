"""Exits and outcomes from a file: whom, the day of leaving and the situation, an outcome and its evidence."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.errors import RuleBroken
from core.permissions import Actor
from projects.agreements.models import Project
from projects.exchange.kinds import Applied, Reader, Verdict
from projects.exchange.readers import whom
from projects.exchange.readers.form_reader import FormReader, optional
from projects.exchange.readers.reading_rows import ManyRows
from projects.exchange.readers.whom import Whom, WhomFields
from projects.exchange.vocabulary import Standing
from projects.participants import operations
from projects.participants.columns import leave_of, outcomes_as_text, outcomes_from_text
from projects.participants.entries import LeaveEntry, OutcomeEntry
from projects.participants.forms import LeaveForm, OutcomeForm
from projects.participants.forms.fields import NOT_CHOSEN
from projects.participants.models import Participation
from projects.participants.operations.entering import Refused
from projects.participants.operations.leaving import StillTakesPart, SupportNotBegun, check_leave
from projects.participants.rule_sets import rule_set
from projects.participants.rules import Problem
from projects.participants.sentences import sentence
from projects.participants.wordings import choices
from ui import formats
from ui.parts import Link

EXIT = ("ended_on", "completed_path", "exit_situation")
OUTCOME = ("kind", "observed_on", "evidence", "note")
NEEDED = OUTCOME[:3]
OF_EXIT = "exit"


@dataclass(frozen=True, kw_only=True)
class Row:
    """`exit` holds no outcomes; one of both is told, or both."""

    whom: Whom
    exit: LeaveEntry | None
    outcome: OutcomeEntry | None


class RowForm(ManyRows, WhomFields, forms.Form):
    """The fields of an exit and of an outcome, as their pages ask them."""

    def __init__(self, *args: Any, project: Project, **facts: Any) -> None:
        super().__init__(*args, **facts)
        for of, names in ((LeaveForm, EXIT), (OutcomeForm, OUTCOME)):
            self.fields |= {name: optional(of.base_fields[name]) for name in names}
        situations = rule_set(project.rule_set).scope.fields["exit_situation"]
        field: Any = self.fields["exit_situation"]
        field.choices = [*NOT_CHOSEN, *choices(situations.values)]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        parts = {
            EXIT: _("An exit needs its day, the path and the situation."),
            NEEDED: _("An outcome needs its kind, its day and what proves it."),
        }
        begun = {names: any(self.data.get(name) for name in names) for names in parts}
        begun[NEEDED] |= bool(self.data.get("note"))
        for names, text in parts.items():
            for name in names:
                is_missing = name not in self.errors and told.get(name) in (None, "")
                if begun[names] and is_missing:
                    self.add_error(name, text)
        if not any(begun.values()):
            self.add_error("ended_on", _("Tell the exit, or an outcome, or both."))
        return told

    def entry(self) -> Row:
        told = self.cleaned_data
        left = {name: told[name] for name in EXIT}
        came = {name: told[name] for name in OUTCOME}
        return Row(
            whom=self.whom(),
            exit=LeaveEntry(**left) if told["ended_on"] else None,
            outcome=OutcomeEntry(**came) if told["kind"] else None,
        )


class OtherwiseMeanwhile(RuleBroken):
    message = gettext_lazy(
        "Meanwhile another exit or outcome is recorded here, perhaps by another row of the file. "
        "Compare both."
    )


class OutcomesReader(FormReader):
    """Reads exits and outcomes of participants of one project."""

    key_field = "ended_on"
    dated: Sequence[str] = ("ended_on", "observed_on")
    telling: Sequence[str] = ("ended_on", "exit_situation", "kind", "observed_on")

    def __init__(self, project: Project, *, on: date, by: Actor) -> None:
        self.project, self.on, self.by = project, on, by
        super().__init__(lambda: RowForm(project=project))

    def key(self, row: Row) -> bytes:
        return whom.key_of(row.whom)

    def says(self, row: Row) -> Sequence[tuple[str, Any]]:
        """The exit, of which somebody has one whatever came of it, and the outcome of its kind."""
        told: list[tuple[str, Any]] = [(OF_EXIT, row.exit)] if row.exit else []
        return [*told, (row.outcome.kind, row.outcome)] if row.outcome else told

    def compare(self, rows: Sequence[tuple[Row, bytes]]) -> list[Verdict]:
        people = whom.found(self.project, [row.whom for row, _key in rows], by=self.by)
        prefetch_related_objects(
            [one for one in people if isinstance(one, Participation)], "outcomes"
        )
        return [
            _verdict(row, one, on=self.on) if isinstance(one, Participation) else one
            for (row, _key), one in zip(rows, people, strict=True)
        ]

    def beside(self, entries: Sequence[tuple[Row, UUID]]) -> list[Mapping[str, str]]:
        """The exit, and the outcome of the kind that the row tells."""
        people = Participation.objects.filter(pk__in={target for _row, target in entries})
        left = {
            one.pk: leave_of(one) for one in people.prefetch_related("outcomes") if one.ended_on
        }
        return [self._beside(row, left[pk]) if pk in left else {} for row, pk in entries]

    def _beside(self, row: Row, here: LeaveEntry) -> Mapping[str, str]:
        held = {name: vars(here)[name] for name in EXIT}
        kind = row.outcome.kind if row.outcome else ""
        for one in here.outcomes:
            if one.kind == kind:
                held |= {name: vars(one)[name] for name in OUTCOME}
        return {name: self.in_words(name, value) for name, value in held.items()}

    def apply(self, rows: Sequence[tuple[Row, Verdict]], *, on: date, by: Actor) -> list[Applied]:
        """One by one: a row may stand on the exit that the row before it recorded."""
        return [_carried_out(row, verdict, on=on, by=by) for row, verdict in rows]

    def undo(
        self, applied: Sequence[Applied], *, since: datetime, on: date, by: Actor
    ) -> list[object]:
        return [
            said
            for one in applied
            for said in whom.at_once([one], lambda some: [_put_back(some[0], on=on, by=by)])
        ]


def _verdict(row: Row, person: Participation, *, on: date) -> Verdict:
    here = leave_of(person) if person.ended_on else None
    wanted = _wanted(row, here)
    if person.started_on is None:
        return whom.refused(ended_on=SupportNotBegun())
    if wanted is None:
        return whom.refused(ended_on=StillTakesPart())
    facts: dict[str, Any] = {"target": person.pk, "whose": person.pk}
    facts["key"] = whom.key(person.pk)
    if here is not None and _same(wanted, here):
        return Verdict(standing=Standing.SAME, **facts)
    return _why_not(person, wanted, on=on) or _new(wanted, here, facts)


def _why_not(person: Participation, wanted: LeaveEntry, *, on: date) -> Verdict | None:
    try:
        check_leave(person, wanted, on=on)
    except Refused as refusal:
        return _refused(refusal.problems)
    except RuleBroken as refusal:
        return whom.refused_by(refusal, "ended_on")
    return None


def _new(wanted: LeaveEntry, here: LeaveEntry | None, facts: Mapping[str, Any]) -> Verdict:
    differs = _differing(wanted, here) if here else []
    if not differs:
        return Verdict(standing=Standing.ADD, **facts)
    return Verdict(standing=Standing.CHANGE, differs=differs, seen=_print(here), **facts)


def _wanted(row: Row, here: LeaveEntry | None) -> LeaveEntry | None:
    """The exit and its outcomes as they would be; what the row does not tell stays as it is here."""
    left = row.exit or here
    if left is None:
        return None
    outcomes = {one.kind: one for one in here.outcomes} if here else {}
    if row.outcome:
        held = outcomes.get(row.outcome.kind)
        note = row.outcome.note or (held.note if held else "")
        outcomes[row.outcome.kind] = replace(row.outcome, note=note)
    return replace(left, outcomes=tuple(sorted(outcomes.values(), key=_order)))


def _order(outcome: OutcomeEntry) -> tuple[date, str]:
    return outcome.observed_on, outcome.kind


def _same(one: LeaveEntry, other: LeaveEntry) -> bool:
    return _sorted(one) == _sorted(other)


def _sorted(entry: LeaveEntry) -> LeaveEntry:
    return replace(entry, outcomes=tuple(sorted(entry.outcomes, key=_order)))


def _differing(wanted: LeaveEntry, here: LeaveEntry) -> list[str]:
    """What is recorded otherwise; an outcome of a new kind contradicts nothing."""
    differs = [name for name in EXIT if vars(wanted)[name] != vars(here)[name]]
    held = {one.kind: one for one in here.outcomes}
    for one in wanted.outcomes:
        was = held.get(one.kind, one)
        differs += [name for name in OUTCOME if vars(one)[name] != vars(was)[name]]
    return sorted(differs)


def _refused(problems: Sequence[Problem]) -> Verdict:
    mistakes: dict[str, list[str]] = {}
    for problem in problems:
        mistakes.setdefault(_field_of(problem), []).append(sentence(problem))
    return Verdict(standing=Standing.BAD, mistakes=mistakes)


def _field_of(problem: Problem) -> str:
    if problem.field in EXIT:
        return problem.field
    return "kind" if problem.check == "V14" else "observed_on"


def _carried_out(row: Row, verdict: Verdict, *, on: date, by: Actor) -> Applied:
    assert verdict.target is not None  # noqa: S101  whoever was found has one
    found = Participation.objects.select_related("person", "project").get(pk=verdict.target)
    here = leave_of(found) if found.ended_on else None
    now = _verdict(row, found, on=on)
    if now.standing not in (Standing.SAME, verdict.standing) or now.seen != verdict.seen:
        raise OtherwiseMeanwhile
    if now.standing != Standing.SAME:
        wanted = _wanted(row, here)
        assert wanted is not None  # noqa: S101  who has no exit was refused
        _record(found, wanted, row, here, on=on, by=by)
    left = leave_of(Participation.objects.get(pk=found.pk))
    before = json.dumps({"was": _written(here), "left": _written(left)}, ensure_ascii=False)
    return Applied(target=found.pk, before=before, after=_print(left))


def _record(
    found: Participation,
    wanted: LeaveEntry,
    row: Row,
    here: LeaveEntry | None,
    *,
    on: date,
    by: Actor,
) -> None:
    """By the operation of the page that records it: of the exit, or of one outcome alone."""
    if here is None or replace(wanted, outcomes=()) != replace(here, outcomes=()):
        operations.leave(participation=found, entry=wanted, version=found.version, on=on, by=by)
        return
    (outcome,) = [one for one in wanted.outcomes if row.outcome and one.kind == row.outcome.kind]
    is_there = any(one.kind == outcome.kind for one in here.outcomes)
    version = found.version if is_there else None
    operations.record_outcome(participation=found, outcome=outcome, version=version, on=on, by=by)


def _put_back(one: Applied, *, on: date, by: Actor) -> object:
    kept = json.loads(one.before)
    if kept["was"] == kept["left"]:
        return None
    left = _read_back(kept["left"])
    assert left is not None  # noqa: S101  a row leaves an exit
    found = Participation.objects.get(pk=one.target)
    operations.put_back_leave(
        participation=found, was=_read_back(kept["was"]), left=left, on=on, by=by
    )
    return None


def _written(entry: LeaveEntry | None) -> Mapping[str, Any] | None:
    if entry is None:
        return None
    plain = {**vars(entry), "ended_on": entry.ended_on.isoformat()}
    return {**plain, "outcomes": outcomes_as_text(entry.outcomes)}


def _read_back(kept: Mapping[str, Any] | None) -> LeaveEntry | None:
    if kept is None:
        return None
    ended_on = date.fromisoformat(kept["ended_on"])
    outcomes = tuple(outcomes_from_text(kept["outcomes"]))
    return LeaveEntry(**{**kept, "ended_on": ended_on, "outcomes": outcomes})


def _print(entry: LeaveEntry | None) -> bytes:
    return hashlib.sha256(repr(_written(entry)).encode()).digest()


class Outcomes:
    """The kind "outcomes"."""

    code = "outcomes"
    is_apart = False
    label = gettext_lazy("exits and outcomes")

    def adds(self, count: int) -> str:
        said = ngettext(
            "One exit or outcome is added.", "%(n)s exits and outcomes are added.", count
        )
        return said % {"n": formats.number(count)}

    def place(self, project: Project) -> Link:
        address = reverse("participants:list", query={"projekt": project.pk})
        return Link(_("Participants of this project"), address)

    def reader(self, project: Project, *, on: date, by: Actor) -> Reader:
        return OutcomesReader(project, on=on, by=by)
