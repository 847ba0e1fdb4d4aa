"""What a person types to invite, to accept, and to open a tenant."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import NewPasswordForm
from core.forms import OperationForm
from core.permissions import MetropolitanRole, TenantRole
from tenants.models import Tenant, slug_validator
from territory import queries as territory


class InviteForm(OperationForm):
    email = forms.EmailField(label=_("E-mail"))
    display_name = forms.CharField(label=_("First and last name"), max_length=120)
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args: object, tenant: Tenant, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        known = MetropolitanRole if tenant.is_metropolis else TenantRole
        self.fields["role"].choices = known.choices


class AcceptForm(NewPasswordForm):
    display_name = forms.CharField(label=_("First and last name"), max_length=120)
    field_order = ["display_name", "password", "again"]


class OpenTenantForm(OperationForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    short_name = forms.CharField(
        label=_("Short name"), max_length=60, help_text=_("As it stands beside the mark.")
    )
    slug = forms.CharField(
        label=_("Address"),
        max_length=31,
        validators=[slug_validator],
        help_text=_("The first part of the host name, for example “kartuzy”."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Tenant.Kind.choices[1:])
    unit_code = forms.ChoiceField(label=_("Powiat or city"))
    teryt_code = forms.RegexField(
        r"^\d{4}(\d{3})?$",
        label=_("TERYT code"),
        help_text=_("Four digits of a powiat or city, seven of a gmina."),
        error_messages={"invalid": _("A TERYT code has four or seven digits.")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit_code"].choices = [
            (unit.code, unit.display_name) for unit in territory.nine_units()
        ]
