"""How far an import is, and what is to become of a row."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Step(TextChoices):
    """The steps in their order; at those of `MOVING` a worker is at work."""

    WAITING = "waiting", _("waits for the part before it")
    READING = "reading", _("being read")
    REFUSED = "refused", _("not readable")
    NAMING = "naming", _("columns to be named")
    CHECKING = "checking", _("being checked")
    READY = "ready", _("ready to look at")
    APPLYING = "applying", _("being entered")
    APPLIED = "applied", _("entered")
    UNDOING = "undoing", _("being taken back")
    UNDONE = "undone", _("taken back")
    DROPPED = "dropped", _("dropped")


MOVING = (Step.READING, Step.CHECKING, Step.APPLYING, Step.UNDOING)
OVER = (Step.REFUSED, Step.UNDONE, Step.DROPPED)


class Standing(TextChoices):
    """What was found out about a row, and what became of it."""

    NEW = "new", _("not checked yet")
    BAD = "bad", _("with mistakes")
    ADD = "add", _("to be added")
    CHANGE = "change", _("differs from what is here")
    ALIKE = "alike", _("looks like somebody who is here")
    CLASH = "clash", _("changed here and in the file")
    SAME = "same", _("here already")
    LEFT = "left", _("left out")
    DONE = "done", _("entered")
    FAILED = "failed", _("not entered")
    BACK = "back", _("taken back")
    KEPT = "kept", _("kept: somebody worked on it since")


class Side(TextChoices):
    """Which of two changes holds."""

    OURS = "ours", _("as it is here")
    FILE = "file", _("as the file says")


class Differing(TextChoices):
    """What happens to what is here already and differs in the file."""

    OURS = "ours", _("leave it as it is here")
    FILE = "file", _("take what the file says")


# Beside the standings, in the address of a page: whoever is in, without all that was said about them.
UNWRITTEN = "bez-odpowiedzi"

# In `ImportRow.reported`: at which field, and what closed reports would tell otherwise.
FIELD, SAID = "field", "said"

# Which rows are carried out, as was chosen.
CARRIED_OUT = {
    Differing.OURS: (Standing.ADD,),
    Differing.FILE: (Standing.ADD, Standing.CHANGE),
}
