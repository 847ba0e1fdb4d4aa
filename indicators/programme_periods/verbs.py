"""What the platform's audit trail calls the changes of this app, as their reader does."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "named a period of the programme": _("Period of the programme named"),
    "excepted a unit from closing": _("Unit excepted from closing"),
    "ended an exception from closing": _("Exception from closing ended"),
}
