"""The closed words of support: areas, kinds, units, marks on a sheet, barriers."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from projects.participants.vocabulary_path import SupportArea

# The plan of a path and the basket speak of the same five areas.
Area = SupportArea


class Kind(TextChoices):
    """How a service is given, and so what proves it."""

    INDIVIDUAL = "INDIVIDUAL", _("individual meetings")
    GROUP = "GROUP", _("group sessions")
    COURSE = "COURSE", _("course")
    PLACEMENT = "PLACEMENT", _("internship")
    OTHER = "OTHER", _("benefit: a meal, child care, travel, insurance")


# Which kinds are sessions with an attendance sheet.
IN_GROUPS = (Kind.GROUP, Kind.COURSE)
IN_SESSIONS = (Kind.INDIVIDUAL, *IN_GROUPS)


class Unit(TextChoices):
    HOUR = "HOUR", _("hour")
    SESSION = "SESSION", _("meeting")
    DAY = "DAY", _("day")
    MONTH = "MONTH", _("month")
    PIECE = "PIECE", _("piece")


class Mark(TextChoices):
    """One cell of a sheet. Nothing written is an empty text, never a mark."""

    PRESENT = "PRESENT", _("present")
    ABSENT = "ABSENT", _("absent")
    EXCUSED = "EXCUSED", _("excused")
    PARTIAL = "PARTIAL", _("part of the time")


# As the paper sheets abbreviate them, in every language of the interface: obecność,
# nieobecność, zwolnienie, częściowo.
LETTERS = {Mark.PRESENT: "o", Mark.ABSENT: "n", Mark.EXCUSED: "z", Mark.PARTIAL: "c"}
ATTENDED = (Mark.PRESENT, Mark.PARTIAL)


class DayMark(TextChoices):
    """One day of an internship."""

    WORKED = "WORKED", _("worked")
    DAY_OFF = "DAY_OFF", _("day off earned")
    SICK = "SICK", _("sick leave")
    ABSENT = "ABSENT", _("absent without excuse")


class BarrierKind(TextChoices):
    CHILD_CARE = "CHILD_CARE", _("care of a child")
    TRAVEL = "TRAVEL", _("getting to the sessions")
    DEPENDANT_CARE = "DEPENDANT_CARE", _("care of a dependant adult")
    HEALTH = "HEALTH", _("state of health")
    LANGUAGE = "LANGUAGE", _("language")
    OTHER = "OTHER", _("another barrier")


class ResultKind(TextChoices):
    QUALIFICATION = "QUALIFICATION", _("qualification")
    COMPETENCE = "COMPETENCE", _("competence")
