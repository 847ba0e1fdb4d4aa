"""Every table of the unit and its columns, found among the installed apps: nobody can forget one."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.apps import apps
from django.db import models
from django.utils.functional import Promise

from core.sealed import SealedField
from core.tenancy import grants
from core.tenancy.roles import Role
from projects.leaving import carried
from projects.leaving.carried import Belonging, FileColumn
from projects.leaving.kinds import Kind, UnknownKind, kind_of

OWN, SHARED = "data", "shared"


class NotCarried(LookupError):
    """Something is neither carried nor named with the reason why it stays."""


@dataclass(frozen=True)
class Column:
    """A column that leaves, under the name that it has in the database."""

    field: models.Field
    kind: Kind
    file: FileColumn | None = None

    @property
    def name(self) -> str:
        return str(self.field.column)

    @property
    def is_sealed(self) -> bool:
        return isinstance(self.field, SealedField)


@dataclass(frozen=True)
class Table:
    """A table that leaves, in the folder it leaves in; `left` are columns that stay, with the reason."""

    model: type[models.Model]
    folder: str
    columns: list[Column]
    left: dict[str, Promise] = field(default_factory=dict)
    belonging: Belonging | None = None

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    @property
    def label(self) -> str:
        return self.model._meta.label

    @property
    def role(self) -> Role | None:
        return self.belonging.role if self.belonging else None

    @cached_property
    def files(self) -> list[Column]:
        return [column for column in self.columns if column.kind == Kind.FILE]

    def path(self, ending: str) -> str:
        return f"{self.folder}/{self.name}.{ending}"


def own() -> list[Table]:
    """The tables of the unit's schema, in the order of their names."""
    found = [
        _table(model, OWN, carried.LEFT_COLUMNS)
        for model in grants.tenant_models()
        if model._meta.managed and model._meta.label not in carried.LEFT_MODELS
    ]
    return sorted(found, key=lambda table: table.name)


def shared() -> list[Table]:
    """The tables outside of it in which rows are the unit's."""
    found = [
        _table(apps.get_model(label), SHARED, carried.LEFT_SHARED_COLUMNS, belonging)
        for label, belonging in carried.SHARED.items()
    ]
    return sorted(found, key=lambda table: table.name)


def left_tables() -> Iterator[tuple[str, Promise]]:
    """The unit's tables that stay, by the name in the database, with the reason."""
    for label, reason in carried.LEFT_MODELS.items():
        yield apps.get_model(label)._meta.db_table, reason


def views() -> list[str]:
    """What is counted from tables whenever somebody looks; never carried."""
    return sorted(m._meta.db_table for m in grants.tenant_models() if not m._meta.managed)


def unnamed() -> list[str]:
    """Tables outside of the unit's schema of which nobody has said whether its rows are in them."""
    named = {*carried.SHARED, *carried.LEFT_SHARED_MODELS}
    found = {m._meta.label for m in grants.shared_models() if m._meta.managed}
    return sorted(found - named)


def _table(
    model: type[models.Model],
    folder: str,
    reasons: dict[str, Promise],
    belonging: Belonging | None = None,
) -> Table:
    columns: list[Column] = []
    left: dict[str, Promise] = {}
    for each in model._meta.concrete_fields:
        label = f"{model._meta.label}.{each.name}"
        if label in reasons:
            left[str(each.column)] = reasons[label]
        else:
            columns.append(_column(each, label))
    return Table(model, folder, columns, left, belonging)


def _column(each: models.Field, label: str) -> Column:
    if label in carried.FILES:
        return Column(each, Kind.FILE, carried.FILES[label])
    if label in carried.DIGESTS:
        return Column(each, Kind.HEX)
    try:
        return Column(each, kind_of(each))
    except UnknownKind as unknown:
        raise NotCarried(f"{label} is neither carried nor named in {carried.__name__}") from unknown
