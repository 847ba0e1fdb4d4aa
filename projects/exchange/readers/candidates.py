"""Candidates of a round from a file: read as the form of the office reads them, entered in bulk."""

import copy
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.days import warsaw_day
from core.errors import RuleBroken
from core.permissions import Actor
from projects.agreements.models import Project
from projects.exchange.kinds import Applied, Kind, Reader, Target, Verdict
from projects.exchange.models import Import
from projects.exchange.readers import changing_candidates
from projects.exchange.readers.changing_candidates import Row
from projects.exchange.readers.form_reader import FormReader, Words
from projects.exchange.readers.person_rows import PersonRows, also_said, asked_of_list, key_of
from projects.exchange.readers.reading_rows import Cells
from projects.exchange.readers.titles import ALSO
from projects.participants import rules
from projects.participants.entries import as_start, errors
from projects.participants.forms.fields import CheckedForm
from projects.participants.rule_sets import rule_set
from projects.participants.scopes import Scope
from projects.recruitment import queries
from projects.recruitment.entries import FiledApplication
from projects.recruitment.forms.application import (
    ANSWER,
    ApplicationFields,
    CandidateForm,
    current_of,
    moment_of,
)
from projects.recruitment.models import Criterion, Recruitment
from projects.recruitment.operations.applying import refuse_future
from projects.recruitment.rules.scoring import NO, YES
from projects.recruitment.vocabulary import Kind as Asked
from ui import formats
from ui.parts import Link

WHEN = ("source", "applied_on", "applied_time")
# Day and hour in one cell, as forms on the web export them.
MOMENT = "applied_at"
DAY_AND_HOUR = re.compile(r"(\S+)[T\s]+(\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)(?:\.\d+)?")
IN_BRIEF: Words = (
    *((YES, word) for word in ("tak", "t", "x", "1")),
    *((NO, word) for word in ("nie", "n", "0", "-")),
)


class RowForm(PersonRows, ApplicationFields, CheckedForm):
    """The form of an application that came on paper or by telephone."""

    def __init__(
        self,
        *args: Any,
        recruitment: Recruitment,
        criteria: Sequence[Criterion],
        at: datetime,
        **facts: Any,
    ) -> None:
        super().__init__(*args, recruitment=recruitment, criteria=criteria, **facts)
        self.project, self.at = recruitment.project, at
        for name in WHEN:
            self.fields[name] = copy.deepcopy(CandidateForm.base_fields[name])

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        self.show_problems(problem for problem in self._problems() if not self.is_echo(problem))
        if told.get("applied_on") and told.get("applied_time"):
            try:
                refuse_future(self._came_at(), at=self.at)
            except RuleBroken as refusal:
                self.add_error("applied_on", str(refusal))
        return told

    def _problems(self) -> list[rules.Problem]:
        found = rules.problems_at_start(
            as_start(self.person_entry(), self.start_entry()),
            project_starts_on=self.project.starts_on,
            project_ends_on=self.project.ends_on,
            gmina_known=True,
            today=warsaw_day(self.at),
            rule_set=rule_set(self.project.rule_set),
        )
        return errors(found)

    def _came_at(self) -> datetime:
        told = self.cleaned_data
        return moment_of(told["applied_on"], told["applied_time"])

    def entry(self) -> FiledApplication:
        return FiledApplication(
            application=self.application(),
            source=self.cleaned_data["source"],
            applied_at=self._came_at(),
        )


