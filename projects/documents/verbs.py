"""What the audit trail calls the changes of this app, as their reader does."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "issued a paper": _("Document issued"),
    "issued papers together": _("Documents issued together"),
    "issued a paper again": _("Document issued again"),
    "voided a paper": _("Document made void"),
    "opened a paper": _("Document opened"),
    "opened papers together": _("Documents opened together"),
    "uploaded a file": _("File put in"),
    "opened a file": _("File opened"),
    "removed a file": _("File removed"),
    "worded a kind of paper": _("Wording of a document changed"),
    "returned to the standard wording": _("Standard wording of a document taken again"),
    "uploaded a row of signs": _("Row of signs put in"),
}
