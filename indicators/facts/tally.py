"""Cells by difference: what the hits of the touched people were, what they are, and what that changes.

A cell is a sum over hits, each of which says itself whether it is its person's first one; so a
change of a few people changes a few cells by a little, however many others there are. Everything
runs in the transaction that replaces the facts, and nobody else publishes meanwhile.
"""

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from indicators.facts import statements

# A hit as cells see it: where it counts, when, after what, and the traits of its person.
_IMAGE = """
select p.person_no, p.tenant_id, p.unit_code, p.project_id, h.definition_no, h.counted_on,
  h.prior_in_project, h.prior_in_tenant, h.prior_in_unit, h.prior_in_programme,
  p.sex, p.disability, p.labour_status,
  case when p.age < 18 then 'U18' when p.age < 30 then '18-29' when p.age < 55 then '30-54'
    else '55+' end as age_band,
  case when p.isced is null then 'UNKNOWN' when p.isced < 3 then 'LOW' when p.isced < 5 then 'MIDDLE'
    else 'HIGH' end as education
from facts.hit h
join facts.participation p on p.id = h.participation_id"""
_COLUMNS = """tenant_id, unit_code, project_id, definition_no, counted_on, prior_in_project,
  prior_in_tenant, prior_in_unit, prior_in_programme, sex, disability, labour_status, age_band,
  education"""

_SCRATCH = f"""
create temporary table if not exists {{name}} on commit delete rows as
select *, 0 as n from ({_IMAGE}) image with no data"""
# Emptied by the commit, and here for who publishes twice in one transaction. One round trip.
_SCRATCHES = ";".join(
    f"{_SCRATCH.format(name=name)}; delete from {name}" for name in ("image_before", "image_change")
)

_BEFORE = f"insert into image_before select *, -1 from ({_IMAGE} where p.person_no = any(%s)) image"
_CHANGE = f"""
insert into image_change ({_COLUMNS}, n)
select {_COLUMNS}, sum(n) from (
  select * from image_before
  union all
  select *, 1 from ({_IMAGE} where p.person_no = any(%s)) image
) images
group by {_COLUMNS} having sum(n) <> 0"""

# Narrow cells: by sex, and each other breakdown with it, as the reports ask for them, never the
# full product; what is said of both sexes is their sum. The finer the time, the fewer the traits:
# years know all of them, quarters sex and disability, months sex.
_BREAKDOWNS = """c.sex, grouping sets (
  (), (c.disability), (c.age_band), (c.labour_status), (c.education))"""
_PERIODS = """(values
  ('ALL', null::date, 3),
  (to_char(c.counted_on, 'YYYY'), date_trunc('year', c.counted_on)::date, 3),
  (to_char(c.counted_on, 'YYYY"Q"Q'), date_trunc('quarter', c.counted_on)::date, 2),
  (to_char(c.counted_on, 'YYYY-MM'), date_trunc('month', c.counted_on)::date, 1)
) as named(period, begins_on, fineness)"""
_TRAITS_OF_PERIOD = """case length(c.period)
    when 7 then grouping(c.disability, c.age_band, c.labour_status, c.education) = 15
    when 6 then grouping(c.age_band, c.labour_status, c.education) = 7
    else true end"""