class CandidatesReader(FormReader):
    """Reads applications for one round; whatever a file says is judged as of the moment it was sent."""

    key_field = "pesel"
    telling: Sequence[str] = ("pesel", "born_on", "applied_on", "applied_time", "gmina", "source")

    def __init__(self, recruitment: Recruitment, *, at: datetime) -> None:
        self.recruitment, self.at = recruitment, at
        criteria = [each for each in queries.criteria_in_force(recruitment) if not each.reads]
        facts: dict[str, Any] = {"recruitment": recruitment, "criteria": criteria, "at": at}
        plain = {
            ANSWER + each.code for each in criteria if each.kind in (Asked.YES_NO, Asked.PRIORITY)
        }
        super().__init__(
            lambda: RowForm(**facts),
            also=lambda name: IN_BRIEF if name in plain else also_said(name, self.form.gminy),
        )
        names = {ANSWER + each.code: each.name for each in criteria}
        moment = Target(name=MOMENT, label=_("Day and hour it came"), also=ALSO[MOMENT])
        scope = self.form.scope
        self.targets = [moment, *(_asked(target, names, scope) for target in self.targets)]

    def is_everywhere(self, name: str) -> bool:
        """Criteria of another round may be called alike and ask something else."""
        return not name.startswith(ANSWER)

    def asked(self, cells: Cells) -> Cells:
        return super().asked(dict(_day_and_hour(cells)))

    def entry(self, told: frozenset[str]) -> Row:
        return Row(self.form.entry(), told)

    def key(self, row: Row) -> bytes:
        return key_of(row.entry.application.person)

    def compare(self, rows: Sequence[tuple[Row, bytes]]) -> list[Verdict]:
        return changing_candidates.compare(self.recruitment, rows)

    def shown(self, targets: Collection[UUID]) -> Mapping[UUID, Mapping[str, str]]:
        """How and when an application came stays, and is not compared."""
        here = self.recruitment.candidates.filter(pk__in=targets).select_related(
            "recruitment__project"
        )
        return {
            one.pk: {name: self.in_words(name, value) for name, value in current_of(one).items()}
            for one in here
        }

    def apply(self, rows: Sequence[tuple[Row, Verdict]], *, on: date, by: Actor) -> list[Applied]:
        return changing_candidates.apply(self.recruitment, rows, at=self.at, by=by)

    def undo(
        self, applied: Sequence[Applied], *, since: datetime, on: date, by: Actor
    ) -> list[object]:
        return changing_candidates.undo(self.recruitment, applied, at=self.at, by=by)


def _asked(target: Target, names: dict[str, str], scope: Scope) -> Target:
    """As the form asks it; a question is known by the name of its criterion too."""
    also = (*target.also, *filter(None, [names.get(target.name)]))
    return replace(asked_of_list(target, scope), also=also)


def _day_and_hour(cells: Cells) -> Iterator[tuple[str, tuple[str, str]]]:
    """Taken apart; where there is no hour, it is asked for. What is told by itself goes before."""
    if MOMENT in cells:
        text, kind = cells[MOMENT]
        found = DAY_AND_HOUR.fullmatch(text)
        day, hour = found.groups() if found else (text, "")
        yield "applied_on", (day, "t" if found else kind)
        if hour:
            yield "applied_time", (hour, "t")
    yield from ((name, cell) for name, cell in cells.items() if name != MOMENT)


@dataclass(frozen=True)
class Candidates:
    """The kind "candidates"; in a file those of one round, as of the moment when it was sent."""

    recruitment: Recruitment | None = None
    at: datetime | None = None

    code = "candidates"
    is_apart = False

    @property
    def label(self) -> str:
        if self.recruitment is None:
            return _("candidates")
        return _("candidates of the round “%(name)s”") % {"name": self.recruitment}

    def rounds(self, project: Project) -> list[tuple[UUID, Kind]]:
        now, every = timezone.now(), Recruitment.objects.filter(project=project)
        return [(each.pk, Candidates(each, now)) for each in every.select_related("project")]

    def of(self, found: Import) -> Kind:
        return Candidates(found.recruitment, found.made_at)

    def adds(self, count: int) -> str:
        said = ngettext("One candidate is added.", "%(n)s candidates are added.", count)
        return said % {"n": formats.number(count)}

    def place(self, project: Project) -> Link:
        assert self.recruitment is not None  # noqa: S101  a file tells of one round
        address = reverse("recruitment:candidates", query={"nabor": self.recruitment.pk})
        return Link(_("Candidates of this round"), address)

    def reader(self, project: Project, *, on: date, by: Actor) -> Reader:
        assert self.recruitment is not None  # noqa: S101  a file tells of one round
        assert self.at is not None  # noqa: S101
        return CandidatesReader(self.recruitment, at=self.at)
