"""Forms of drafts: from which day a version holds, why, and its rule, branch by branch."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken
from core.forms import OperationForm
from indicators.definitions.vocabulary import RuleSet
from indicators.drafts import refusals
from indicators.drafts.entries import Said
from indicators.drafts.writing import changing, reading, speaking
from indicators.drafts.writing.branches import Branch
from indicators.drafts.writing.complaining import complaint
from indicators.language import fields, tree
from projects.forms import DayField


class StartForm(OperationForm):
    effective_from = DayField(
        label=_("Holds from"),
        help_text=_("Whoever counts on an earlier day is judged by the version before it."),
    )


class ProposeForm(OperationForm):
    """An indicator apart from its rule, which is written on the next page."""

    code = forms.CharField(
        label=_("Code"),
        max_length=36,
        help_text=_("Capital letters, digits and underscores; OWN_ is put before it."),
    )
    name_pl = forms.CharField(label=_("Name in Polish"), max_length=300)
    name_en = forms.CharField(label=_("Name in English"), max_length=300)
    short_name_pl = forms.CharField(label=_("Short name in Polish"), max_length=80)
    short_name_en = forms.CharField(label=_("Short name in English"), max_length=80)
    unit = forms.CharField(label=_("Unit of measure"), max_length=20, initial="osoby")
    counts_on = forms.ChoiceField(
        label=_("Day it counts on"),
        choices=[(name, capfirst(label)) for name, label in fields.COUNTING_DAYS.items()],
        help_text=_("Whoever has no such day yet does not count."),
    )
    rule_set = forms.ChoiceField(
        label=_("Whose participations"),
        required=False,
        choices=[("", _("by the rules of any years")), *RuleSet.choices],
    )
    source = forms.CharField(
        label=capfirst(_("source")),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Which document asks for it, and where."),
    )
    effective_from = DayField(
        label=_("Holds from"), help_text=_("Whoever counts on an earlier day is not counted.")
    )

    def as_arguments(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        return {"effective_from": said.pop("effective_from"), "said": Said(**said)}


class DraftForm(OperationForm):
    """The rule is not among the fields: its controls are read by `writing.reading`."""

    effective_from = DayField(
        label=_("Holds from"),
        help_text=_("Whoever counts on an earlier day is judged by the version before it."),
    )
    note = forms.CharField(
        label=capfirst(_("note")),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What changes and why; it stays with the version."),
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, branch: Branch, focus: str = "", **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.branch, self.focus = branch, focus
        self.is_refused = False

    @classmethod
    def of(cls, sent: QueryDict, *, rule: Any, initial: Mapping[str, Any]) -> Self:
        """The draft as it is kept, or as it was sent to be kept."""
        branch = reading.read(sent) if sent else speaking.from_json(rule)
        return cls(sent or None, branch=branch, initial=initial)

    @classmethod
    def changed(cls, sent: QueryDict) -> Self:
        """What was typed, with the branches changed; nothing of it is complained about yet."""
        what = sent.get("do") or ""
        branch = changing.change(reading.read(sent), what)
        focus = changing.goes_on(branch, what) if what else ""
        typed = {name: sent.get(name, "") for name in ("effective_from", "note", "seen")}
        return cls(branch=branch, focus=focus, initial=typed)

    @property
    def rule(self) -> dict[str, Any] | None:
        """The rule as it stands, written as the language writes it; None where it cannot be read."""
        try:
            return tree.to_json(tree.parse(speaking.to_json(self.branch)))
        except tree.RuleInvalid:
            return None

    def day(self, *, otherwise: date) -> date:
        """The day as it is typed, or the one that is kept where nobody can read it."""
        try:
            typed = self.fields["effective_from"].clean(self["effective_from"].value())
        except forms.ValidationError:
            return otherwise
        return typed or otherwise

    def as_arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "rule": speaking.to_json(self.branch)}

    def show(self, refusal: RuleBroken) -> None:
        if isinstance(refusal, refusals.RuleRefused):
            # Said at its branch as well, where the rule is drawn.
            self.is_refused = True
            self.add_error(None, complaint(self.branch, **refusal.facts).named)
        else:
            super().show(refusal)


class FirstDraftForm(DraftForm):
    """The same of a first version: no other one judges the days before it."""

    effective_from = DayField(
        label=_("Holds from"), help_text=_("Whoever counts on an earlier day is not counted.")
    )
