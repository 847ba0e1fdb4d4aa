"""Forms of the metropolis's reports."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core import tenancy
from core.forms import OperationForm
from core.ids import new_id
from dashboards.reports import queries
from projects.forms import DayField


class OrderForm(OperationForm):
    """The day whose figures the report tells; sent twice, it orders one report.

    The page carries the id that the report will have: the platform keeps no tokens of its own.
    """

    report_id = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=new_id)
    as_of = DayField(
        label=capfirst(_("as of")),
        help_text=_(
            "Today, or an earlier day: the report is made from the release that was in force then. "
            "Releases are kept for 400 days."
        ),
    )

    def run(self, operation: Callable[..., Any], **arguments: Any) -> Any:
        """Releases are the metropolis's to read, and its role writes nothing: read them first."""
        with tenancy.acting_as(tenancy.Role.METROPOLIS):
            found = {
                "release": queries.release_of(arguments["as_of"]),
                "oldest": queries.oldest_release_day(),
            }
        return super().run(operation, **arguments, **found)
