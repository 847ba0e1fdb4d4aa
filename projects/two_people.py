"""What pages say of a request that one person makes and another one agrees to."""

from uuid import UUID

from django.utils.translation import gettext as _

from core.permissions import Actor


def is_own(asked_by: UUID, *, by: Actor) -> bool:
    """Whether it is one's own: that one can be taken back, and agreed to by others only."""
    return asked_by == getattr(by, "pk", None)


def asked_for() -> str:
    return _(
        "The request is saved. Another person with the role of project coordinator must agree to "
        "it, and finds it in their day."
    )


def dropping(*, is_own: bool) -> dict[str, str]:
    """The words of the page on which a request is taken back, or refused."""
    words = _("Take the request back") if is_own else _("Refuse the request")
    return {"title": words, "submit": words}


def dropped(*, is_own: bool) -> str:
    if is_own:
        return _("The request is taken back: everything stays as it is.")
    return _("The request is refused: everything stays as it is.")