_FIRST = "(where scope.prior is null or scope.prior < named.begins_on)"
_TRAITS = "sex, disability, age_band, labour_status, education"
# Hits are many and their traits are few: first those alike are added up, then broken down.
_OWN = f"""
select c.project_id, d.code, c.period, c.sex, coalesce(c.disability, ''),
  coalesce(c.age_band, ''), coalesce(c.labour_status, ''), coalesce(c.education, ''),
  sum(c.n), sum(c.people)
from (
  select scope.project_id, c.definition_no, named.period, c.sex,
    case when named.fineness > 1 then c.disability else '' end as disability,
    case when named.fineness > 2 then c.age_band else '' end as age_band,
    case when named.fineness > 2 then c.labour_status else '' end as labour_status,
    case when named.fineness > 2 then c.education else '' end as education,
    sum(c.n) as n, coalesce(sum(c.n) filter {_FIRST}, 0) as people
  from {{source}} c
  cross join lateral (values (c.project_id, c.prior_in_project), (null, c.prior_in_tenant)
  ) as scope(project_id, prior)
  cross join lateral {_PERIODS}
  where c.tenant_id = %(tenant)s
  group by scope.project_id, c.definition_no, named.period, c.sex, 5, 6, 7, 8
) c
join definition d on d.number = c.definition_no
group by c.project_id, d.code, c.period, {_BREAKDOWNS}
having {_TRAITS_OF_PERIOD} and (sum(c.n) <> 0 or sum(c.people) <> 0)"""
# The programme, the unit, and of a project from the start: women and men. Any other breakdown over
# tenants is told once a day, because a live one that moves tells about the one person who just came.
_SHARED = f"""
select c.unit_code, c.project_id, d.code, c.period, c.sex, c.n, c.people
from (
  select scope.unit_code, scope.project_id, c.definition_no, named.period, c.sex,
    sum(c.n) as n, coalesce(sum(c.n) filter {_FIRST}, 0) as people
  from {{source}} c
  cross join lateral (values
    ('', null::uuid, c.prior_in_programme, true),
    (c.unit_code, null, c.prior_in_unit, c.unit_code <> ''),
    (c.unit_code, c.project_id, c.prior_in_project, true)
  ) as scope(unit_code, project_id, prior, is_told)
  cross join lateral {_PERIODS}
  where scope.is_told and (scope.project_id is null or named.period = 'ALL')
  group by scope.unit_code, scope.project_id, c.definition_no, named.period, c.sex
) c
join definition d on d.number = c.definition_no
where c.n <> 0 or c.people <> 0"""
_ADD = """do update set
  participations_count = cell_by_sex.participations_count + excluded.participations_count,
  people_count = cell_by_sex.people_count + excluded.people_count"""

_OWN_KEY = f"project_id, definition_code, period, {_TRAITS}"
_SHARED_KEY = "unit_code, project_id, definition_code, period, sex"
_COUNTS = "participations_count, people_count"
_CHANGED, _EVERYTHING = "image_change", f"(select *, 1 as n from ({_IMAGE}) image)"

_CHANGE_OWN = f"""
insert into cell_by_sex ({_OWN_KEY}, {_COUNTS})
{_OWN.format(source=_CHANGED)}
on conflict ({_OWN_KEY}) {_ADD}
returning id, participations_count"""
_CHANGE_SHARED = f"""
insert into facts.cell_by_sex ({_SHARED_KEY}, {_COUNTS})
{_SHARED.format(source=_CHANGED)}
on conflict ({_SHARED_KEY}) {_ADD}
returning id, participations_count"""
# Told by the change itself: an index of empty cells would make every other change of one dearer.
_EMPTIED = "with changed as ({change}) select id from changed where participations_count = 0"

# What the cells are, and from nothing: what they must be.
OWN = f"select {_OWN_KEY}, {_COUNTS} from cell_by_sex"
SHARED = f"select {_SHARED_KEY}, {_COUNTS} from facts.cell_by_sex"
OWN_FROM_NOTHING = _OWN.format(source=_EVERYTHING)
SHARED_FROM_NOTHING = _SHARED.format(source=_EVERYTHING)
# The same of one definition alone.
_OF_ONE = f"(select *, 1 as n from ({_IMAGE} where h.definition_no = %(number)s) image)"
_OWN_OF_ONE = _OWN.format(source=_OF_ONE.replace("where", "where p.tenant_id = %(tenant)s and"))
_SHARED_OF_ONE = _SHARED.format(source=_OF_ONE)
# How often the people of the programme's first tile were counted in it.
AT_RISK = "PEOPLE_AT_RISK"
_AT_RISK_NO = f"(select number from definition where code = '{AT_RISK}')"
_HITS_AT_RISK = f"""from facts.hit h
join facts.participation p on p.id = h.participation_id
where h.definition_no = {_AT_RISK_NO}"""
RETURNS_FROM_NOTHING = f"""
select '{AT_RISK}', times::smallint, count(*)::integer
from (select count(*) as times {_HITS_AT_RISK} group by p.person_no) of_people group by times"""
REPEATS_FROM_NOTHING = (
    """
select told.of, told.times::smallint, count(*)::integer
from (
  select count(*) as participations_count, count(distinct tenant_id) as tenants_count
  from facts.participation group by person_no
) of_people
cross join lateral (values
  ('participations', participations_count), ('tenants', tenants_count)) told(of, times)
group by told.of, told.times
union all
"""
    + RETURNS_FROM_NOTHING
)

