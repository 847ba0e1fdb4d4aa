"""What the platform's audit trail calls the changes of this app, as their reader does."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "started a version": _("Version of an indicator started"),
    "saved a version": _("Draft of a version saved"),
    "discarded a version": _("Draft of a version discarded"),
    "asked for a preview": _("Preview of a version asked for"),
    "asked for a count": _("Count of what was being written asked for"),
    "proposed an indicator": _("Indicator proposed"),
    "saved a proposal": _("Proposal of an indicator saved"),
    "discarded a proposal": _("Proposal of an indicator discarded"),
    "published a proposal": _("Indicator defined and published"),
    "published a version": _("Version of an indicator published"),
}
