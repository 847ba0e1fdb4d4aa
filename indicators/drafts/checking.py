"""What a rule must be to become a version of a definition: readable, and of the same indicator."""

from collections.abc import Sequence

from indicators.definitions import files
from indicators.definitions.models import Definition
from indicators.drafts import refusals
from indicators.language import fields, nodes, tree


def check(definition: Definition, rule: object) -> None:
    """Refuse what cannot be read, and what would make another indicator of it."""
    try:
        read = tree.parse(rule)
    except tree.RuleInvalid as mistake:
        raise refusals.RuleRefused(path=mistake.path, reason=str(mistake)) from mistake
    branches = [branch for _path, branch in nodes.walk(read)]
    _refuse_sensitive(definition, branches)
    _refuse_another_window(definition, branches)


def _refuse_sensitive(definition: Definition, branches: Sequence[nodes.Branch]) -> None:
    asked = {branch.field for branch in branches if isinstance(branch, nodes.Question)}
    sensitive = sorted(asked & files.SPECIAL_FIELDS)
    if sensitive and not definition.is_special:
        labels = ", ".join(str(fields.FIELDS[name].label) for name in sensitive)
        raise refusals.AsksAboutSensitive(fields=labels)


def _refuse_another_window(definition: Definition, branches: Sequence[nodes.Branch]) -> None:
    longest = files.longest_windows(branches)
    if longest != {"days": definition.window_days, "months": definition.window_months}:
        raise refusals.AnotherWindow
