"""What the audit trail calls the changes of this app, as their reader does."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.participants.vocabulary import OutcomeKind

VERBS: dict[str, str | Promise] = {
    "accepted a person": _("Accepted to the project"),
    "entered a participant": _("Entered in the register"),
    "enrolled a person": _("Enrolled as a person already known"),
    "entered participants in bulk": _("Participants entered in bulk"),
    "took back people entered in bulk": _("Participants entered in bulk taken back"),
    "corrected a person": _("Identity or contact corrected"),
    "corrected the start": _("State at the start corrected"),
    "recorded an exit": _("Exit recorded"),
    "recorded an outcome": _("Outcome recorded"),
    "took an exit back": _("Exit taken back, with its outcomes"),
    "put an exit back": _("Exit and outcomes as before a file again"),
    "noted a premise": _("Premise with its evidence entered"),
    "ended a premise": _("Evidence of a premise ended"),
    "removed a premise": _("Premise removed"),
    "assigned staff": _("Case worker and career adviser assigned"),
    "revealed a PESEL": _("PESEL shown"),
    "put case workers in charge": _("Case worker assigned"),
    "put career advisers in charge": _("Career adviser assigned"),
}
# Names of fields that no model of this app has.
FIELDS: dict[str, str | Promise] = {"outcomes": _("outcomes"), **dict(OutcomeKind.choices)}
