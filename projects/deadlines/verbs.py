"""What the audit trail calls the changes of this app, as their reader does."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "asked for the digest": _("Mail of due things asked for"),
    "stopped the digest": _("Mail of due things stopped"),
    "made a calendar feed": _("Calendar address made"),
    "revoked a calendar feed": _("Calendar address withdrawn"),
}