# Kept with the cells, because the metropolis tells it beside them after every publication.
_CHANGE_RETURNS = f"""
insert into facts.repeat (of, times, people_count)
select '{AT_RISK}', times, sum(n) from (
  select count(*) as times, -1 as n from image_before
  where definition_no = {_AT_RISK_NO} group by person_no
  union all
  select count(*), 1 {_HITS_AT_RISK} and p.person_no = any(%s) group by p.person_no
) moved
group by times having sum(n) <> 0
on conflict (of, times) do update set people_count = repeat.people_count + excluded.people_count"""

_ENTER_REPEATS = "insert into facts.repeat (of, times, people_count)"
_FORGET = "delete from {table} where id = any(%s)"

_TIMES = """
with was as (
  select id, participations_count, tenants_count from facts.person where id = any(%(people)s)
), counted as (
  select w.id, count(p.id) as participations_count, count(distinct p.tenant_id) as tenants_count
  from was w left join facts.participation p on p.person_no = w.id group by w.id
), noted as (
  update facts.person n
  set participations_count = c.participations_count, tenants_count = c.tenants_count
  from counted c where c.id = n.id and (n.participations_count, n.tenants_count)
    is distinct from (c.participations_count, c.tenants_count)
)
insert into facts.repeat (of, times, people_count)
select of, times, sum(n) from (
  select told.of, told.times, -1 as n from was cross join lateral (values
    ('participations', participations_count), ('tenants', tenants_count)) told(of, times)
  union all
  select told.of, told.times, 1 from counted cross join lateral (values
    ('participations', participations_count), ('tenants', tenants_count)) told(of, times)
) moved
where times > 0
group by of, times having sum(n) <> 0
on conflict (of, times) do update set people_count = repeat.people_count + excluded.people_count"""

# Whoever takes part in nothing any more is nobody's business: not even the pseudonym is kept.
_FORGET_PEOPLE = "delete from facts.person where id = any(%s) and participations_count = 0"

_COUNT_PEOPLE = """
update facts.person n
set participations_count = c.participations_count, tenants_count = c.tenants_count
from (
  select n.id, count(p.id) as participations_count, count(distinct p.tenant_id) as tenants_count
  from facts.person n left join facts.participation p on p.person_no = n.id group by n.id
) c
where c.id = n.id and (n.participations_count, n.tenants_count)
  is distinct from (c.participations_count, c.tenants_count)"""

# From here on it pays to look what a scratch holds: nobody else ever analyzes a temporary table.
MANY_ROWS = 1000


def note_before(people: Collection[int]) -> None:
    """Keep what the people's hits are, to be compared when they have been replaced."""
    with connection.cursor() as cursor:
        cursor.execute(_SCRATCHES)
        cursor.execute(_BEFORE, [list(people)])


def add_difference(people: Collection[int], *, tenant_id: int) -> None:
    """Change the cells of the tenant we are inside of, and the shared ones, by what has changed."""
    with connection.cursor() as cursor:
        cursor.execute(_CHANGE, [list(people)])
        changed = cursor.rowcount
        if changed > MANY_ROWS:
            cursor.execute("analyze image_change")
        if changed:
            _change("cell_by_sex", _CHANGE_OWN, {"tenant": tenant_id})
            _change("facts.cell_by_sex", _CHANGE_SHARED, [])
            cursor.execute(_CHANGE_RETURNS, [list(people)])


