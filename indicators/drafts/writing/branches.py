"""A branch as it is written: a group or a question, told whole or in part.

"Not" is a mark on a branch here, where the language has a branch of its own for it. What was typed
stays text until `to_json` gives it to the language, which refuses what is wrong with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from indicators.language import fields, nodes
from indicators.language.fields import Kind

GROUPS = ("all", "any")
OUTCOME = "outcome:"
COMPARISONS = ("at_least", "at_most", "less_than", "more_than")
# What each kind of field can be asked; "is" takes one value or several, "between" one day or two.
QUESTIONS = {
    Kind.WORD: ("is", "known"),
    Kind.CODE: ("is", "known"),
    Kind.TRUTH: ("is", "known"),
    Kind.NUMBER: (*COMPARISONS, "is", "known"),
    Kind.DAY: ("between", "window", "known"),
}


@dataclass
class Branch:
    """A group of `branches`, or a question about `subject`: a field, or an outcome after its mark."""

    kind: str  # all, any, ask
    negated: bool = False
    branches: list["Branch"] = field(default_factory=list)
    subject: str = ""
    question: str = ""
    # What was typed or chosen, by the name of its control.
    typed: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_group(self) -> bool:
        return self.kind in GROUPS

    @property
    def questions(self) -> tuple[str, ...]:
        if self.subject.startswith(OUTCOME):
            return ("window",)
        known = fields.FIELDS.get(self.subject)
        return QUESTIONS[known.kind] if known else ()

    @property
    def asked(self) -> str:
        """The question, or the first that can be asked when the field became another one."""
        return self.question if self.question in self.questions else (*self.questions, "")[0]

    def one(self, name: str) -> str:
        return (self.typed.get(name) or [""])[0].strip()


def question() -> Branch:
    """What a new branch asks until something else is chosen."""
    return Branch("ask", subject="sex", question="is")


def located(branch: Branch, key: str = "b", path: str = "") -> Iterator[tuple[str, str, Branch]]:
    """Every branch with its key on the page and its path in the language, the root first."""
    yield key, path, branch
    inside = nodes.joined(path, "not") if branch.negated else path
    for place, inner in enumerate(branch.branches):
        where = nodes.joined(inside, f"{branch.kind}[{place}]")
        yield from located(inner, f"{key}.{place}", where)


def key_of(branch: Branch, path: str) -> str:
    """The innermost branch that a path of the language leads into."""
    holding = [
        (len(own), key)
        for key, own, _branch in located(branch)
        if not own or path == own or path.startswith((f"{own}.", f"{own}["))
    ]
    return max(holding)[1]
