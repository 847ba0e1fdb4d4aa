"""Why an indicator of the unit's own is not defined, saved, published or withdrawn."""

from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken


class AnotherIndicator(RuleBroken):
    message = _(
        "Its numbers were told already, so what it counts, in which unit and on which day stays "
        "as it is. With another one it would be another indicator: define it anew."
    )


class NameMissing(RuleBroken):
    message = _("Write all four names: the indicator is read in Polish and in English.")
    field = "name_pl"


class NameTaken(RuleBroken):
    message = _("Another indicator is called so. Choose a name by which they can be told apart.")
    field = "short_name_pl"


class DraftedAlready(RuleBroken):
    message = _("“%(name)s” has a draft already. Publish it or discard it first.")


class HoldsTooEarly(RuleBroken):
    message = _(
        "Version %(number)s holds from %(day)s. A later version holds from a later day: what "
        "counted before never changes."
    )
    field = "effective_from"


class NotADraft(RuleBroken):
    message = _("This version was published; what is published never changes. Start another one.")


class Withdrawn(RuleBroken):
    message = _("“%(name)s” is withdrawn and counts nobody. Define another one instead.")


class NothingToWithdraw(RuleBroken):
    message = _("“%(name)s” was never published: discard its draft, and nothing of it is left.")


class ReasonMissing(RuleBroken):
    message = _("Say why: the indicator stays in the history, and the reason beside it.")
    field = "reason"


class TookTooLong(RuleBroken):
    message = _("Counting took too long and was given up. Make the rule smaller.")
