"""What the audit trail calls the changes of support, as their reader does."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "entered a service": _("Service entered in the catalogue"),
    "corrected a service": _("Service corrected"),
    "copied a catalogue of services": _("Catalogue of services taken over"),
    "planned support": _("Service planned"),
    "changed planned support": _("Planned service changed"),
    "dropped planned support": _("Service taken out of the plan"),
    "recorded a barrier": _("Barrier written down"),
    "removed a barrier": _("Barrier removed"),
    "gave support": _("Support given, without a sheet"),
    "took support back": _("Entry of support given removed"),
    "opened a group": _("Group opened"),
    "corrected a group": _("Group corrected"),
    "added people to a group": _("People taken into the group"),
    "admitted to a group": _("Place in the group given"),
    "left a group": _("Left the group"),
    "planned a series of sessions": _("Series of sessions planned"),
    "added a session": _("Session added"),
    "changed a session": _("Session moved or corrected"),
    "cancelled a session": _("Session cancelled"),
    "marked attendance": _("Attendance marked"),
    "planned a meeting": _("Meeting arranged"),
    "recorded a meeting": _("Meeting written down"),
    "began an internship": _("Internship entered"),
    "corrected an internship": _("Internship corrected"),
    "filled a month of an internship": _("Month of the internship filled in"),
    "recorded a course result": _("End of a course written down"),
    "prepared a signature list": _("List for signatures prepared"),
}
