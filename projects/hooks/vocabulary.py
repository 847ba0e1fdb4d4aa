"""What a partner can be told of, what its token needs for that, and the states of telling it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.hooks import rules
from projects.partners.actions import Action


class Kind(models.TextChoices):
    """One kind of record; an event names its kind, what happened to it and its id, and nothing else."""

    SERVICE = "service", _("services")
    GROUP = "group", _("groups")
    SESSION = "session", _("sessions: planned, moved, cancelled")
    PARTICIPANT = "participant", _("participants: who joins or leaves what the partner gives")
    ATTENDANCE = "attendance", _("attendance: marked or corrected")
    SUPPORT = "support", _("support given")
    QUALIFICATION = "qualification", _("qualifications")
    OUTCOME = "outcome", _("outcomes")
    DOCUMENT = "document", _("documents: issued, replaced, void")
    TOKEN = "token", _("the token itself: narrowed or resumed")


# By this name the tables' triggers leave word that something is to be told.
EVENTS = "events"
# Sent by hand, to try an address; nobody subscribes to it and nothing has changed.
TEST = "test"

# What the token must be allowed to read; whoever may not read a record is not told that it changed.
READ_BY: dict[str, Action] = {
    Kind.SERVICE: Action.READ_PROJECTS,
    Kind.GROUP: Action.READ_PROJECTS,
    Kind.SESSION: Action.READ_PROJECTS,
    Kind.PARTICIPANT: Action.READ_PARTICIPANTS,
    Kind.ATTENDANCE: Action.READ_ATTENDANCE,
    Kind.SUPPORT: Action.READ_SUPPORT,
    Kind.QUALIFICATION: Action.READ_OUTCOMES,
    Kind.OUTCOME: Action.READ_OUTCOMES,
    Kind.DOCUMENT: Action.READ_DOCUMENTS,
}


class Change(models.TextChoices):
    """What happened to a record, as far as this partner sees it."""

    CREATED = rules.CREATED, _("a new one")
    CHANGED = rules.CHANGED, _("a change")
    REMOVED = rules.REMOVED, _("a removal")


class Working(models.TextChoices):
    """Whether a subscription sends."""

    ON = "on", _("on")
    PAUSED = "paused", _("paused")
    STOPPED = "stopped", _("stopped by itself")
    ENDED = "ended", _("ended")


class Progress(models.TextChoices):
    """How far one event is."""

    WAITING = "waiting", _("waiting")
    DELIVERED = "delivered", _("delivered")
    GIVEN_UP = "given_up", _("given up")
    WITHHELD = "withheld", _("withheld")


class Trouble(models.TextChoices):
    """Why a try was none; without one there is the status that was answered."""

    NONE = "", ""
    REFUSED_ADDRESS = "address", _("the address leads where nothing may be sent")
    UNKNOWN_NAME = "name", _("the name is not known")
    NO_CONNECTION = "connection", _("nobody answers there")
    BAD_CERTIFICATE = "certificate", _("the certificate is not that of the name")
    TOO_SLOW = "slow", _("no whole answer within 10 seconds")
    CUT_SHORT = "cut", _("the connection broke")
