"""Problems in words: what is wrong, which rule says so and what to do, in the reader's language."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.participants import vocabulary
from projects.participants.rules import Problem
from projects.participants.scopes import Wording
from projects.participants.sentences import at_leave, at_start, on_file
from projects.participants.wordings import said
from ui import formats

# By check and, where a check has several ways to fail, by its reason.
SENTENCES: dict[tuple[str, str], Promise] = {
    **at_start.SENTENCES,
    **at_leave.SENTENCES,
    **on_file.SENTENCES,
}
SIDES = {
    "INSIDE": _("inside the revitalised area"),
    "OUTSIDE": _("outside the revitalised area"),
}


def sentence(problem: Problem) -> str:
    wording = SENTENCES[problem.check, str(problem.facts.get("reason", ""))]
    return str(wording) % {name: _shown(name, fact) for name, fact in problem.facts.items()}


def _shown(name: str, fact: object) -> str:
    if isinstance(fact, date):
        return formats.day(fact)
    if isinstance(fact, Wording):
        return said(fact)
    if name == "kind":
        return str(vocabulary.OutcomeKind(str(fact)).label)
    if name == "wanted":
        return str(SIDES[str(fact)])
    return str(vocabulary.Sex(str(fact)).label) if name == "in_pesel" else str(fact)
