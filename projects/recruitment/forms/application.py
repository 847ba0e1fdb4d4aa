"""A whole application in the order of the paper form: person, situation, answers to criteria."""

from collections.abc import Iterable
from datetime import datetime, time
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.days import WARSAW
from projects.forms import CorrectionForm, DayField, OnceForm, Sections, sections_of
from projects.participants.forms.fields import (
    ADDRESS,
    CONTACT,
    IDENTITY,
    CheckedForm,
    Part,
    PersonFields,
)
from projects.participants.forms.state import (
    EDUCATION,
    LABOUR,
    SITUATION,
    StateFields,
    present,
    shown_state,
)
from projects.participants.premise_kinds import catalogue
from projects.participants.rule_sets import rule_set
from projects.participants.wordings import said
from projects.recruitment import queries
from projects.recruitment.entries import Application, Situation, answers_from_text
from projects.recruitment.forms.fields import answer_field, question
from projects.recruitment.models import Candidate, Criterion, Recruitment
from projects.recruitment.target_group import target_group_of
from projects.recruitment.vocabulary import Source

ANSWER = "k_"
# What a candidate is asked; the office's own facts are added when somebody is a participant.
COMPLETED: Part = (EDUCATION[0], ("isced",))
GROUNDS: Part = (gettext_lazy("Grounds of support"), ("premises",))
ASKED = (IDENTITY, CONTACT, ADDRESS, LABOUR, COMPLETED, SITUATION, GROUNDS)
ANSWERS = gettext_lazy("Answers to the criteria")


class SituationFields(StateFields):
    """The state as the project's period asks for it, as far as a candidate can know it."""

    def __init__(self, *args: Any, recruitment: Recruitment, **facts: Any) -> None:
        project = recruitment.project
        demands = target_group_of(project).demands
        super().__init__(
            *args,
            scope=rule_set(project.rule_set).scope,
            reintegration_unit=demands.reintegration_unit,
            **facts,
        )
        self.fields["premises"] = forms.MultipleChoiceField(
            label=_("Which of these is true of the person?"),
            choices=[
                (each.code, said(each.wording))
                for each in catalogue().known_on(recruitment.opens_on)
            ],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Mark everything that fits; the evidence is seen later."),
        )
        asked = {name for _legend, names in ASKED for name in names}
        for name in {*StateFields.base_fields, *self.scope.fields} - asked:
            self.fields.pop(name, None)

    def start_entry(self) -> Situation:
        premises = tuple(self.cleaned_data.get("premises", ()))
        return Situation(**vars(super().start_entry()), premises=premises)


class ApplicationFields(PersonFields, SituationFields):
    """Identity, contact, situation, and a field for each criterion that nothing else answers."""

    answers_are_required = False

    def __init__(self, *args: Any, criteria: Iterable[Criterion], **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.asked = [criterion for criterion in criteria if not criterion.reads]
        for criterion in self.asked:
            self.fields[ANSWER + criterion.code] = answer_field(
                criterion,
                label=question(criterion),
                help_text=criterion.explanation,
                required=self.answers_are_required,
            )

    @property
    def parts(self) -> list[Part]:
        """The names of the fields under their legends, in the order of the paper form."""
        answers = (ANSWERS, tuple(ANSWER + criterion.code for criterion in self.asked))
        return present(self, [*ASKED, answers])

    def application(self) -> Application:
        answers = {
            criterion.code: self.cleaned_data.get(ANSWER + criterion.code, "")
            for criterion in self.asked
        }
        return Application(
            person=self.person_entry(),
            state=self.start_entry(),
            answers={code: value for code, value in answers.items() if value},
        )


class CandidateForm(ApplicationFields, CheckedForm, OnceForm):
    """An application that came on paper or by telephone, with the moment it came."""

    source = forms.ChoiceField(
        label=gettext_lazy("How it came"),
        choices=[(Source.PAPER, Source.PAPER.label), (Source.PHONE, Source.PHONE.label)],
        widget=forms.RadioSelect,
        initial=Source.PAPER,
    )
    applied_on = DayField(label=gettext_lazy("Day it came"))
    applied_time = forms.TimeField(
        label=gettext_lazy("Hour it came"),
        input_formats=["%H:%M", "%H.%M", "%H"],
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "w-auto", "size": 6}),
        help_text=gettext_lazy("Like 9:30. At equal points, whoever applied first stands higher."),
        error_messages={"invalid": gettext_lazy("Write the hour like 9:30.")},
    )

    @property
    def sections(self) -> Sections:
        first = (_("The application"), ("source", "applied_on", "applied_time"))
        return sections_of(self, [first, *self.parts])

    def as_arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "application": self.application(),
            "source": typed["source"],
            "applied_at": moment_of(typed["applied_on"], typed["applied_time"]),
        }


class CorrectCandidateForm(ApplicationFields, CheckedForm, CorrectionForm):
    """Corrects an application. The PESEL is not shown: left empty, it stays as it is."""

    def __init__(self, *args: Any, candidate: Candidate, **facts: Any) -> None:
        super().__init__(
            *args,
            current=partial(current_of, candidate),
            recruitment=candidate.recruitment,
            **facts,
        )
        self.candidate = candidate
        if candidate.pesel:
            self.fields["pesel"].required = False
            self.fields["pesel"].help_text = _("Leave it empty to keep the number as it is.")

    @property
    def sections(self) -> Sections:
        return sections_of(self, self.parts)

    def clean_pesel(self) -> str:
        kept = "" if self.data.get(self.add_prefix("no_pesel")) else self.candidate.pesel or ""
        return super().clean_pesel() or kept

    def as_arguments(self) -> dict[str, Any]:
        return {"application": self.application(), "version": self.cleaned_data["version"]}


def current_of(candidate: Candidate) -> dict[str, Any]:
    """An application as the form for correcting it begins; the number is never shown."""
    person = {n: v for n, v in vars(queries.person_of(candidate)).items() if n != "pesel"}
    scope = rule_set(candidate.recruitment.project.rule_set).scope
    answers = answers_from_text(candidate.answers)
    return {
        **shown_state(queries.state_of(candidate), scope),
        **person,
        **{ANSWER + code: value for code, value in answers.items()},
        "no_pesel": not candidate.pesel,
        "version": candidate.version,
    }


def moment_of(day: Any, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=WARSAW)
