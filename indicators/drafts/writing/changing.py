"""What somebody does to the branches of a page: adds, removes, moves in and out of groups."""

from collections.abc import Callable

from indicators.drafts.writing.branches import Branch, question

OTHER = {"all": "any", "any": "all"}


def change(root: Branch, what: str) -> Branch:
    """Do what a button says, "word:key"; what does not fit the rule as it is changes nothing."""
    word, _colon, key = what.partition(":")
    found = _find(root, key)
    if found is None or word not in _CHANGES:
        return root
    return _CHANGES[word](root, *found)


def goes_on(root: Branch, what: str) -> str:
    """The key of the branch at which to go on after a change, whose first control takes the focus."""
    word, _colon, key = what.partition(":")
    holder, _dot, last = key.rpartition(".")
    if word == "remove":
        return holder
    if word == "up" and last.isdecimal():
        return f"{holder}.{max(int(last) - 1, 0)}"
    found = _find(root, key)
    if found is None:
        return holder
    branch = _at(root, *found)
    return f"{key}.{len(branch.branches) - 1}" if word.startswith("add-") else key


def _find(root: Branch, key: str) -> tuple[Branch | None, int] | None:
    """The group that holds the branch, and its place there; the root is held by nothing."""
    begins, *steps = key.split(".")
    if begins != "b":
        return None
    parent, branch, place = None, root, 0
    for step in steps:
        if not step.isdecimal() or int(step) >= len(branch.branches):
            return None
        parent, place = branch, int(step)
        branch = branch.branches[place]
    return parent, place


def _at(root: Branch, parent: Branch | None, place: int) -> Branch:
    return parent.branches[place] if parent else root


def _put(root: Branch, parent: Branch | None, place: int, branches: list[Branch]) -> Branch:
    if parent is None:
        return branches[0]
    parent.branches[place : place + 1] = branches
    return root


def _add_question(root: Branch, parent: Branch | None, place: int) -> Branch:
    branch = _at(root, parent, place)
    if branch.is_group:
        branch.branches.append(question())
        return root
    return _put(root, parent, place, [Branch("all", branches=[branch, question()])])


def _add_group(root: Branch, parent: Branch | None, place: int) -> Branch:
    branch = _at(root, parent, place)
    if branch.is_group:
        branch.branches.append(Branch(OTHER[branch.kind], branches=[question()]))
    return root


def _remove(root: Branch, parent: Branch | None, place: int) -> Branch:
    if parent is None:
        return root
    del parent.branches[place]
    return root


def _indent(root: Branch, parent: Branch | None, place: int) -> Branch:
    kind = OTHER[parent.kind] if parent else "all"
    return _put(root, parent, place, [Branch(kind, branches=[_at(root, parent, place)])])


def _outdent(root: Branch, parent: Branch | None, place: int) -> Branch:
    """Take a group away and leave its branches in its place."""
    branch = _at(root, parent, place)
    is_lone = parent is not None or len(branch.branches) == 1
    if not branch.is_group or branch.negated or not branch.branches or not is_lone:
        return root
    return _put(root, parent, place, branch.branches)


def _up(root: Branch, parent: Branch | None, place: int) -> Branch:
    if parent and place:
        inside = parent.branches
        inside[place - 1], inside[place] = inside[place], inside[place - 1]
    return root


_CHANGES: dict[str, Callable[[Branch, Branch | None, int], Branch]] = {
    "add-question": _add_question,
    "add-group": _add_group,
    "remove": _remove,
    "indent": _indent,
    "outdent": _outdent,
    "up": _up,
}
