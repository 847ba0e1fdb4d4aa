"""What a recipe is, and the list that the modules beside this one fill."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core import tenancy
from core.ledger.models import Member


@dataclass(frozen=True)
class Recipe:
    """`prepare` runs where the operation will run and returns its arguments."""

    prepare: Callable[[], dict[str, Any]]
    inside_a_tenant: bool = False
    role: tenancy.Role = tenancy.Role.WEB


RECIPES: dict[str, Recipe] = {}


def recipe(name: str, **where: Any) -> Callable:
    def add(prepare: Callable[[], dict[str, Any]]) -> Callable:
        RECIPES[name] = Recipe(prepare, **where)
        return prepare

    return add


def coordinator() -> Member:
    return Member.objects.get(display_name="Anna Lis")
