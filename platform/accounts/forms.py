"""What a person types to get in, to change a password, and to be let in again."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate, password_validation
from django.utils.translation import gettext_lazy as _

from accounts.models import Account
from core.forms import OperationForm


class SignInForm(forms.Form):
    """E-mail and password; a wrong pair and an unknown person get the same answer."""

    email = forms.EmailField(
        label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, request: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.account: Account | None = None

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if "email" in typed and "password" in typed:
            # Named as in the form: otherwise the lock-out would count failures of nobody.
            self.account = authenticate(
                self.request, email=typed["email"].lower(), password=typed["password"]
            )
            if self.account is None:
                raise forms.ValidationError(
                    _("The e-mail and the password do not match. Check both and try again.")
                )
        return typed


class NewPasswordForm(forms.Form):
    """A new password, typed twice."""

    password = forms.CharField(
        label=_("New password"),
        strip=False,
        help_text=_("At least 12 characters. A sentence that only you would say is a good one."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, account: Account | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_password(self) -> str:
        password_validation.validate_password(self.cleaned_data["password"], self.account)
        return self.cleaned_data["password"]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if "password" in typed and typed.get("again") != typed["password"]:
            self.add_error("again", _("The two passwords differ. Type the same one twice."))
        return typed


class ChangePasswordForm(NewPasswordForm):
    """Also asks for the current password, so that a forgotten open screen is no way in."""

    current = forms.CharField(
        label=_("Current password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ["current", "password", "again"]

    def clean_current(self) -> str:
        if self.account and not self.account.check_password(self.cleaned_data["current"]):
            raise forms.ValidationError(_("This is not your current password."))
        return self.cleaned_data["current"]


class ForgottenForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("The one you sign in with; the invitation came to it."),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )


class LanguageForm(OperationForm):
    """The language of pages on every device of the person, and of the letters they get."""

    language = forms.ChoiceField(
        label=_("Language of pages and letters"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )
