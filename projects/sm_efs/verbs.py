"""What the audit trail calls the changes of this app, as their reader does."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "agreed the office's contact for SM EFS": _(
        "Agreed what stands in for missing values in SM EFS"
    ),
    "exported people to SM EFS": _("People exported to SM EFS, with PESEL"),
    "withdrew an export to SM EFS": _("Export to SM EFS withdrawn"),
    "read an export of SM EFS": _("Export of SM EFS read"),
    "read a feedback of SM EFS": _("Report of rejected rows read"),
    "removed a file of SM EFS": _("File of SM EFS removed"),
    "checked a list for SM EFS": _("List for SM EFS checked"),
    "mended a list for SM EFS": _("List for SM EFS mended"),
    "took out a mended list": _("Mended list taken out, with PESEL"),
}
