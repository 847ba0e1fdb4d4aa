"""A list of records and each of them by its id: filtered, paged, with what has changed and gone."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from core.api import paging, tags
from core.api.paging import bad_parameter
from core.api.problems import Problem, not_found
from core.api.serializers import Out
from core.questions import Question
from projects.partners.door import PartnerResource
from projects.partners.queries import Lines

# A change may be committed a while after its moment: whoever asks again begins that much earlier.
OVERLAP = timedelta(minutes=5)
ALWAYS = ("cursor", "limit", "fields", "updated_since")


class Records(PartnerResource):
    """What of one kind the token reaches. `filters` leads a parameter to the column of its id."""

    out: type[Out]
    moment = "changed_at"
    filters: Mapping[str, str] = {}

    the_one: ClassVar[Question]

    def __init_subclass__(cls, **facts: Any) -> None:
        super().__init_subclass__(**facts)
        cls.the_one = Question(lambda lines, pk: cls.rows(lines).filter(pk=pk))

    @staticmethod
    def rows(lines: Lines) -> QuerySet:
        """Those of the partner's lines; the same question for all lines but for the lines themselves."""
        raise NotImplementedError

    def removed(self, since: datetime) -> QuerySet | None:
        """Records that are there no more; None where that cannot be told."""
        return None

    def get(self, request: Request, record_id: UUID | None = None) -> HttpResponse:
        return self._list() if record_id is None else self._one(record_id)

    def _one(self, record_id: UUID) -> HttpResponse:
        self.allow_parameters("fields")
        found = self.the_one.first(lines=self.lines(), pk=record_id)
        if found is None:
            raise not_found()
        return self.tagged(self._told(found), version=_version(found, self.moment))

    def _told(self, record: Any) -> Any:
        if self.out.depends_on_reader or "fields" in self.request.query_params:
            return self.chosen(self.out)(record, context={"reach": self.reach}).data
        return self.out.of(record)

    def require_match(self, record: Any) -> None:
        """Change only what the sender has seen: If-Match names the version that it read, or several.

        `If-Match: *` is RFC 9110's way to say "whatever is there": the sender asked for it in so many
        words. Raises a Problem with both versions where the record has changed meanwhile.
        """
        current, named = _version(record, self.moment), self.request.headers.get("If-Match")
        if named is None:
            raise Problem(
                "version-needed", _("Send the header If-Match with the ETag that you read.")
            )
        if not tags.is_the_one(named, tags.tag(current)):
            raise Problem(
                "changed-meanwhile",
                _("Read it again, and decide by what is there now."),
                current_version=current,
                your_version=named.strip('"'),
            )

    def _list(self) -> HttpResponse:
        self.allow_parameters(*ALWAYS, *self.filters)
        rows, since = self._filtered(), self.moment_named("updated_since")
        begun_at = timezone.now()
        if since is not None:
            rows = rows.filter(**{f"{self.moment}__gte": since})
        cursor = self.request.query_params.get("cursor")
        page = paging.page_of(rows, size=self.size(), cursor=cursor, moment=self.moment)
        chosen = self.chosen(self.out)
        told: dict[str, Any] = {
            "items": chosen(page.records, many=True, context={"reach": self.reach}).data,
            "next_cursor": page.next_cursor,
            "next_updated_since": _in_utc(begun_at - OVERLAP),
        }
        gone = None if since is None or cursor else self.removed(since)
        if gone is not None:
            told["removed"] = [
                {"id": one.record_id, "removed_at": _in_utc(one.removed_at)} for one in gone
            ]
        return Response(told)

    def _filtered(self) -> QuerySet:
        rows = self.rows(self.lines())
        for name, column in self.filters.items():
            typed = self.request.query_params.get(name)
            if typed is not None:
                rows = rows.filter(**{column: identified(name, typed)})
        return rows


def identified(name: str, typed: str) -> UUID:
    """The id in a parameter of the address."""
    try:
        return UUID(typed)
    except ValueError as broken:
        raise bad_parameter(name, _("Write an id as the API tells it.")) from broken


def _version(record: Any, moment: str) -> str:
    """Its own number, or the moment of its last change where it is told of several rows."""
    if moment == "changed_at" and hasattr(record, "version"):
        return str(record.version)
    return _in_utc(getattr(record, moment))


def _in_utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
