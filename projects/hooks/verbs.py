"""What the audit trail calls the changes of this app, as their reader does."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "subscribed an address to events": _("Address for events added"),
    "showed a secret of events": _("Secret of an address for events shown"),
    "renewed a secret of events": _("New secret of an address for events"),
    "paused an address of events": _("Address for events paused"),
    "turned on an address of events": _("Address for events turned on"),
    "ended an address of events": _("Address for events ended"),
    "sent a test event": _("Test event sent"),
    "sent an event again": _("Event sent again"),
    "sent again what was given up": _("Events that were given up sent again"),
}
