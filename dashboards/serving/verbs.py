"""What the platform's audit trail calls the changes of this app, as their reader does."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "made a token of released figures": _("Token of released figures made"),
    "asked for a key of released figures": _("New key of a token of released figures asked for"),
    "suspended a token of released figures": _("Token of released figures suspended"),
    "resumed a token of released figures": _("Token of released figures resumed"),
    "made a page for a token of released figures": _("Page for a token of released figures opened"),
    "closed the page of a token of released figures": _(
        "Page for a token of released figures closed"
    ),
    "revoked a token of released figures": _("Token of released figures revoked"),
}
