"""What a person types about a project: the agreement, its days, money and partners."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.forms import OperationForm
from projects.agreements.models import Fund, Project, ProjectPartner, RuleSetCode
from projects.agreements.operations import PartnerEntry
from projects.forms import CorrectionForm, DayField, MoneyField, Sections, sections_of

PARTNER_ROWS = range(1, 4)
SECTIONS: list[tuple[Promise, tuple[str, ...]]] = [
    (
        _("Agreement"),
        ("title", "edition_no", "agreement_number", "fund", "measure", "rule_set"),
    ),
    (_("Period"), ("starts_on", "ends_on")),
    (_("Who carries it out"), ("leader_name", "implementing_unit")),
    (_("Money"), ("total_amount", "eu_amount", "state_amount", "own_amount")),
    (_("What was published"), ("published_note", "source")),
]


def _text(name: str, *, required: bool = False, **facts: Any) -> forms.CharField:
    """A text field with the label and the length of the model's."""
    column = Project._meta.get_field(name)
    facts.setdefault("label", capfirst(column.verbose_name))
    return forms.CharField(required=required, max_length=column.max_length, **facts)


def _amount(name: str, **facts: Any) -> MoneyField:
    return MoneyField(
        label=capfirst(Project._meta.get_field(name).verbose_name),
        required=False,
        min_value=0,
        **facts,
    )


def _notes(label: Any, help_text: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=help_text, required=False, widget=area)


class ProjectFields(forms.Form):
    """The facts of a project, in the order of the grant agreement."""

    title = _text("title", required=True)
    edition_no = forms.IntegerField(
        label=capfirst(_("edition")),
        required=False,
        min_value=1,
        max_value=99,
        help_text=_("When the title repeats: 1, 2 and so on."),
    )
    agreement_number = _text(
        "agreement_number",
        help_text=_("As in the agreement, for example FEPM.05.11-IZ.00-0001/23."),
    )
    fund = forms.ChoiceField(label=capfirst(_("programme")), choices=[("", "—"), *Fund.choices])
    measure = _text("measure", help_text=_("For example 6.1.1."))
    rule_set = forms.ChoiceField(
        label=capfirst(_("rules of the period")),
        choices=[("", "—"), *RuleSetCode.choices],
        help_text=_("They decide about the window for outcomes and about long-term unemployment."),
    )
    starts_on = DayField(label=capfirst(_("starts on")))
    ends_on = DayField(label=capfirst(_("ends on")))
    leader_name = _text("leader_name", required=True)
    implementing_unit = _text(
        "implementing_unit", help_text=_("Where it differs from the leader, for example the OPS.")
    )
    total_amount = _amount(
        "total_amount", help_text=_("European funds + state budget + own contribution, in zlotys.")
    )
    eu_amount = _amount("eu_amount")
    state_amount = _amount("state_amount")
    own_amount = _amount("own_amount")
    published_note = _notes(_("Note"), _("What readers of the figures should know."))
    source = _notes(_("Source"), _("Where the facts above were published."))


class EnterProjectForm(ProjectFields, OperationForm):
    """A new project with up to three partners; the leader is one of them without being typed."""

    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        kinds = [("", "—"), *ProjectPartner.Kind.choices]
        for row in PARTNER_ROWS:
            self.fields[f"partner_{row}"] = forms.CharField(
                label=_("Partner %(row)s") % {"row": row}, required=False, max_length=160
            )
            self.fields[f"kind_{row}"] = forms.ChoiceField(
                label=_("Kind of partner %(row)s") % {"row": row}, required=False, choices=kinds
            )
            self.fields[f"task_{row}"] = forms.CharField(
                label=_("Task of partner %(row)s") % {"row": row}, required=False
            )

    @property
    def sections(self) -> Sections:
        names = [name for row in PARTNER_ROWS for name in _names(row)]
        return sections_of(self, [*SECTIONS, (_("Partners"), tuple(names))])

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        for row in PARTNER_ROWS:
            if typed.get(f"partner_{row}") and not typed.get(f"kind_{row}"):
                self.add_error(f"kind_{row}", _("Choose what kind of body the partner is."))
            if typed.get(f"task_{row}") and not typed.get(f"partner_{row}"):
                self.add_error(f"partner_{row}", _("Name the partner who has this task."))
        return typed

    def as_arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        rows = [[typed[name] for name in _names(row)] for row in PARTNER_ROWS]
        partners = [
            PartnerEntry(name=name, kind=kind, task=task) for name, kind, task in rows if name
        ]
        return {**facts_of(typed), "partners": partners}


class CorrectProjectForm(ProjectFields, CorrectionForm):
    """Corrects what was entered; partners stay as they are."""

    @property
    def sections(self) -> Sections:
        return sections_of(self, SECTIONS)

    def as_arguments(self) -> dict[str, Any]:
        return {**facts_of(self.cleaned_data), "version": self.cleaned_data["version"]}


def facts_of(typed: dict[str, Any]) -> dict[str, Any]:
    """The fields of the model alone."""
    return {name: typed[name] for name in ProjectFields.base_fields}


def current_of(project: Project) -> dict[str, Any]:
    """The project as the form for correcting it begins."""
    return {name: getattr(project, name) for name in (*ProjectFields.base_fields, "version")}


def _names(row: int) -> tuple[str, str, str]:
    return f"partner_{row}", f"kind_{row}", f"task_{row}"
