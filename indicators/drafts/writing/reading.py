"""Reads the branches of a page from what its form sends; bounded, whatever is sent."""

from typing import Protocol

from indicators.drafts.writing.branches import GROUPS, Branch
from indicators.language.tree import MAX_BRANCHES, MAX_DEPTH

CONTROLS = (
    "value",
    "number",
    "from",
    "to",
    "after",
    "from_count",
    "from_unit",
    "to_count",
    "to_unit",
)


class Sent(Protocol):
    def get(self, key: str) -> str | None: ...

    def getlist(self, key: str) -> list[str]: ...


def read(sent: Sent) -> Branch:
    """The root is "b", the branches of a group "b.0", "b.1" and so on; each says how many it has."""
    return _Reader(sent).read("b", 1)


class _Reader:
    def __init__(self, sent: Sent) -> None:
        self.sent, self.left = sent, MAX_BRANCHES

    def read(self, key: str, depth: int) -> Branch:
        self.left -= 1
        kind = self.sent.get(f"{key}-kind") or ""
        negated = bool(self.sent.get(f"{key}-not"))
        if kind in GROUPS:
            return Branch(kind, negated, self._inside(key, depth))
        subject = self.sent.get(f"{key}-subject") or ""
        if self.sent.get(f"{key}-was") not in (None, subject):
            # What was asked of one field and answered says nothing of another.
            return Branch("ask", negated, subject=subject)
        typed = {name: self.sent.getlist(f"{key}-{name}") for name in CONTROLS}
        return Branch(
            "ask",
            negated,
            subject=subject,
            question=self.sent.get(f"{key}-question") or "",
            typed={name: values for name, values in typed.items() if values},
        )

    def _inside(self, key: str, depth: int) -> list[Branch]:
        size = self.sent.get(f"{key}-size") or ""
        count = int(size) if size.isdecimal() and len(size) < 4 else 0
        branches: list[Branch] = []
        while len(branches) < count and depth < MAX_DEPTH and self.left > 0:
            branches.append(self.read(f"{key}.{len(branches)}", depth + 1))
        return branches
