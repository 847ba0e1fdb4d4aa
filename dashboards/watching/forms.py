"""Forms of the watch."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.forms import OperationForm
from dashboards.watching.models import LONGEST_NAME, SavedView


class ClickForm(OperationForm):
    """Says yes to one thing: there is nothing to type."""

    @classmethod
    def of(cls, request: HttpRequest) -> "ClickForm":
        form = cls()
        form.is_bound = request.method == "POST"
        return form


class ViewForm(OperationForm):
    """The name of a view, and whether everybody of the metropolis sees it."""

    name = forms.CharField(label=capfirst(_("name")), max_length=LONGEST_NAME)
    is_shared = forms.BooleanField(
        label=_("Share it with everybody of the metropolis"), required=False
    )

    @classmethod
    def of_view(cls, view: SavedView, typed: Any) -> "ViewForm":
        return cls(typed, initial={"name": view.name, "is_shared": view.is_shared})
