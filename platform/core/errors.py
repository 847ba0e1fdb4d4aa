"""Refusals: exceptions named after the fact, each with a sentence for the person."""

from django.http import Http404
from django.utils.translation import gettext_lazy as _


class RuleBroken(Exception):
    """A refusal; `str()` is what is wrong and what to do, in the reader's language."""

    message = _("This cannot be done.")
    field: str | None = None

    def __init__(self, *, field: str | None = None, **facts: object) -> None:
        super().__init__()
        self.facts = facts
        self.field = field or type(self).field

    def __str__(self) -> str:
        return str(self.message) % self.facts if self.facts else str(self.message)

    def without_names(self) -> str:
        """The same for a program, which may not read names and knows by the item whom it is about."""
        if "person" not in self.facts:
            return str(self)
        # Not `copy`: a refusal is made with facts that an exception does not remember.
        nameless = type(self).__new__(type(self))
        vars(nameless).update(vars(self), facts={**self.facts, "person": _("This person")})
        return str(nameless)


class NotAllowed(RuleBroken):
    message = _("Your role does not allow this. Ask the administrator of your unit.")


class SavedAMomentAgo(RuleBroken):
    message = _(
        "Somebody, perhaps a second click, saved the same a moment ago. "
        "Nothing was saved twice: open the list and look before you try again."
    )


class AtTheSameMoment(RuleBroken):
    message = _(
        "Somebody else worked on the same at this very moment, and only one of you could go on. "
        "Nothing was saved: try again."
    )


class StaleEdit(RuleBroken):
    message = _(
        "Somebody changed this record after you opened it. Nothing was saved, and nothing you "
        "typed is lost: look at what is there now and decide what stays."
    )


class NoSuchChoice(Http404):
    """What a shared address names is not there; the page says so and leads to what there is.

    Never for a record of a unit: one of a neighbour looks like one that does not exist.
    """

    def __init__(self, sentence: str, *, nearest: str, url: str) -> None:
        super().__init__(sentence)
        self.sentence, self.nearest, self.url = sentence, nearest, url
