"""What is known and suspected about people who look alike. Read only.

Links never change a count. The tenant's and the programme's unique people are matched by PESEL
alone, in the publishing worker: a link is somebody's judgement, it may be taken back, and a figure
once reported must not move with it. What a link does: linked people show each other's
participations on their pages.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from projects.participants import similarity
from projects.participants.models import Participation, Person, PersonLink
from projects.participants.vocabulary_path import LinkKind

LINKED = """
with recursive linked (id) as (
  select %s::uuid
  union
  select case when person_link.first_id = linked.id then person_link.second_id
    else person_link.first_id end
  from person_link join linked on linked.id in (person_link.first_id, person_link.second_id)
  where person_link.kind = 'SAME'
)
select id from linked
"""
TAKING_PART = """
with recursive pair (one, other) as (
  select first_id, second_id from person_link where kind = 'SAME'
  union all
  select second_id, first_id from person_link where kind = 'SAME'
), linked (one, other) as (
  select one, other from pair where one = any(%(people)s)
  union
  select linked.one, pair.other from linked join pair on pair.one = linked.other
)
select linked.one, participation.id, participation.project_id, participation.started_on
from linked join participation on participation.person_id = linked.other
where participation.project_id = any(%(projects)s) and participation.voided_at is null
"""
COMPARED = ("id", "given_name", "family_name", "born_on", "sex", "pesel_index")


def linked_ids(person_id: UUID) -> frozenset[UUID]:
    """The person and everybody linked with them, over any number of links."""
    with connection.cursor() as cursor:
        cursor.execute(LINKED, [person_id])
        return frozenset(row[0] for row in cursor.fetchall())


def linked_participations(
    *, people: Collection[UUID], projects: Collection[UUID]
) -> dict[UUID, list[tuple[UUID, UUID, date | None]]]:
    """Of each person, what their linked entries take part in: id, project, first day; one query."""
    found: dict[UUID, list[tuple[UUID, UUID, date | None]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(TAKING_PART, {"people": list(people), "projects": list(projects)})
        for person, *taken in cursor.fetchall():
            found[person].append(tuple(taken))
    return found


@dataclass(frozen=True)
class Lookalike:
    """Somebody who looks like the person asked about; a person out of sight is not named."""

    person: Person
    likeness: similarity.Likeness
    is_visible: bool


def lookalikes(
    asked: similarity.Profile,
    *,
    visible: QuerySet[Participation],
    apart_from: Iterable[UUID] = (),
) -> list[Lookalike]:
    """Everybody of the tenant who looks like the person, the most alike first; one query.

    Not whoever has the same PESEL: that is the person, and entering them again is refused anyway.
    """
    seen = Exists(visible.filter(person=OuterRef("pk")).values("pk"))
    near = Person.objects.filter(born_on__in=similarity.near_days(asked.born_on))
    if asked.pesel_key:
        near = near.exclude(pesel_index=asked.pesel_key)
    found = [
        Lookalike(person, similarity.likeness(asked, profile_of(person)), person.is_visible)
        for person in near.exclude(pk__in=list(apart_from)).annotate(is_visible=seen)
    ]
    alike = [each for each in found if each.likeness.is_alike]
    return sorted(alike, key=lambda each: -each.likeness.score)


def lookalikes_of(person: Person, *, visible: QuerySet[Participation]) -> list[Lookalike]:
    """Those about whom nobody has decided yet."""
    return lookalikes(
        profile_of(person), visible=visible, apart_from=[person.pk, *_decided_with(person.pk)]
    )


def profile_of(person: Person) -> similarity.Profile:
    return similarity.profile(
        given_name=person.given_name,
        family_name=person.family_name,
        born_on=person.born_on,
        sex=person.sex,
        pesel_key=bytes(person.pesel_index) if person.pesel_index else None,
    )


@dataclass(frozen=True)
class Suspicion:
    """Two people who look alike and about whom nobody has decided."""

    first: Person
    second: Person
    likeness: similarity.Likeness


def suspected_pairs(visible: QuerySet[Participation]) -> list[similarity.Pair[UUID]]:
    """All undecided pairs among the people of these participations, the most alike first."""
    people = Person.objects.filter(pk__in=visible.order_by().values("person"))
    profiles = [
        (
            row[0],
            similarity.profile(
                given_name=row[1],
                family_name=row[2],
                born_on=row[3],
                sex=row[4],
                pesel_key=bytes(row[5]) if row[5] else None,
            ),
        )
        for row in people.order_by("sort_key", "id").values_list(*COMPARED)
    ]
    settled = _settled()
    return [
        pair
        for pair in similarity.alike_pairs(profiles)
        if frozenset((pair.first, pair.second)) not in settled
    ]


def with_people(pairs: Iterable[similarity.Pair[UUID]]) -> list[Suspicion]:
    pairs = list(pairs)
    ids = {person for pair in pairs for person in (pair.first, pair.second)}
    people = Person.objects.in_bulk(ids)
    return [Suspicion(people[p.first], people[p.second], p.likeness) for p in pairs]


def decisions(visible: QuerySet[Participation]) -> QuerySet[PersonLink]:
    """Decisions about people of whom both are visible, the newest first."""
    seen = visible.order_by().values("person")
    rows = PersonLink.objects.filter(first__in=seen, second__in=seen)
    return rows.select_related("first", "second", "decided_by")


def _decided_with(person_id: UUID) -> set[UUID]:
    rows = PersonLink.objects.filter(Q(first=person_id) | Q(second=person_id))
    pairs = rows.values_list("first", "second")
    return {other for pair in pairs for other in pair} | set(linked_ids(person_id))


def linked_groups() -> dict[UUID, frozenset[UUID]]:
    """Everybody who is linked with somebody, with their whole group; one query for the tenant."""
    groups: dict[UUID, frozenset[UUID]] = {}
    pairs = PersonLink.objects.filter(kind=LinkKind.SAME).order_by()
    for first, second in pairs.values_list("first", "second"):
        joined = groups.get(first, frozenset({first})) | groups.get(second, frozenset({second}))
        groups.update(dict.fromkeys(joined, joined))
    return groups


def _settled() -> set[frozenset[UUID]]:
    """Every pair decided upon, and every pair that links make the same person."""
    pairs = PersonLink.objects.order_by().values_list("first", "second")
    settled = {frozenset(pair) for pair in pairs}
    for group in set(linked_groups().values()):
        settled |= {frozenset(pair) for pair in combinations(group, 2)}
    return settled
