"""What stands in the way of taking everything out, in sentences."""

from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken


class AskedAlready(RuleBroken):
    message = _("%(who)s asked for it already. One request is open at a time.")


class TakesTwo(RuleBroken):
    message = _(
        "You asked for it yourself, so somebody else must agree: the archive holds everything about "
        "everybody. Another administrator may, or a project coordinator of the whole unit."
    )


class NothingWaits(RuleBroken):
    message = _("This request no longer waits: it was agreed to, dropped, or ran out.")


class NotAgreed(RuleBroken):
    message = _(
        "The archive is made and downloaded only while the agreement of another person is in force: it "
        "was not given yet, was taken back, or ran out."
    )


class AskersOnly(RuleBroken):
    message = _("Only %(who)s, who asked for the archive, can have it made and download it.")
