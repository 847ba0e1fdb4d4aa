"""Why something is not done with a file, in a sentence for whoever asked."""

from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken
from projects.participants.reported import KNOWN


class EmptyFile(RuleBroken):
    message = _("The file is empty.")
    field = "file"


class RoundMissing(RuleBroken):
    message = _("Say of which round the candidates are.")
    field = "kind"


class NotNow(RuleBroken):
    message = _("Meanwhile this file is %(step)s. Look at its page again.")


class ColumnMissing(RuleBroken):
    message = _("Say which column tells: %(names)s. Or give one answer for all rows.")


class OwnColumnMissing(RuleBroken):
    message = _(
        "Say which column tells: %(names)s. Everybody has their own, so it has to be in the list."
    )


class NothingToEnter(RuleBroken):
    message = _("No row is left to be entered.")


class ManyWouldChange(RuleBroken):
    message = _(
        "%(count)s of %(all)s rows would change what is here already. "
        "If that is meant, confirm it below."
    )
    field = "is_meant"


class ReportsWouldDiffer(RuleBroken):
    message = _(
        "Closed reports would tell otherwise because of %(count)s of the rows. If they are right, "
        "confirm it below; or leave them out."
    )
    field = KNOWN


class ShownOtherwise(RuleBroken):
    message = _("Meanwhile somebody worked on this file, or on its people. Look at it again first.")


class SenderGone(RuleBroken):
    message = _(
        "%(name)s, in whose name this file is compared, works with nobody of the project any more. "
        "Go on with it in your own name first: then it is compared with whom you see."
    )


class LaterPartFirst(RuleBroken):
    message = _("Take “%(name)s” back first: it is about the people whom this part entered.")


class PartAtWork(RuleBroken):
    message = _(
        "Part “%(name)s” is at work now (%(step)s). Wait until it is done: both parts are about the same "
        "people."
    )


class KeptNoMore(RuleBroken):
    message = _("What this file said was kept until %(day)s. Send it again to enter the rest.")


class TooLate(RuleBroken):
    message = _("It could be taken back until %(day)s.")


class ChangedMeanwhile(RuleBroken):
    message = _(
        "What stands here is no longer as it was when you looked, so nothing was done. "
        "Send the file again to see both."
    )
