"""How often the people of one tenant take part in it, and in which of its projects.

Kept like cells: a publication changes this by little or by nothing, so what the touched people were
is compared with what they are.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from itertools import combinations
from uuid import UUID

from django.db import connection

# Where each person takes part; one line for each participation.
Image = dict[int, list[UUID]]

_IMAGE = """
select person_no, project_id from facts.participation
where tenant_id = %s and person_no = any(%s)"""

REPEATS = "select times, people_count from cell_repeat"
REPEATS_FROM_NOTHING = """
select times::smallint, count(*)::integer from (
  select count(*) as times from facts.participation where tenant_id = %(tenant)s group by person_no
) of_people group by times"""
SHARED = "select project_id, other_project_id, people_count from cell_shared"
SHARED_FROM_NOTHING = """
select a.project_id, b.project_id, count(distinct a.person_no)::integer
from facts.participation a
join facts.participation b on b.person_no = a.person_no and b.project_id > a.project_id
where a.tenant_id = %(tenant)s and b.tenant_id = %(tenant)s
group by a.project_id, b.project_id"""

_ADD_REPEATS = """
insert into cell_repeat (times, people_count)
select * from unnest(%s::smallint[], %s::integer[])
on conflict (times) do update set people_count = cell_repeat.people_count + excluded.people_count"""
_ADD_SHARED = """
insert into cell_shared (project_id, other_project_id, people_count)
select * from unnest(%s::uuid[], %s::uuid[], %s::integer[])
on conflict (project_id, other_project_id) do update
set people_count = cell_shared.people_count + excluded.people_count"""
_FORGET_NOBODY = (
    "delete from cell_repeat where people_count = 0",
    "delete from cell_shared where people_count = 0",
)


def image(people: Collection[int], *, tenant_id: int) -> Image:
    """Where these people take part in the tenant."""
    found: Image = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_IMAGE, [tenant_id, list(people)])
        for number, project_id in cursor.fetchall():
            found[number].append(project_id)
    return found


def add_difference(before: Image, after: Image) -> None:
    """Change the counts of the tenant we are inside of by what has changed for the touched people."""
    repeats, shared = _repeats(after), _shared(after)
    repeats.subtract(_repeats(before))
    shared.subtract(_shared(before))
    moved = [(times, n) for times, n in repeats.items() if n]
    pairs = [(*pair, n) for pair, n in shared.items() if n]
    with connection.cursor() as cursor:
        if moved:
            cursor.execute(_ADD_REPEATS, _columns(moved))
        if pairs:
            cursor.execute(_ADD_SHARED, _columns(pairs))
        if moved or pairs:
            for statement in _FORGET_NOBODY:
                cursor.execute(statement)


def _repeats(found: Image) -> Counter[int]:
    return Counter(len(projects) for projects in found.values())


def _shared(found: Image) -> Counter[tuple[UUID, UUID]]:
    each = (combinations(sorted(set(projects)), 2) for projects in found.values())
    return Counter(pair for pairs in each for pair in pairs)


def _columns(rows: Iterable[tuple[object, ...]]) -> list[list[object]]:
    return [list(column) for column in zip(*rows, strict=True)]


def rebuild(tenant_id: int) -> None:
    """Make the counts of the tenant we are inside of from nothing."""
    with connection.cursor() as cursor:
        cursor.execute("delete from cell_repeat")
        cursor.execute("delete from cell_shared")
        cursor.execute(f"insert into cell_repeat {REPEATS_FROM_NOTHING}", {"tenant": tenant_id})
        cursor.execute(f"insert into cell_shared {SHARED_FROM_NOTHING}", {"tenant": tenant_id})
