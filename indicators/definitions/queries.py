"""What can be asked about definitions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from indicators.definitions.models import Definition, Version
from indicators.definitions.vocabulary import Kind, Status
from indicators.language import nodes, tree
from indicators.language.counted import Counted

_IS_PUBLISHED = Q(status=Status.PUBLISHED, rule__isnull=False)
# Asked with every change of a person: it takes the ORM longer to say this than to answer it.
_PUBLISHED_IDS = f"""
select id from definition_version
where status = '{Status.PUBLISHED}' and rule is not null and effective_from <= %s order by id"""


@dataclass(frozen=True)
class Published:
    """A version with its rule, read, and the days it judges: from `since` until the day before
    `until`, which the next version takes over; the last one has no end.

    A participation is judged by the version in force on the day it would count on, so that a new
    version never changes what counted before it.
    """

    definition: Definition
    version: Version
    rule: nodes.Branch
    since: date
    until: date | None

    def judges(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    @property
    def counted(self) -> Counted:
        """What the readings of the language take."""
        return Counted(
            key=self.definition.number,
            tree=self.rule,
            counts_on=self.definition.counts_on,
            rule_set=self.definition.rule_set,
            since=self.since,
            until=self.until,
        )


def published(*, on: date) -> list[Published]:
    """Every version that has come into force by a day, in the programme's order, oldest first.

    Only definitions that a rule counts: rates and what is declared by hand have nothing to judge.
    """
    return list(_in_order(_versions().filter(effective_from__lte=on)))


def published_ids(*, on: date) -> list[UUID]:
    """Which versions `published` would read: what is made of them may be kept as long as they stay."""
    with connection.cursor() as cursor:
        cursor.execute(_PUBLISHED_IDS, [on])
        return [version_id for (version_id,) in cursor.fetchall()]


def in_force(*, on: date) -> list[Published]:
    """Every counted definition with its version of that day, in the programme's order."""
    return [one for one in published(on=on) if one.judges(on)]


def versions_of(definition: Definition) -> list[Published]:
    """Every published version of one definition, also of days to come, the oldest first."""
    return list(_in_order(_versions().filter(definition=definition)))


def judged_by(definition: Definition, day: date) -> Published | None:
    """The version that judges whoever would count on this day; before the first one nobody counts."""
    return next((one for one in versions_of(definition) if one.judges(day)), None)


def rates(*, on: date) -> list[Definition]:
    """Every rate that has come into force by a day, in the programme's order; nothing judges it."""
    published = Version.objects.filter(status=Status.PUBLISHED, effective_from__lte=on)
    rows = Definition.objects.filter(kind=Kind.RATE, pk__in=published.values("definition"))
    return list(rows)


def definitions() -> dict[str, Definition]:
    """Every definition by its code, in the programme's order."""
    return {definition.code: definition for definition in Definition.objects.all()}


def _versions() -> QuerySet[Version]:
    rows = Version.objects.filter(_IS_PUBLISHED)
    return rows.select_related("definition").order_by(
        "definition__position", "definition_id", "effective_from"
    )


def _in_order(versions: Iterable[Version]) -> Iterator[Published]:
    """Each version with the day on which the next one of its definition takes over."""
    for _code, own in groupby(versions, key=lambda version: version.definition_id):
        ordered = list(own)
        ends = [*(following.effective_from for following in ordered[1:]), None]
        for version, until in zip(ordered, ends, strict=True):
            since = version.effective_from
            yield Published(version.definition, version, _read(version), since, until)


# A published version never changes, so each is read once, however many pages ask.
_RULES: dict[UUID, nodes.Branch] = {}


def _read(version: Version) -> nodes.Branch:
    if version.pk not in _RULES:
        _RULES[version.pk] = tree.parse(version.rule)
    return _RULES[version.pk]
