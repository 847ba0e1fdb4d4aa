"""Something real for every placeholder of an address: one module for each app, found by itself.

Each module has `made(*, participation, by)`, which runs inside the tenant and returns what stands
for the app's placeholders, by their names.
"""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from core.ledger.models import Member
from projects.participants.models import Participation


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    things: dict[str, Any] = {}
    for found in iter_modules(__path__):
        things |= import_module(f"{__name__}.{found.name}").made(participation=participation, by=by)
    return things
