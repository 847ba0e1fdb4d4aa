"""What the audit trail calls the changes of this app, as their reader does."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "asked to remove the people of a project": _("Removal of people's data asked for"),
    "removed the people of a project": _("People's data removed, figures kept"),
    "refused to remove the people of a project": _("Removal of people's data refused or withdrawn"),
}
