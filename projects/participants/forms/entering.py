"""Forms that enter a person, enrol one already known, and correct what was entered wrongly."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import RuleBroken
from projects.agreements.models import Project
from projects.forms import CorrectionForm, Sections, sections_of
from projects.participants import rules
from projects.participants.entries import as_start
from projects.participants.forms.fields import (
    ADDRESS,
    CONTACT,
    IDENTITY,
    START,
    CheckedForm,
    PersonFields,
    StartFields,
)
from projects.participants.models import Participation, Person
from projects.participants.operations import KnownPerson
from projects.participants.operations.entering import start_of
from projects.participants.rule_sets import rule_set

REASON = gettext_lazy("Why it is corrected")


def _reason() -> forms.CharField:
    return forms.CharField(
        label=REASON,
        max_length=300,
        help_text=gettext_lazy("For example: a digit mistyped. It stays in the history."),
    )


class EnterForm(PersonFields, StartFields, CheckedForm):
    """A new person with their participation; `known` is set when the PESEL is here already."""

    field_order = [name for _legend, names in (IDENTITY, CONTACT, ADDRESS, START) for name in names]

    def __init__(
        self,
        *args: Any,
        project: Project,
        visible: QuerySet[Participation],
        on: date,
        **facts: Any,
    ) -> None:
        super().__init__(*args, **facts)
        self.project, self.visible, self.on = project, visible, on
        self.known: Participation | None = None

    @property
    def sections(self) -> Sections:
        return sections_of(self, [IDENTITY, CONTACT, ADDRESS, START])

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if self.errors and typed.get("started_on"):
            # Whoever left something out hears of all mistakes at once, not of the next one later.
            self.show_problems(p for p in self._problems() if p.field not in self.errors)
        return typed

    def _problems(self) -> list[rules.Problem]:
        found = rules.problems_at_start(
            as_start(self.person_entry(), self.start_entry()),
            project_starts_on=self.project.starts_on,
            project_ends_on=self.project.ends_on,
            gmina_known=True,
            today=self.on,
            rule_set=rule_set(self.project.rule_set),
        )
        return [problem for problem in found if problem.severity == "E"]

    def as_arguments(self) -> dict[str, Any]:
        return {"person": self.person_entry(), "start": self.start_entry()}

    def show(self, refusal: RuleBroken) -> None:
        if not isinstance(refusal, KnownPerson):
            return super().show(refusal)
        self.known = self.visible.filter(person=refusal.person).order_by("-started_on").first()
        return self.add_error("pesel", str(refusal) if self.known else _HIDDEN_PERSON)


# Says nothing of somebody whom the reader may not see.
_HIDDEN_PERSON = gettext_lazy(
    "A person with this PESEL is in the register, in a project that you do not see. "
    "Ask the coordinator of your unit to enrol them."
)


class EnrolForm(StartFields, CheckedForm):
    """Another project for a person already known: only the state at its start is asked."""

    project = forms.ModelChoiceField(queryset=Project.objects.none(), label=gettext_lazy("Project"))
    field_order = ["project"]

    def __init__(self, *args: Any, projects: QuerySet[Project], **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.fields["project"].queryset = projects

    @property
    def sections(self) -> Sections:
        return sections_of(self, [(_("Project"), ("project",)), START])

    def as_arguments(self) -> dict[str, Any]:
        return {"project": self.cleaned_data["project"], "start": self.start_entry()}


class CorrectPersonForm(PersonFields, CheckedForm, CorrectionForm):
    """Corrects identity and contact. The PESEL is not shown: left empty, it stays as it is."""

    reason = _reason()

    def __init__(self, *args: Any, person: Person, **facts: Any) -> None:
        names = [name for name in PersonFields.base_fields if name not in ("pesel", "no_pesel")]
        current = {name: getattr(person, name) or "" for name in names}
        current |= {"no_pesel": not person.pesel, "version": person.version}
        super().__init__(*args, current=current, **facts)
        self.person = person
        if person.pesel:
            self.fields["pesel"].required = False
            self.fields["pesel"].help_text = _("Leave it empty to keep the number as it is.")

    @property
    def sections(self) -> Sections:
        return sections_of(self, [IDENTITY, CONTACT, ADDRESS, (REASON, ("reason",))])

    def clean_pesel(self) -> str:
        kept = "" if self.data.get(self.add_prefix("no_pesel")) else self.person.pesel or ""
        return super().clean_pesel() or kept

    def as_arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "entry": self.person_entry(),
            "version": typed["version"],
            "reason": typed["reason"],
        }

    def show(self, refusal: RuleBroken) -> None:
        if isinstance(refusal, KnownPerson):
            self.add_error("pesel", _("Another person in the register has this PESEL."))
        else:
            super().show(refusal)


class CorrectStartForm(StartFields, CheckedForm, CorrectionForm):
    """Corrects the frozen state: only what was written down wrongly, and only with a reason."""

    reason = _reason()

    def __init__(self, *args: Any, participation: Participation, **facts: Any) -> None:
        current = vars(start_of(participation)) | {"version": participation.version}
        super().__init__(*args, current=current, **facts)
        # Whoever is only accepted has no first support yet.
        self.fields["started_on"].required = participation.started_on is not None

    @property
    def sections(self) -> Sections:
        return sections_of(self, [START, (REASON, ("reason",))])

    def as_arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "start": self.start_entry(),
            "version": typed["version"],
            "reason": typed["reason"],
        }
