"""A tenant's own participations as rules read them, from the view that facts are made of.

Inside a tenant nobody may read facts. What the publishing worker counts from facts is judged here in
Python, person by person, wherever somebody asks who counts and why, or freezes who counted.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from indicators.definitions import queries as definitions
from indicators.definitions.models import Definition
from indicators.definitions.queries import Published
from indicators.language import as_python, nodes
from indicators.language.as_python import Verdict
from projects.agreements.models import Project
from projects.participants.models import AnonymousParticipation, Participation
from projects.support.models import CountingFact

Row = dict[str, Any]


def counting_rows(rows: QuerySet[Participation]) -> Iterator[tuple[UUID, Row]]:
    """The columns that rules may ask about, in the participations' order; two queries for any number.

    Whoever is out of the count, taken in by mistake or not begun, has no row.
    """
    ids = list(rows.values_list("pk", flat=True))
    known = {row["id"]: row for row in _rows(ids)}
    yield from ((pk, known[pk]) for pk in ids if pk in known)


def counting_row(participation: Participation) -> Row | None:
    """The row of one participation, or None for one that is out of the count."""
    return next(iter(_rows([participation.pk])), None)


def counting_rows_of(
    project: Project, *, among: Collection[UUID] | None = None
) -> Iterator[tuple[UUID, Row]]:
    """The same of a whole project, anonymous participations included; one query.

    `among` are the living participations that are asked for; nobody can change the anonymous ones.
    """
    rows = CountingFact.objects.filter(project_id=project.pk).order_by("pk")
    if among is not None:
        anonymous = AnonymousParticipation.objects.filter(project=project).values("pk")
        rows = rows.filter(Q(pk__in=list(among)) | Q(pk__in=anonymous))
    yield from ((row["id"], dict(row)) for row in rows.values())


def anonymous_rows(projects: QuerySet[Project]) -> Iterator[tuple[UUID, Row]]:
    """The same of those in these projects who are nobody's any more."""
    anonymous = AnonymousParticipation.objects.filter(project__in=projects.order_by().values("pk"))
    rows = CountingFact.objects.filter(pk__in=anonymous.values("pk")).order_by("pk")
    yield from ((row["id"], dict(row)) for row in rows.values())


def _rows(ids: Collection[UUID]) -> list[Row]:
    return [dict(row) for row in CountingFact.objects.filter(pk__in=ids).values()]


@dataclass(frozen=True)
class Indicator:
    """A definition with all versions that have come into force, oldest first."""

    definition: Definition
    versions: Sequence[Published]

    def asks(self, row: Row) -> bool:
        """Whether the participation is one of those that the indicator is about."""
        return self.definition.rule_set in ("", row["rule_set"])

    @property
    def is_local(self) -> bool:
        """Whether it is the unit's own, and in no cell: those have numbers below zero."""
        return self.definition.number < 0

    @property
    def newest(self) -> Published:
        return self.versions[-1]


@dataclass(frozen=True)
class Judgement:
    """What the version in force said, and the day the participation counts on, if it does.

    Without a day to count on, the newest version is asked, so that there is a reason to tell.
    """

    version: Published
    verdict: Verdict
    counted_on: date | None

    @property
    def counts(self) -> bool:
        return self.counted_on is not None


def indicators(*, on: date) -> dict[str, Indicator]:
    """Every definition that a rule counts, by its code, in the programme's order."""
    versions: dict[str, list[Published]] = defaultdict(list)
    for one in definitions.published(on=on):
        versions[one.definition.code].append(one)
    return {code: Indicator(own[0].definition, own) for code, own in versions.items()}


class Jury:
    """Judges many rows by the same indicators, and asks a rule once about those it cannot tell apart.

    Two thousand people differ in a few dozen ways as far as one rule asks, so that a whole project
    is judged in a fraction of the time.
    """

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        self._by_day = [
            (
                one,
                one.definition.counts_on,
                [(version, _Rule(version.rule)) for version in one.versions],
            )
            for one in indicators
        ]

    def hits(self, row: Row, *, until: date) -> Iterator[tuple[Indicator, date]]:
        """Each indicator for which the row counts on a day up to this one, with the day."""
        for indicator, counts_on, rules in self._by_day:
            day = row[counts_on]
            # The rule is asked last: most results have no day to count on.
            if day is None or day > until:
                continue
            rule = next((rule for version, rule in rules if version.judges(day)), None)
            if rule is not None and rule.holds(row):
                yield indicator, day


class _Rule:
    """One rule and what it said so far, by the values that decide."""

    def __init__(self, tree: nodes.Branch) -> None:
        self._tree = tree
        self._deciding = itemgetter(*as_python.asked(tree))
        self._said: dict[Any, bool] = {}

    def holds(self, row: Row) -> bool:
        key = self._deciding(row)
        said = self._said.get(key)
        if said is None:
            said = self._said[key] = as_python.verdict(self._tree, row).holds
        return said


def judge(indicator: Indicator, row: Row) -> Judgement:
    """Judge a participation that the indicator asks for, as publishing does: by its day's version."""
    day = row[indicator.definition.counts_on]
    judging = [one for one in indicator.versions if day and one.judges(day)]
    version = judging[0] if judging else indicator.newest
    verdict = as_python.verdict(version.rule, row)
    return Judgement(version, verdict, day if judging and verdict.holds else None)
