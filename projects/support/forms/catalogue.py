"""Forms of the catalogue: a service, and a catalogue taken over from elsewhere."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.forms import OperationForm
from projects.agreements.models import Project, ProjectPartner
from projects.forms import CorrectionForm, Sections, sections_of
from projects.participants.reported import ReportingForm
from projects.support import reference
from projects.support.entries import ServiceEntry
from projects.support.forms.fields import NOT_CHOSEN, QuantityField
from projects.support.models import Service
from projects.support.queries.catalogue import participations_with
from projects.support.vocabulary import Area, Kind, Unit

SECTIONS: list[tuple[Any, tuple[str, ...]]] = [
    (_("What the service is"), ("name", "area", "kind", "ends_with_certificate")),
    (_("How much and by whom"), ("unit", "planned_quantity", "provider")),
    (_("How it is reported"), ("national_code", "counts_as_first_support")),
]


class ServiceFields(forms.Form):
    """One line of the catalogue, in the order of the application for funds."""

    name = forms.CharField(label=capfirst(_("name")), max_length=160)
    area = forms.ChoiceField(
        label=_("Area of the basket"), choices=Area.choices, widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(label=capfirst(_("kind")), choices=[*NOT_CHOSEN, *Kind.choices])
    ends_with_certificate = forms.BooleanField(label=_("Ends with a certificate"), required=False)
    unit = forms.ChoiceField(label=_("Counted in"), choices=[*NOT_CHOSEN, *Unit.choices])
    planned_quantity = QuantityField(
        label=_("Planned in the project"),
        required=False,
        help_text=_("In this unit, for everybody together."),
    )
    provider = forms.ModelChoiceField(
        queryset=ProjectPartner.objects.none(),
        label=capfirst(_("given by")),
        required=False,
        empty_label=_("the leader"),
    )
    national_code = forms.ChoiceField(
        label=_("Kind of support in SM EFS"),
        required=False,
        help_text=_("As the national list words it; accompanying support has no value there."),
    )
    counts_as_first_support = forms.BooleanField(
        label=_("Its first day can begin the participation"),
        required=False,
        initial=True,
        help_text=_("Not for meals, travel and other support that only accompanies."),
    )

    def __init__(self, *args: Any, project: Project, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.fields["provider"].queryset = project.partners.filter(is_leader=False)
        values = reference.national_values(project.rule_set)
        named = [(code, str(value)) for code, value in values.items()]
        self.fields["national_code"].choices = [("", _("not reported")), *named]

    @property
    def sections(self) -> Sections:
        return sections_of(self, SECTIONS)

    def entry(self) -> ServiceEntry:
        return ServiceEntry(**{name: self.cleaned_data[name] for name in ServiceFields.base_fields})


class EnterServiceForm(ServiceFields, OperationForm):
    def as_arguments(self) -> dict[str, Any]:
        return {"entry": self.entry()}


class CorrectServiceForm(ServiceFields, CorrectionForm, ReportingForm):
    def __init__(self, *args: Any, service: Service, **facts: Any) -> None:
        current = {name: getattr(service, name) for name in ServiceFields.base_fields}
        current |= {"provider": service.provider_id, "version": service.version}
        super().__init__(*args, project=service.project, current=current, **facts)

    def as_arguments(self) -> dict[str, Any]:
        return {"entry": self.entry(), "version": self.cleaned_data["version"]}

    def concerned(self, arguments: dict[str, Any]) -> set[UUID]:
        """Everybody who was given the service: its area is the area of what they got."""
        return participations_with(arguments["service"])


class CopyForm(OperationForm):
    """Where the services come from; empty is the catalogue that Szansa brings."""

    source = forms.ModelChoiceField(
        queryset=Project.objects.none(),
        label=_("Take the services of"),
        required=False,
        empty_label=_("the catalogue to begin with, 17 services in five areas"),
    )

    def __init__(self, *args: Any, projects: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.fields["source"].queryset = projects
