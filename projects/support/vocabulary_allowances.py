"""The closed words of allowances: what is paid, over what the threshold is measured."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AllowanceKind(TextChoices):
    INTERNSHIP = "INTERNSHIP", _("internship stipend")
    TRAINING = "TRAINING", _("training stipend by the month")
    HOURLY = "HOURLY", _("stipend by the hour")
    TRAVEL = "TRAVEL", _("refund of travel")
    CARE = "CARE", _("refund of care of a child or a dependant")
    MEAL = "MEAL", _("meal")


class Measured(TextChoices):
    """The hours of which a part must be attended before anything is paid."""

    MONTH = "MONTH", _("the month")
    COURSE = "COURSE", _("everything from the first session on")
