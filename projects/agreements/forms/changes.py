"""Forms that change a project: mending what was mistyped, and amending the agreement."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from projects.agreements.forms.fields import (
    AGREEMENT,
    CARRIED_OUT_BY,
    CLAIMS,
    DATES,
    MONEY,
    OWN,
    PERIOD,
    PUBLISHED,
    AgreementFields,
    CalendarFields,
    MoneyFields,
    PublishedFields,
    facts_of,
    names_of,
    whole_number,
)
from projects.agreements.models import Amendment, Project
from projects.forms import CorrectionForm, DayField, Sections, sections_of
from ui import formats

AMENDED = (AgreementFields, MoneyFields, CalendarFields)
CORRECTED = (*AMENDED, PublishedFields)
HIGHEST_AMENDMENT = 99


def reason_field(help_text: Any) -> forms.CharField:
    return forms.CharField(label=capfirst(_("reason")), max_length=300, help_text=help_text)


class CorrectProjectForm(
    AgreementFields, MoneyFields, CalendarFields, PublishedFields, CorrectionForm
):
    """Mends what was entered wrongly; partners stay as they are."""

    @property
    def sections(self) -> Sections:
        parts = [AGREEMENT, PERIOD, CARRIED_OUT_BY, MONEY, OWN, CLAIMS, DATES, PUBLISHED]
        return sections_of(self, parts)

    def as_arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {**facts_of(typed, *CORRECTED), "version": typed["version"]}


class ByAmendment(forms.Form):
    """By which of the amendments that hold something changes; asked only where there is one."""

    amendment = forms.ChoiceField(
        label=_("By which amendment"),
        required=False,
        widget=forms.Select(attrs={"class": "w-auto"}),
        help_text=_("None, where no amendment was needed or a mistake is mended."),
    )

    def __init__(self, *args: Any, amendments: Iterable[Amendment], **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.amendments = {str(each.pk): each for each in amendments}
        if self.amendments:
            named = [(key, _amendment_named(each)) for key, each in self.amendments.items()]
            self.fields["amendment"].choices = [("", _("no amendment")), *named]
        else:
            del self.fields["amendment"]

    @property
    def by_amendment(self) -> dict[str, Amendment | None]:
        return {"amendment": self.amendments.get(self.cleaned_data.get("amendment", ""))}


def _amendment_named(amendment: Amendment) -> str:
    words = {"number": amendment.number, "day": formats.day(amendment.signed_on)}
    return str(_("no. %(number)s of %(day)s") % words)


class AmendProjectForm(AgreementFields, MoneyFields, CalendarFields, CorrectionForm):
    """What an amendment changes; every field begins with what holds now."""

    number = whole_number(
        _("Number of the amendment"), lowest=1, highest=HIGHEST_AMENDMENT, required=True
    )
    signed_on = DayField(label=capfirst(_("signed on")))
    reason = reason_field(_("Why the agreement changes, as the amendment has it."))
    changes_more = forms.BooleanField(
        label=_("It also changes tasks, partners, targets or who the project is for"),
        required=False,
        help_text=_("Change those next, and choose this amendment there."),
    )

    @property
    def sections(self) -> Sections:
        amendment = (_("Amendment"), ("number", "signed_on", "reason", "changes_more"))
        parts = [amendment, PERIOD, MONEY, OWN, AGREEMENT, CARRIED_OUT_BY, CLAIMS, DATES]
        return sections_of(self, parts)

    def as_arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        names = ("number", "signed_on", "reason", "changes_more", "version")
        own = {name: typed[name] for name in names}
        return {**facts_of(typed, *AMENDED), **own}


class WithdrawForm(CorrectionForm):
    """Why an amendment is taken back."""

    reason = reason_field(
        _("For example: entered under the wrong project. It stays in the history.")
    )


def current_of(project: Project) -> dict[str, Any]:
    """The project as the forms for changing it begin."""
    return {name: getattr(project, name) for name in (*names_of(*CORRECTED), "version")}
