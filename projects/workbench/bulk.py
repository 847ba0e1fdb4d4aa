"""What may be done with many records of a list at once. Each app declares and registers its own."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from core.forms import OperationForm
from core.permissions import Actor, Permission, can_anywhere
from ui.parts import Cell


@dataclass(frozen=True, kw_only=True)
class BulkAction:
    """Sets the same fields of many records; it can be undone, because what they held is kept.

    `editable` gives the records that the actor may change, `named` says which one it is. `form` is made with `rows` and asks for
    the values: its `as_arguments` are {"values": {field: value}, "told": "Ewa Lis"}.
    `decide` may raise a refusal. The fields must be such that no published figure depends on them:
    what moves figures is an operation of its own app. The model has a `version`.
    """

    code: str
    list_code: str
    label: str | Promise
    verb: str
    permission: Permission
    fields: tuple[str, ...]
    editable: Callable[[Actor], QuerySet]
    named: Callable[[Any], Cell]
    form: Callable[..., OperationForm]
    decide: Callable[[Sequence[Any], dict[str, Any]], None] = lambda rows, values: None

    def written(self, row: Model) -> str:
        """What the record holds in the fields that are changed, as text that can be compared."""
        columns: list[Any] = [row._meta.get_field(name) for name in self.fields]
        held = {column.name: getattr(row, column.attname) for column in columns}
        return json.dumps(held, cls=DjangoJSONEncoder, sort_keys=True)


# Filled by the apps above, in `ready`.
registered: dict[str, BulkAction] = {}


def register(action: BulkAction) -> None:
    registered[action.code] = action


def actions_of(list_code: str, by: Actor) -> list[BulkAction]:
    """What the actor may do with some record of this list, at least."""
    found = [action for action in registered.values() if action.list_code == list_code]
    return [action for action in found if can_anywhere(by, action.permission)]
