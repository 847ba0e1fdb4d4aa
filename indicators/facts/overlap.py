"""Where people take part: how often in one tenant, in which of its projects, how often in all.

Kept like cells: a publication changes this by little or by nothing, so what the touched people were
is compared with what they are.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from itertools import combinations
from uuid import UUID

from django.db import connection

# Of each person a line for each participation, sorted: the tenant and the project.
Image = dict[int, list[tuple[int, UUID]]]

_IMAGE = """
select person_no, tenant_id, project_id from facts.participation
where person_no = any(%s) order by tenant_id, project_id"""

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


def image(people: Collection[int]) -> Image:
    """Where these people take part; whoever takes part in nothing is not there."""
    found: Image = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_IMAGE, [list(people)])
        for number, tenant_id, project_id in cursor.fetchall():
            found[number].append((tenant_id, project_id))
    return found


def moved(before: Image, after: Image) -> list[int]:
    """Who takes part elsewhere or more often or less than before."""
    return sorted(
        number for number in before.keys() | after.keys() if before.get(number) != after.get(number)
    )


def repeated(before: Image, after: Image) -> list[int]:
    """Who takes part more than once, or did: nothing comes before the hits of anybody else."""
    return sorted({number for one in (before, after) for number in one if len(one[number]) > 1})


def add_difference(before: Image, after: Image, *, tenant_id: int) -> None:
    """Change the counts of the tenant we are inside of by what has changed for the touched people."""
    was, is_now = (_in_tenant(one, tenant_id) for one in (before, after))
    repeats, shared = _repeats(is_now), _shared(is_now)
    repeats.subtract(_repeats(was))
    shared.subtract(_shared(was))
    times = [(number, n) for number, n in repeats.items() if n]
    pairs = [(*pair, n) for pair, n in shared.items() if n]
    with connection.cursor() as cursor:
        if times:
            cursor.execute(_ADD_REPEATS, _columns(times))
        if pairs:
            cursor.execute(_ADD_SHARED, _columns(pairs))
        if times or pairs:
            for statement in _FORGET_NOBODY:
                cursor.execute(statement)


def _in_tenant(found: Image, tenant_id: int) -> list[list[UUID]]:
    """The projects of each person who takes part in the tenant."""
    each = (
        [project for tenant, project in lines if tenant == tenant_id] for lines in found.values()
    )
    return [projects for projects in each if projects]


def _repeats(found: Iterable[list[UUID]]) -> Counter[int]:
    return Counter(map(len, found))


def _shared(found: Iterable[list[UUID]]) -> Counter[tuple[UUID, UUID]]:
    each = (combinations(sorted(set(projects)), 2) for projects in found)
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
