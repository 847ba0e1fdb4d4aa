"""Forms of the reports of projects."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from dashboards.reports.models import Kind
from projects.agreements.models import Project
from projects.forms import DayField, OnceForm

KINDS = [(kind.value, kind.label) for kind in (Kind.PROJECT, Kind.EFFECTS)]


class OrderForm(OnceForm):
    """Which project, which kind and as of when; sent twice, it orders one report."""

    project = forms.ModelChoiceField(
        label=_("Project"), queryset=Project.objects.none(), empty_label=None
    )
    kind = forms.TypedChoiceField(
        label=capfirst(_("kind")), choices=KINDS, coerce=Kind, widget=forms.RadioSelect
    )
    as_of = DayField(
        label=capfirst(_("as of")),
        help_text=_(
            "The last day of a closed settlement period gives its frozen report, always the same. "
            "Any other day is counted from what is entered at that moment."
        ),
    )

    def __init__(self, *args: Any, projects: Iterable[Project], **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.fields["project"].queryset = projects
