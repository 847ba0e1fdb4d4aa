"""What a person types to invite, to accept, to open a tenant and to name its administrator."""

from typing import Any, Protocol

from django import forms
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.forms import NewPasswordForm
from accounts.models import Account
from core.forms import OperationForm
from tenants import role_words
from tenants.models import Tenant, slug_validator
from territory import queries as territory

NOTHING_CHOSEN = ("", _("Choose"))


class InviteForm(OperationForm):
    email = forms.EmailField(
        label=_("E-mail"), help_text=_("The person's own at work; the link goes to it.")
    )
    display_name = forms.CharField(label=_("First and last name"), max_length=120)
    role = forms.ChoiceField(
        label=_("Role"),
        help_text=_("One role now; more can be given with further invitations."),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, tenant: Tenant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = role_words.roles_of(in_metropolis=tenant.is_metropolis)
        self.fields["role"].choices = [
            (role, _with_sentence(name, role)) for role, name in known.choices
        ]


def _with_sentence(name: str, role: str) -> SafeString:
    return format_html(
        "<b>{}</b>. <span class='quiet'>{}</span>", name, role_words.ROLE_SENTENCES[role]
    )


class Invited(Protocol):
    """Whoever a letter was sent to: to a role in a unit, or to an organisation's tokens."""

    email: str
    display_name: str


class AcceptForm(NewPasswordForm):
    """A new person's name and password; the e-mail is the invitation's and is not asked for."""

    email = forms.EmailField(
        label=_("E-mail"),
        disabled=True,
        help_text=_("You will sign in with it."),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    display_name = forms.CharField(
        label=_("First and last name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["email", "display_name", "password", "again"]

    def __init__(self, *args: Any, invitation: Invited, **kwargs: Any) -> None:
        known = {"email": invitation.email, "display_name": invitation.display_name}
        super().__init__(*args, account=Account(**known), initial=known, **kwargs)


class MatchingForm(OperationForm):
    """The choice is the other one than the present; only the reason is typed."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        help_text=_("For example the resolution or agreement that says so; no names of people."),
    )


class InviteAdministratorForm(OperationForm):
    """The operator names a person; the role is no choice."""

    email = forms.EmailField(
        label=_("E-mail"), help_text=_("The person's own at work; the link goes to it.")
    )
    display_name = forms.CharField(label=_("First and last name"), max_length=120)


class OpenTenantForm(OperationForm):
    """The unit, and who will be the first to enter it."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("In full, for example “Powiat kartuski”."),
    )
    short_name = forms.CharField(
        label=_("Short name"),
        max_length=60,
        help_text=_("As it stands beside the mark, for example “powiat kartuski”."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[NOTHING_CHOSEN, *Tenant.Kind.choices[1:]])
    unit_code = forms.ChoiceField(
        label=_("Powiat or city"),
        help_text=_("Where the unit lies; for a gmina, the powiat around it."),
    )
    teryt_code = forms.RegexField(
        r"^\d{4}(\d{3})?$",
        label=_("TERYT code"),
        help_text=_("Four digits of a powiat or city, seven of a gmina."),
        error_messages={"invalid": _("A TERYT code has four or seven digits.")},
    )
    slug = forms.CharField(
        label=_("Address"),
        max_length=31,
        validators=[slug_validator],
        help_text=_("The first part of the host name, for example “kartuzy”. It never changes."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    administrator_email = forms.EmailField(
        label=_("E-mail of the first administrator"),
        help_text=_("The person's own at work; the invitation goes to it at once."),
    )
    administrator_name = forms.CharField(
        label=_("First and last name of the first administrator"),
        max_length=120,
        help_text=_("They invite everybody else of the unit."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = [(unit.code, unit.display_name) for unit in territory.nine_units()]
        self.fields["unit_code"].choices = [NOTHING_CHOSEN, *units]

    @property
    def sections(self) -> list[tuple[str, list[BoundField]]]:
        fields = list(self)
        return [(_("Unit"), fields[:-2]), (_("First administrator"), fields[-2:])]
