"""Why targets are not set; each names the field of the form that it is about."""

from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken


class UnknownIndicator(RuleBroken):
    message = _("No indicator of the programme has the code %(code)s, so none is promised by it.")


class CellsDoNotAddUp(RuleBroken):
    """Its field is the code of the indicator, and the subset after a dot where it is about one."""

    message = _("%(indicator)s: %(sentence)s")


class NothingChanged(RuleBroken):
    message = _(
        "Every number is as it was, so there is nothing to save. Change a number, or go back."
    )


class SayWhy(RuleBroken):
    message = _(
        "A target of the agreement changes by an amendment, or because it was entered wrongly: "
        "choose the amendment, or say what the mistake was."
    )
    field = "amendment"


class AmendmentDoesNotHold(RuleBroken):
    message = _("Amendment no. %(number)s does not hold. Choose one that does, or none.")
    field = "amendment"


class LaterVersionHolds(RuleBroken):
    message = _(
        "A value of %(later)s holds already, and this one would hold from %(day)s only: it would "
        "change nothing. Choose the later amendment or day, or correct the mistake."
    )
    field = "amendment"


class StillToCome(RuleBroken):
    message = _("%(day)s is still to come. Set the target when it holds.")
    field = "valid_from"


class PeriodNameTaken(RuleBroken):
    message = _("There is a plan named “%(name)s” already. Give this one its own name.")
    field = "name"


class PeriodEndsBeforeItStarts(RuleBroken):
    message = _("The period ends on %(ends_on)s, before it starts on %(starts_on)s.")
    field = "ends_on"


class PeriodOutsideTheProject(RuleBroken):
    message = _(
        "The project lasts from %(starts_on)s to %(ends_on)s, and the period of a plan lies "
        "within it."
    )
    field = "starts_on"
