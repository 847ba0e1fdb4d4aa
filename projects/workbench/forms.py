"""What a person types about the views of a list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import OperationForm
from projects.workbench.models import SavedView
from projects.workbench.models.lists import LONGEST_NAME


class ViewForm(OperationForm):
    """The name of a view, and whether the whole unit sees it."""

    name = forms.CharField(label=_("Name of the view"), max_length=LONGEST_NAME)
    is_shared = forms.BooleanField(
        label=_("Everybody in the unit sees it"),
        required=False,
        help_text=_("Each sees only those records that their role allows."),
    )

    @classmethod
    def of(cls, view: SavedView, data: Any = None) -> "ViewForm":
        """The form as it changes a view that is there; each on its page has ids of its own."""
        begun = {"name": view.name, "is_shared": view.is_shared}
        return cls(data, initial=begun, auto_id=f"view-{view.pk}-%s")
