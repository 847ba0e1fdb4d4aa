"""What can be asked about definitions."""

from dataclasses import dataclass
from datetime import date

from indicators.definitions.models import Definition, Version
from indicators.language import nodes, tree


@dataclass(frozen=True)
class InForce:
    """A definition with the version that counts and its rule, read."""

    definition: Definition
    version: Version
    rule: nodes.Branch


def in_force(*, on: date) -> list[InForce]:
    """Every definition with its version of that day, in the programme's order."""
    newest: dict[str, Version] = {}
    started = Version.objects.filter(effective_from__lte=on).select_related("definition")
    for version in started.order_by("number"):
        newest[version.definition_id] = version
    ordered = sorted(newest.values(), key=lambda version: version.definition.position)
    return [InForce(v.definition, v, tree.parse(v.rule)) for v in ordered]


def definitions() -> dict[str, Definition]:
    """Every definition by its code, in the programme's order."""
    return {definition.code: definition for definition in Definition.objects.all()}
