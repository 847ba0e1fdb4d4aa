"""Names in lists: namesakes are told apart by the day they were born."""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from projects.participants.models import Participation
from ui import formats


def told_apart(rows: Iterable[Participation]) -> list[tuple[UUID, str]]:
    """By participation, in the given order; only a name that repeats tells the day of birth."""
    named = [(row, str(row.person)) for row in rows]
    times = Counter(name for _row, name in named)
    return [(row.pk, _told(row, name) if times[name] > 1 else name) for row, name in named]


def told_apart_among(
    rows: Iterable[Participation], everybody: QuerySet[Participation]
) -> dict[UUID, str]:
    """Of one page of a long list: whoever has a namesake anywhere in it tells the day of birth.

    One person in two projects is nobody's namesake. One query.
    """
    shown = list(rows)
    alike = everybody.filter(person__sort_key__in={row.person.sort_key for row in shown})
    persons = alike.order_by().values_list("person__sort_key", "person").distinct()
    times = Counter(key for key, _person in persons)
    return {
        row.pk: _told(row, name) if times[row.person.sort_key] > 1 else name
        for row, name in ((row, str(row.person)) for row in shown)
    }


def _told(row: Participation, name: str) -> str:
    born_on = formats.day(row.person.born_on)
    return _("%(name)s, born on %(born_on)s") % {"name": name, "born_on": born_on}
