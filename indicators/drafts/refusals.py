"""Why a version is not started, saved or published."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken


class NothingToJudge(RuleBroken):
    message = _(
        "%(code)s is not counted by a rule: it is a rate of two others, or its values are declared "
        "by hand."
    )


class DraftedAlready(RuleBroken):
    message = _("%(code)s has a draft already. Publish it or discard it first.")


class HoldsTooEarly(RuleBroken):
    message = _(
        "Version %(number)s holds from %(day)s. A later version holds from a later day: what "
        "counted before never changes."
    )
    field = "effective_from"


class NotADraft(RuleBroken):
    message = _("This version was published; what is published never changes. Start another one.")


class NotUnderstood(RuleBroken):
    message = _("Tick first that it cannot be taken back: nothing is published.")


def insist_on_understanding(posted: Mapping[str, str]) -> None:
    """Whoever publishes for every unit has said that they know it."""
    if "understood" not in posted:
        raise NotUnderstood


class RuleRefused(RuleBroken):
    """`path` names the branch, "" the whole rule."""

    message = _("The rule cannot be read at “%(path)s”: %(reason)s")


class AsksAboutSensitive(RuleBroken):
    message = _(
        "The rule asks about %(fields)s, and the counts of this indicator are not guarded as those "
        "of health, origin or having no home. It would be another indicator, with a code of its own."
    )


class AnotherWindow(RuleBroken):
    message = _(
        "How long a result may still come belongs to the indicator and is not changed by a "
        "version. With another window it would be another indicator, with a code of its own."
    )


class NotPreviewed(RuleBroken):
    message = _(
        "Nobody has seen what this draft would change. Have it counted, look at the preview, and "
        "publish then."
    )


class WouldChangeClosed(RuleBroken):
    message = _(
        "The version would hold from %(day)s, and settlement periods are closed until %(until)s "
        "(projects: %(projects)s). Let it hold from a later day."
    )
    field = "effective_from"


class NoCode(RuleBroken):
    message = _("Write a code of capital letters without accents, digits and underscores.")
    field = "code"


class CodeTaken(RuleBroken):
    message = _("There is an indicator or a proposal with the code %(code)s. Choose another one.")
    field = "code"


class NoProposal(RuleBroken):
    message = _("This proposal was published or discarded meanwhile.")


class TooNear(RuleBroken):
    message = _(
        "It counts too few people, or nearly the same ones as another indicator, so its number would "
        "tell of single people. Change whom it counts."
    )
