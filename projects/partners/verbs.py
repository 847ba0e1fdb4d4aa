"""What the audit trail calls the changes of this app, as their reader does."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "made a token": _("Token made"),
    "asked for a new key of a token": _("New key of a token asked for"),
    "narrowed a token": _("Token narrowed"),
    "suspended a token": _("Token suspended"),
    "resumed a token": _("Token resumed"),
    "revoked a token": _("Token revoked"),
}
