"""What is wrong with a rule as it stands on a page: at which branch, in the words of the page."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from indicators.drafts.writing import branches
from indicators.drafts.writing.branches import COMPARISONS, OUTCOME, Branch
from indicators.language import fields

# The controls that answer a question, by the question; one of them is enough.
ANSWERS = {
    "is": ("value",),
    **dict.fromkeys(COMPARISONS, ("number",)),
    "between": ("from", "to"),
    "window": ("from_count", "to_count"),
}


@dataclass(frozen=True)
class Complaint:
    """Where nothing was answered yet, it is no mistake while somebody is still writing."""

    key: str
    sentence: str
    is_unanswered: bool

    @property
    def named(self) -> str:
        """The same away from its branch, which is called as the page calls it."""
        places = [str(int(place) + 1) for place in self.key.split(".")[1:]]
        facts = {"name": ".".join(places), "sentence": self.sentence}
        return _("Branch %(name)s: %(sentence)s") % facts if places else self.sentence


def complaint(root: Branch, *, path: str, reason: str) -> Complaint:
    """What the language refuses at this path, said at the branch of the page that holds it."""
    where = branches.key_of(root, path)
    branch = next(branch for key, _path, branch in branches.located(root) if key == where)
    missing = _missing(branch)
    return Complaint(where, missing or reason, is_unanswered=bool(missing))


def _missing(branch: Branch) -> str:
    """What is still to be done there; nothing where an answer was given, right or wrong."""
    if branch.is_group:
        return "" if branch.branches else _("Add a question to this group.")
    controls = ANSWERS.get(branch.asked, ())
    if not controls or any(map(branch.one, controls)):
        return ""
    question = {"question": _label(branch.subject)}
    if branch.asked == "is" and fields.FIELDS[branch.subject].values:
        return _("Choose an answer to “%(question)s”.") % question
    return _("Fill in the answer to “%(question)s”.") % question


def _label(subject: str) -> str:
    if subject.startswith(OUTCOME):
        name = subject.removeprefix(OUTCOME)
        return str(fields.OUTCOMES[name].label) if name in fields.OUTCOMES else ""
    return str(fields.FIELDS[subject].label)
