"""Why a value is not declared; each names the field of the form that it is about."""

from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken


class SourceMissing(RuleBroken):
    message = _("Say where the value comes from: a report, a protocol, a letter with its number.")
    field = "source"


class ReasonMissing(RuleBroken):
    message = _("Say why: what was declared stays in the history, and the reason beside it.")
    field = "reason"


class NotDeclarable(RuleBroken):
    message = _("“%(indicator)s” is not declared by hand: it follows from two other indicators.")
    field = "definition_code"


class UnknownIndicator(RuleBroken):
    message = _("There is no such indicator. Choose one from the list.")
    field = "definition_code"


class OfAnotherFund(RuleBroken):
    message = _("“%(indicator)s” belongs to the rules of other years than this project.")
    field = "definition_code"


class CountedFromPeople(RuleBroken):
    message = _(
        "People are entered in this project, so “%(indicator)s” is counted from their entries. "
        "Declared as well it would be told twice."
    )
    field = "definition_code"


class NumberBelowZero(RuleBroken):
    message = _("A number cannot be below zero.")
    field = "total"


class WomenOrMenMissing(RuleBroken):
    message = _("Enter both women and men, or neither.")
    field = "women"


class WomenAndMenMakeAnother(RuleBroken):
    message = _("%(women)s + %(men)s = %(sum)s, and the total says %(total)s.")
    field = "total"


class NoPeopleAreCounted(RuleBroken):
    message = _("This indicator counts no people, so there are no women and men in it.")
    field = "women"


class DaysBackwards(RuleBroken):
    message = _("The last day is before the first one.")
    field = "ends_on"


class StillToCome(RuleBroken):
    message = _("%(day)s is still to come. Declare what has been, not what is planned.")
    field = "ends_on"


class BeforeTheProject(RuleBroken):
    message = _("The project began on %(day)s; nothing of it was before.")
    field = "starts_on"


class DaysTaken(RuleBroken):
    message = _(
        "These days are declared already, and would be told twice. Correct the value that is "
        "there, or choose other days."
    )
    field = "ends_on"


class DeclaredTheOtherWay(RuleBroken):
    message = _(
        "This indicator is declared both from day to day and as of a day. Keep to the way in "
        "which the earlier values were declared, or withdraw them first."
    )
    field = "starts_on"


class NotInForce(RuleBroken):
    message = _(
        "Somebody corrected or withdrew this value meanwhile. Open the list and look before you "
        "try again."
    )


class NothingChanged(RuleBroken):
    message = _("Everything is as it was, so there is nothing to save.")
