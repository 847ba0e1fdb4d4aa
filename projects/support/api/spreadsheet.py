"""The same attendance and support from a spreadsheet: CSV goes in, CSV with every mistake comes back."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.request import Request

from core.api import bulk, tables
from core.api.paging import bad_parameter
from core.api.problems import Problem, not_found
from core.api.tables import Row
from projects.partners.actions import Action
from projects.partners.door import PartnerResource, Told
from projects.partners.queries import Reach
from projects.partners.records import identified
from projects.support import queries
from projects.support.api import attendance, given
from projects.support.models import Session
from projects.support.queries import served

# Heads of the columns in Polish; a sheet may have either.
COLUMNS = {
    "sesja": "session",
    "uczestnik": "participant",
    "obecność": "mark",
    "godziny": "hours",
    "wersja": "version",
    "usługa": "service",
    "dzień": "given_on",
    "ilość": "quantity",
}
# They help whoever fills the sheet in; nothing is read from them.
FOR_EYES = ("held_on", "name", "data", "osoba")
HEAD = ("session", "held_on", "participant", "name", "mark", "hours", "version")


@dataclass(frozen=True)
class Kind:
    """What a table can be: the column it is known by, and what takes its rows."""

    known_by: str
    action: str
    takes: type[bulk.BatchIn]
    carry_out: Callable[[Reach, Mapping[str, Any]], Told]


KINDS = (
    Kind("session", Action.WRITE_ATTENDANCE, attendance.MarksIn, attendance.marked),
    Kind("service", Action.WRITE_SUPPORT, given.SupportIn, given.given),
)


class Spreadsheet(PartnerResource):
    """Attendance where the table has a column `session`, support where it has `service`."""

    parser_classes = (tables.Table,)
    http_method_names = ("get", "post", "options")
    actions = {"GET": Action.READ_ATTENDANCE}
    parameters = {"GET": {"session": "uuid"}, "POST": {"atomic": bool}}
    table: Sequence[Row] = ()

    def get(self, request: Request) -> HttpResponse:
        """The sheet of one of the partner's sessions, to be filled in and sent back."""
        self.allow_parameters("session")
        typed = request.query_params.get("session")
        if typed is None:
            raise bad_parameter("session", _("Name the session whose sheet you want."))
        own = served.sessions_of(self.lines()).select_related("participation__person")
        found = own.filter(pk=identified("session", typed)).first()
        if found is None:
            raise not_found()
        return _answer(tables.written(HEAD, self._sheet(found)))

    def _sheet(self, session: Session) -> Iterator[Sequence[object]]:
        """A line for each person; named where the token may know whom the partner serves."""
        is_named = self.reach.allows(Action.READ_PARTICIPANTS)
        for row in queries.sheet_of([session]).rows:
            cell, stay = row.cells[session.pk], row.participation
            name = str(stay.person) if is_named else ""
            hours = str(cell.hours).replace(".", ",") if cell and cell.mark else ""
            marked = (cell.mark, hours, cell.version) if cell else ("", "", 0)
            yield (session.pk, session.held_on, stay.pk, name, *marked)

    def post(self, request: Request) -> HttpResponse:
        self.allow_parameters("atomic")
        self._require(*(kind.action for kind in KINDS))
        self.table = request.data
        if not self.table:
            raise Problem("malformed", _("The table has no filled row below its head."))
        items = [_named(row) for row in self.table]
        kind = _kind(items)
        self._require(kind.action)
        rows = [row.number for row in self.table]
        sent = self.read(kind.takes, {"items": items, "atomic": self._is_atomic()}, rows=rows)
        answer = self.carry_out(lambda: kind.carry_out(self.reach, sent))
        results = json.loads(answer.content)["items"]
        answer.content = tables.of_results(results, self.table)
        answer.headers["Content-Type"] = tables.CONTENT_TYPE
        return answer

    def handle_exception(self, exc: Exception) -> Any:
        """Mistakes in rows come back as rows; whatever else is wrong, as a problem document."""
        answer = super().handle_exception(exc)
        problem: Problem | None = getattr(answer, "problem", None)
        if problem is None or not problem.faults or not self.table:
            return answer
        answer.content = tables.of_faults(problem.faults, self.table)
        answer.headers["Content-Type"] = tables.CONTENT_TYPE
        return answer

    def _require(self, *any_of: str) -> None:
        if not any(self.reach.allows(action) for action in any_of):
            raise Problem("not-in-scope", _("The token may not send this table."))

    def _is_atomic(self) -> bool:
        typed = self.request.query_params.get("atomic", "true")
        if typed not in ("true", "false"):
            raise bad_parameter("atomic", _("Write true or false."))
        return typed == "true"


def _named(row: Row) -> dict[str, str]:
    cells = {COLUMNS.get(name, name): cell for name, cell in row.cells.items()}
    return {name: cell for name, cell in cells.items() if name not in FOR_EYES}


def _kind(items: Sequence[Mapping[str, str]]) -> Kind:
    columns = {name for item in items for name in item}
    found = [kind for kind in KINDS if kind.known_by in columns]
    if len(found) != 1:
        raise Problem(
            "malformed",
            _("The table needs a column session for attendance, or service for support."),
        )
    return found[0]


def _answer(content: bytes) -> HttpResponse:
    return HttpResponse(content, content_type=tables.CONTENT_TYPE)
