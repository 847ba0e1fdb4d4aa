"""Has the archive made in the background, for whoever asked and as long as the agreement stands."""

from datetime import datetime
from typing import TYPE_CHECKING, cast
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import audit, tenancy
from core.days import today
from core.ledger.models import Member
from core.permissions import Actor, Permission, require
from projects.leaving import making, queries, refusals
from projects.leaving.models import UnitExport
from projects.workbench import operations as workbench
from projects.workbench import preparing
from projects.workbench.models import PreparedFile
from projects.workbench.preparing import Arguments, Maker, Making, Trace

if TYPE_CHECKING:
    from tenants.models import Tenant

KIND = "whole unit"


def prepare(export: UnitExport, *, at: datetime, by: Member) -> PreparedFile:
    """Ask for the archive; it waits among the person's files, sealed, for one download."""
    arguments = {"export": str(export.pk)}
    day = timezone.localtime(at)
    name = f"{tenancy.current().schema_name.replace('_', '-')}-{day:%Y-%m-%d}.zip"
    return workbench.prepare_file(kind=KIND, arguments=arguments, name=name, at=at, by=by)


def waiting(*, at: datetime, by: Member) -> PreparedFile | None:
    """The archive that is being made for somebody, or that they have not downloaded yet."""
    return preparing.kept(KIND, of=by, at=at)


def allow(by: Actor, arguments: Arguments) -> None:
    """Asked when it is ordered, made and taken: an agreement that was taken back stops all three."""
    require(by, Permission.EXPORT_UNIT)
    export = _export(arguments)
    if export.asked_by_id != getattr(by, "pk", None):
        raise refusals.AskersOnly(who=export.asked_by.display_name)
    if not export.is_usable(on=today()):
        raise refusals.NotAgreed


def make(work: Making) -> Trace:
    tenant = cast("Tenant", tenancy.current())
    made = making.make(work.out, number=tenant.pk, about=making.about(tenant), tell=work.tell)
    export = _export(work.arguments)
    export.made_at, export.rows_count = made.at, made.rows_count
    export.files_count, export.unreadable_count = made.files_count, len(made.unreadable)
    export.save(update_fields=["made_at", "rows_count", "files_count", "unreadable_count"])
    return Trace(verb="made an export of everything", subject=export)


def taken(by: Member, arguments: Arguments, at: datetime) -> None:
    export = _export(arguments)
    export.taken_at = at
    export.save(update_fields=["taken_at"])
    audit.record("took everything out", export, by=by)


def _export(arguments: Arguments) -> UnitExport:
    return queries.exports().get(pk=UUID(str(arguments["export"])))


def register_maker() -> None:
    label = _("Archive of the whole unit")
    preparing.register(
        Maker(code=KIND, label=label, allow=allow, make=make, taken=taken, is_single=True)
    )
