"""Something real for every placeholder of an address: modules for each app, found by themselves.

Each module has `made(*, participation, by)`, which runs inside the tenant and returns what stands
for placeholders by their names, and the NAMESPACE of the pages that ask for them.
"""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from core.ledger.models import Member
from projects.participants.models import Participation
from tests.everywhere.things import participants

MODULES = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]


def everything(*, participation: Participation, by: Member) -> dict[str, Any]:
    """What all pages need, of one participation."""
    things = {}
    for module in MODULES:
        things |= module.made(participation=participation, by=by)
    return things


def by_namespace(*, participation: Participation, by: Member) -> dict[str, dict[str, Any]]:
    """What the pages of each app need, by their namespace; what every page needs is under ""."""
    common = participants.made(participation=participation, by=by)
    things: dict[str, dict[str, Any]] = {"": common}
    for module in MODULES:
        if name := getattr(module, "NAMESPACE", ""):
            made = module.made(participation=participation, by=by)
            things[name] = things.get(name, common) | made
    return things
