"""What the audit trail calls the changes of this app, as their reader does."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "agreed to a public page": _("Public page agreed to"),
    "took a public page back": _("Public page taken back"),
}