def note_times(people: list[int]) -> None:
    """Note anew how often these people take part, and forget whoever does not any more."""
    if people:
        with connection.cursor() as cursor:
            cursor.execute(_TIMES, {"people": people})
            cursor.execute(_FORGET_PEOPLE, [people])


def _change(table: str, change: str, params: Any) -> None:
    """Add to the cells of a table, and forget those that have fallen to nobody."""
    with connection.cursor() as cursor:
        cursor.execute(_EMPTIED.format(change=change), params)
        if emptied := [cell for (cell,) in cursor.fetchall()]:
            cursor.execute(_FORGET.format(table=table), [emptied])


def open_by_day(which: str, by: Any) -> Counter[tuple[UUID, str, date | None]]:
    """How many results of these facts are open, by project, indicator and the day they close."""
    with connection.cursor() as cursor:
        cursor.execute(statements.OPEN_OF.format(which=f"p.{which}"), [by])
        return Counter({(project, code, day): n for project, code, day, n in cursor.fetchall()})


def add_open(
    before: Counter[tuple[UUID, str, date | None]], after: Counter[tuple[UUID, str, date | None]]
) -> None:
    """Change the cells of open results in the tenant we are inside of by what has changed."""
    moved = Counter(after)
    moved.subtract(before)
    changed = [(*key, n) for key, n in moved.items() if n]
    if not changed:
        return
    _change(
        "open_cell",
        statements.CHANGE_OPEN,
        [list(column) for column in zip(*changed, strict=True)],
    )


def rebuild_own(tenant_id: int) -> None:
    """Make the cells of the tenant we are inside of from nothing."""
    with connection.cursor() as cursor:
        cursor.execute("delete from cell_by_sex")
        cursor.execute(
            f"insert into cell_by_sex ({_OWN_KEY}, {_COUNTS}) {OWN_FROM_NOTHING}",
            {"tenant": tenant_id},
        )
        cursor.execute("delete from open_cell")
    add_open(Counter(), open_by_day(statements.WHOLE_TENANT, tenant_id))


def rebuild_own_of(code: str, number: int, *, tenant_id: int) -> None:
    """Make the cells of one definition in the tenant we are inside of from nothing."""
    of_one, params = "where definition_code = %s", {"tenant": tenant_id, "number": number}
    opened = statements.OPEN_OF.format(which=f"p.{statements.WHOLE_TENANT} and d.number = %s")
    with connection.cursor() as cursor:
        cursor.execute(f"delete from cell_by_sex {of_one}", [code])
        cursor.execute(f"insert into cell_by_sex ({_OWN_KEY}, {_COUNTS}) {_OWN_OF_ONE}", params)
        cursor.execute(f"delete from open_cell {of_one}", [code])
        cursor.execute(f"{statements.ENTER_OPEN_CELLS} {opened}", [tenant_id, number])


def rebuild_shared_of(code: str, number: int) -> None:
    """Make the shared cells of one definition from nothing."""
    with connection.cursor() as cursor:
        cursor.execute("delete from facts.cell_by_sex where definition_code = %s", [code])
        cursor.execute(
            f"insert into facts.cell_by_sex ({_SHARED_KEY}, {_COUNTS}) {_SHARED_OF_ONE}",
            {"number": number},
        )
        if code == AT_RISK:
            cursor.execute("delete from facts.repeat where of = %s", [AT_RISK])
            cursor.execute(f"{_ENTER_REPEATS} {RETURNS_FROM_NOTHING}")


def rebuild_shared() -> None:
    """Make the shared cells, and how often people take part, from nothing."""
    with connection.cursor() as cursor:
        cursor.execute("delete from facts.cell_by_sex")
        cursor.execute(
            f"insert into facts.cell_by_sex ({_SHARED_KEY}, {_COUNTS}) {SHARED_FROM_NOTHING}"
        )
        cursor.execute(_COUNT_PEOPLE)
        cursor.execute("delete from facts.repeat")
        cursor.execute(f"{_ENTER_REPEATS} {REPEATS_FROM_NOTHING}")
