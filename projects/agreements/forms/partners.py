"""Forms of partners: one at a time, or in the rows of the wizard."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken
from core.forms import OperationForm
from projects.agreements.entries import PartnerEntry
from projects.agreements.forms.changes import ByAmendment, reason_field
from projects.agreements.models import DataRole, ProjectPartner
from projects.agreements.operations.partners import (
    decide_numbers,
    decide_partners,
)
from projects.forms import CorrectionForm, Sections, sections_of

NAMES = ("name", "kind", "task", "nip", "krs", "regon", "data_role")
LEADER = 0


def _column(name: str) -> Any:
    return ProjectPartner._meta.get_field(name)


def partner_fields() -> dict[str, forms.Field]:
    """The fields of one partner, by their names in the entry."""
    kinds = [("", "—"), *ProjectPartner.Kind.choices]
    digits = {"inputmode": "numeric", "class": "w-auto", "size": 16, "autocomplete": "off"}
    return {
        "name": forms.CharField(label=capfirst(_column("name").verbose_name), max_length=160),
        "kind": forms.ChoiceField(label=capfirst(_column("kind").verbose_name), choices=kinds),
        "task": forms.CharField(
            label=capfirst(_column("task").verbose_name),
            required=False,
            max_length=1000,
            help_text=_("In a few words, for example: vocational activation."),
        ),
        "nip": forms.CharField(
            label=_("NIP"), required=False, max_length=13, widget=forms.TextInput(attrs=digits)
        ),
        "krs": forms.CharField(
            label=_("KRS"), required=False, max_length=13, widget=forms.TextInput(attrs=digits)
        ),
        "regon": forms.CharField(
            label=_("REGON"), required=False, max_length=20, widget=forms.TextInput(attrs=digits)
        ),
        "data_role": forms.ChoiceField(
            label=capfirst(_column("data_role").verbose_name),
            required=False,
            choices=[("", "—"), *DataRole.choices],
        ),
    }


class PartnerFields(forms.Form):
    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.fields = {**partner_fields(), **self.fields}

    def entry(self, *, is_leader: bool = False) -> PartnerEntry:
        typed = {name: self.cleaned_data[name] for name in NAMES}
        return PartnerEntry(**typed, is_leader=is_leader)


class AddPartnerForm(PartnerFields, ByAmendment, OperationForm):
    def as_arguments(self) -> dict[str, Any]:
        return {"entry": self.entry(), **self.by_amendment}


class CorrectPartnerForm(PartnerFields, ByAmendment, CorrectionForm):
    def __init__(self, *args: Any, partner: ProjectPartner, **facts: Any) -> None:
        current = {name: getattr(partner, name) for name in (*NAMES, "version")}
        super().__init__(*args, current=current, **facts)
        self.partner = partner

    def as_arguments(self) -> dict[str, Any]:
        entry = self.entry(is_leader=self.partner.is_leader)
        return {"entry": entry, "version": self.cleaned_data["version"], **self.by_amendment}


class RemovePartnerForm(ByAmendment, CorrectionForm):
    reason = reason_field(_("For example: withdrew from the partnership. It stays in the history."))

    def as_arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, **self.by_amendment}


class PartnerRowsForm(OperationForm):
    """The leader and any number of partners, each under its own legend; empty rows are nobody."""

    def __init__(self, *args: Any, rows: int, leader: str, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.rows, self.leader = rows, leader
        for row in range(rows + 1):
            for name, field in partner_fields().items():
                if row == LEADER and name == "name":
                    continue
                field.required = row == LEADER and name == "kind"
                self.fields[f"{name}_{row}"] = field

    @property
    def sections(self) -> Sections:
        parts = []
        for row in range(self.rows + 1):
            names = tuple(f"{name}_{row}" for name in NAMES if f"{name}_{row}" in self.fields)
            legend = (
                _("Leader: %(name)s") % {"name": self.leader}
                if row == LEADER
                else _("Partner %(row)s") % {"row": row}
            )
            parts.append((legend, names))
        return sections_of(self, parts)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        for row in range(1, self.rows + 1):
            if typed.get(f"name_{row}") and not typed.get(f"kind_{row}"):
                self.add_error(f"kind_{row}", _("Choose what kind of body the partner is."))
            others = any(typed.get(f"{name}_{row}") for name in NAMES if name != "name")
            if others and not typed.get(f"name_{row}"):
                self.add_error(f"name_{row}", _("Name the partner that these facts are of."))
        self._try_decisions(typed)
        return typed

    def _try_decisions(self, typed: dict[str, Any]) -> None:
        """Refuse here what the operation would refuse later, each at its own row."""
        for row in range(self.rows + 1):
            numbers = {name: typed.get(f"{name}_{row}", "") for name in ("nip", "krs", "regon")}
            try:
                decide_numbers(PartnerEntry(name="", kind="", **numbers))
            except RuleBroken as refusal:
                self.add_error(f"{refusal.field}_{row}", str(refusal))
        if not self.errors:
            try:
                decide_partners(self.entries())
            except RuleBroken as refusal:
                self.add_error(None, str(refusal))

    def entries(self) -> list[PartnerEntry]:
        """Who was typed, the leader first."""
        found = [self._entry(LEADER, self.leader)]
        names = {row: self.cleaned_data[f"name_{row}"] for row in range(1, self.rows + 1)}
        return found + [self._entry(row, name) for row, name in names.items() if name]

    def _entry(self, row: int, name: str) -> PartnerEntry:
        typed = {part: self.cleaned_data[f"{part}_{row}"] for part in NAMES if part != "name"}
        return PartnerEntry(name=name, is_leader=row == LEADER, **typed)
