"""What the audit trail calls the changes of this app, as their reader does."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "made a token": _("Token made"),
    "asked for a new key of a token": _("New key of a token asked for"),
    "narrowed a token": _("Token narrowed"),
    "suspended a token": _("Token suspended"),
    "resumed a token": _("Token resumed"),
    "suspended an idle token": _("Token suspended: nobody had used it for 90 days"),
    "revoked a token": _("Token revoked"),
    "made a portal link": _("Address of the partner's page made"),
    "closed a portal link": _("Address of the partner's page closed"),
    "let a person of the partner in": _("Person of the partner invited"),
    "shut a person of the partner out": _("Person of the partner withdrawn"),
}
