"""The public form, one step after another; what is typed in a step is kept even when it is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.forms import Sections, sections_of
from projects.participants import rules
from projects.participants.entries import as_start
from projects.participants.forms.fields import ADDRESS, CONTACT, IDENTITY, CheckedForm
from projects.participants.forms.state import LABOUR, SITUATION
from projects.participants.rule_sets import rule_set
from projects.recruitment.forms.application import ANSWER, COMPLETED, GROUNDS, ApplicationFields
from projects.recruitment.models import Criterion, Recruitment
from projects.recruitment.rules.visits import LONGEST_ANSWER

HONEYPOT = "strona"
# The check of what is missing altogether.
MINIMUM = "V28"


@dataclass(frozen=True)
class Step:
    """One page of the public form."""

    slug: str
    title: Promise
    names: tuple[str, ...]


IDENTITY_STEP = Step("dane", _("Who you are"), IDENTITY[1])
CONTACT_STEP = Step("kontakt", _("How to reach you"), (*CONTACT[1], *ADDRESS[1]))
SITUATION_STEP = Step(
    "sytuacja", _("Your situation"), (*LABOUR[1], *COMPLETED[1], *SITUATION[1], *GROUNDS[1])
)
SENDING_STEP = Step("wyslij", _("Check and send"), ())
# In the visitor's own words; what is not here reads as on the office's form.
WORDING: dict[str, tuple[Promise | None, Promise]] = {
    "pesel": (None, _("Eleven digits, on your identity card.")),
    "no_pesel": (_("I have no PESEL"), _("Then write your date of birth and mark your sex.")),
    "born_on": (None, _("Only if you have no PESEL: the number says it.")),
    "sex": (None, _("Only if you have no PESEL: the number says it.")),
    "phone": (None, _("So that we can call you about the result.")),
    "email": (None, _("If you have one. Without Polish letters.")),
    "other_identifier": (
        _("Number of your passport or another document"),
        _("Only if you have no PESEL."),
    ),
    "gmina": (None, _("Where you live now, also without registration.")),
    "labour_status": (
        _("What is your situation on the labour market?"),
        _(
            "Unemployed: registered at the labour office, or without work and looking for it. "
            "Economically inactive: neither working nor looking for work."
        ),
    ),
    "labour_detail": (
        _("Which of these is true of you?"),
        _("Choose from the list under your situation on the labour market."),
    ),
    "months_out_of_work": (
        _("For how many months have you been without work?"),
        _("Whole months, without a break; leave it empty if you work."),
    ),
    "isced": (_("Which school did you finish last?"), _("The highest level that you completed.")),
    "disability": (
        _("Do you have a disability?"),
        _("You may refuse to answer; that alone excludes nobody."),
    ),
    "at_risk": (
        _("I am at risk of poverty or social exclusion"),
        _(
            "For example: you use the help of a welfare centre, have a disability, are homeless, "
            "or care for somebody. If you are not sure, leave the mark: we will look together."
        ),
    ),
    "premises": (
        _("Which of these grounds of support do you have?"),
        _("Mark everything that fits. We will look at the documents together, later."),
    ),
}


def steps_of(criteria: Sequence[Criterion]) -> list[Step]:
    """The steps of a round; nobody meets an empty one."""
    asked = tuple(ANSWER + each.code for each in criteria if not each.reads)
    questions = [Step("pytania", _("A few questions"), asked)] if asked else []
    return [IDENTITY_STEP, CONTACT_STEP, SITUATION_STEP, *questions, SENDING_STEP]


class StepForm(ApplicationFields, CheckedForm):
    """The fields of one step, or of all where `names` is None: the whole is checked on sending."""

    answers_are_required = True

    def __init__(
        self,
        *args: Any,
        names: Sequence[str] | None,
        recruitment: Recruitment,
        **facts: Any,
    ) -> None:
        super().__init__(*args, recruitment=recruitment, **facts)
        self.project, self.is_whole = recruitment.project, names is None
        for name, (label, help_text) in WORDING.items():
            if name in self.fields:
                self.fields[name].label = label or self.fields[name].label
                self.fields[name].help_text = help_text
        missing = _("Write your PESEL, or mark that you have none.")
        self.fields["pesel"].error_messages["required"] = missing
        if names is not None:
            self.fields = {name: self.fields[name] for name in names if name in self.fields}

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if "pesel" in self.fields and typed.get("no_pesel"):
            for name in ("born_on", "sex"):
                if not typed.get(name):
                    self.add_error(name, _("Without a PESEL we need this."))
        if not self.is_whole:
            self.show_problems(self._problems_here())
        return typed

    def _problems_here(self) -> list[rules.Problem]:
        """What this step alone tells to be wrong; what it leaves open is asked when all is there."""
        found = rules.problems_at_start(
            as_start(self.person_entry(), self.start_entry()),
            project_starts_on=self.project.starts_on,
            project_ends_on=self.project.ends_on,
            gmina_known=True,
            today=self.project.ends_on,
            rule_set=rule_set(self.project.rule_set),
        )
        return [
            problem
            for problem in found
            if problem.severity == "E"
            and problem.check != MINIMUM
            and self.field_of(problem) in self.fields
            and self.field_of(problem) not in self.errors
        ]

    def as_arguments(self) -> dict[str, Any]:
        return {"application": self.application()}

    @property
    def shown(self) -> Sections:
        """What was typed, under its legends, for the page before sending and for the printout."""
        return sections_of(self, self.parts)


class Trap(forms.Form):
    """A field that no person sees, and a program fills in."""

    strona = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    @property
    def is_caught(self) -> bool:
        return bool(self.data.get(HONEYPOT))


class BeginForm(Trap):
    token = forms.CharField(widget=forms.HiddenInput)


class SendForm(Trap):
    """The last page: the candidate's own statements."""

    is_true = forms.BooleanField(
        label=_("What I wrote is true."),
        help_text=_("We will check some of it with documents before you join the project."),
    )
    will_sign = forms.BooleanField(
        label=_("I know that I will sign this application at the office before my first support.")
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code of your application"),
        max_length=40,
        help_text=_("Sixteen letters and digits, like ABCD-EFGH-JKLM-NPQR."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


def kept(draft_text: str | None) -> QueryDict:
    """What a draft holds, as a form sends it."""
    return QueryDict(draft_text or "", mutable=True)


def merged(draft_text: str | None, posted: QueryDict, names: Sequence[str]) -> str:
    """The draft with the fields of one step replaced by what came, cut to a sane length."""
    whole = kept(draft_text)
    for name in names:
        values = [value[:LONGEST_ANSWER] for value in posted.getlist(name)]
        whole.setlist(name, values[:50])
    return whole.urlencode()
