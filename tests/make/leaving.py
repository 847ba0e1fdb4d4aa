"""Makes exports of a whole unit, and reads them with the standard library alone."""

import csv
import io
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID
from zipfile import ZipFile

from core import tenancy
from core.ledger.models import Member
from projects.leaving import making, operations
from projects.leaving.making import Made
from projects.leaving.models import UnitExport
from tests import make

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
REASON = "Gmina odchodzi z programu, pismo z 3 listopada 2026 r."

# How whoever knows nothing but schema.json reads a value of a type.
READ = {
    "uuid": UUID,
    "decimal": Decimal,
    "date": date.fromisoformat,
    "moment": datetime.fromisoformat,
    "time": time.fromisoformat,
    "hex": bytes.fromhex,
}


@dataclass
class Export:
    """A made export: the archive, and what its maker told of it."""

    archive: ZipFile
    made: Made

    @property
    def tables(self) -> dict[str, Any]:
        schema = json.loads(self.archive.read("schema.json"))
        return {table["name"]: table for table in schema["tables"]}

    @property
    def manifest(self) -> dict[str, Any]:
        return json.loads(self.archive.read("manifest.json"))

    def rows(self, name: str) -> list[dict[str, Any]]:
        """From the JSON Lines, each value as its type says."""
        table = self.tables[name]
        types = {column["name"]: column["type"] for column in table["columns"]}
        lines = self.archive.read(table["jsonl"]).decode().split("\n")
        assert lines.pop() == ""
        return [
            {key: read(types[key], value) for key, value in json.loads(line).items()}
            for line in lines
        ]

    def cells(self, name: str) -> list[list[str]]:
        """From the CSV, its head first."""
        text = self.archive.read(self.tables[name]["csv"]).decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text, newline="")))

    def parts(self) -> dict[str, bytes]:
        return {name: self.archive.read(name) for name in self.archive.namelist()}


def read(kind: str, value: Any) -> Any:
    return READ[kind](value) if value is not None and kind in READ else value


def export(tenant: Any, **how: Any) -> Export:
    """Everything of a tenant, as it is now."""
    out = io.BytesIO()
    told = {"tell": lambda _done, _of: None, **how}
    with tenancy.inside(tenant):
        made = making.make(out, number=tenant.pk, about=making.about(tenant), **told)
    return Export(ZipFile(io.BytesIO(out.getvalue())), made)


def administrator(slug: str, name: str = "Adam Pierwszy") -> Member:
    """Somebody who may take everything out; asked from inside of the unit."""
    if there := Member.objects.filter(display_name=name).first():
        return there
    with tenancy.acting_as(tenancy.Role.WEB):
        email = f"{name.split()[0].lower()}@{slug}.example.org"
        return make.member(make.tenant(slug), email, name, "administrator")


def asked(*, by: Member, on: date = make.TODAY) -> UnitExport:
    return operations.ask_to_export(reason=REASON, on=on, at=NOW, by=by)


def agreed(*, by: Member, agreed_by: Member, on: date = make.TODAY) -> UnitExport:
    export = asked(by=by, on=on)
    return operations.agree_to_export(export=export, on=on, at=NOW, by=agreed_by)
