"""Why an edition is not approved, or a published figure not entered."""

from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken


class AnotherCandidate(RuleBroken):
    message = _(
        "Figures changed meanwhile and this preview is out of date. Nothing was published: look at "
        "the new preview before you approve it."
    )


class SomebodyIsExposed(RuleBroken):
    message = _(
        "Hidden figures would follow from what is shown and officially published. Nothing was "
        "published: withdraw official figures of the places that the preview names, and approve what comes then."
    )


class WithdrawnAlready(RuleBroken):
    message = _("This was withdrawn already. Open the list and look before you try again.")


class ReasonMissing(RuleBroken):
    message = _("Say why: the reason stays beside the edition for ever.")
    field = "reason"


class SourceMissing(RuleBroken):
    message = _("Say where it was published: a page, a report, a press note.")
    field = "source"


class ApprovalMissing(RuleBroken):
    message = _("Say who approved that it is shown as published: a person or a letter.")
    field = "approved_by"


class StillToCome(RuleBroken):
    message = _("A figure cannot have been published on a day that is still to come.")
    field = "published_on"


class UnknownPlace(RuleBroken):
    message = _("There is no such project or unit. Choose one from the list.")
    field = "place"


class UnknownSubject(RuleBroken):
    message = _("There is no such indicator. Choose one from the list.")
    field = "subject"


class PublishedAlready(RuleBroken):
    message = _("A figure of this indicator and place is there already. Withdraw it first.")
    field = "subject"
