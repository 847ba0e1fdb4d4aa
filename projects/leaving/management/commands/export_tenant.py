"""`export_tenant`: everything of one tenant in one archive that is read without Szansa."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import tenancy
from core.permissions import System
from projects.leaving import making, operations
from projects.leaving.making import Made
from tenants.models import Tenant


class Command(BaseCommand):
    """The file is its owner's alone, and is there whole or not at all."""

    help = "Write everything of a tenant into one archive: tables, files, descriptions, checksums."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="NAME", help="the tenant, as its address begins")
        parser.add_argument("--to", required=True, type=Path, metavar="FILE")
        parser.add_argument("--reason", required=True, help="kept in the tenant's audit trail")

    def handle(self, **options: Any) -> None:
        tenant, path = _tenant(options["name"]), options["to"].absolute()
        if path.exists():
            raise CommandError(f"{path} is there already. Nothing is overwritten: name another.")
        with tenancy.inside(tenant), _appearing(path) as out:
            made = making.make(
                out, number=tenant.pk, about=making.about(tenant), tell=lambda _done, _of: None
            )
            operations.note_export(
                reason=options["reason"], count=made.rows_count, by=System("export_tenant")
            )
        self._tell(path, made, out)

    def _tell(self, path: Path, made: Made, out: "Summed") -> None:
        self.stdout.write(
            f"{path}: {made.rows_count} rows of {len(made.rows)} tables, {made.files_count} files,"
            f" {out.size} bytes, as of {made.at:%Y-%m-%d %H:%M:%S} UTC"
        )
        self.stdout.write(f"SHA-256 {out.sum.hexdigest()}")
        for table, column, row in made.unreadable:
            self.stderr.write(f"did not open: {table}.{column} of {row}")


class Summed:
    """Sums what goes to a file; nobody goes back in it."""

    def __init__(self, out: IO[bytes]) -> None:
        self.out, self.sum, self.size = out, hashlib.sha256(), 0

    def write(self, content: bytes, /) -> int:
        self.sum.update(content)
        self.size += len(content)
        return self.out.write(content)

    def flush(self) -> None:
        self.out.flush()


@contextmanager
def _appearing(path: Path) -> Iterator[Summed]:
    """A file that is seen under its name once it is whole, and otherwise leaves nothing."""
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise CommandError(f"{path.parent} cannot be written to: {error.strerror}.") from error
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as out:
            yield Summed(out)
            out.flush()
            os.fsync(descriptor)
        beside.rename(path)
    except OSError as error:
        raise CommandError(f"{path} was not written: {error.strerror}.") from error
    finally:
        beside.unlink(missing_ok=True)


def _tenant(name: str) -> Tenant:
    units = Tenant.objects.exclude(kind=Tenant.Kind.METROPOLIS)
    found = units.exclude(state=Tenant.State.OPENING).filter(schema_name=name.replace("-", "_"))
    if not found:
        raise CommandError(f"No tenant is called “{name}”.")
    return found.get()
