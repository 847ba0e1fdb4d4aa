"""Publishes how far the projects of the tenant we are inside of have come with their periods.

Runs under the publishing role, in the transaction that takes the outbox: what is counted is replaced,
so that doing it twice changes nothing.
"""

from django.db import connection

FORGET = "delete from period_standing where tenant_id = %s"
COLUMNS = """tenant_id, project_id, project_title, rule_set, closed_count, open_count,
  refused_count, closed_until, first_open_ends_on"""
# How far they have come, told from the tenant's tables. An open period before a closed one is open no
# more: its claim was sent without Szansa.
STANDING = """
select %s::integer as tenant_id, p.project_id, max(o.title) as project_title,
  max(o.rule_set) as rule_set, count(c.id) as closed_count,
  count(*) filter (where c.id is null and not later.closed),
  count(*) filter (where c.id is null and h.cause = 'REFUSED'),
  max(p.ends_on) filter (where c.id is not null),
  min(p.ends_on) filter (where c.id is null and not later.closed)
from settlement_period p
join project o on o.id = p.project_id
left join period_closing c on c.period_id = p.id and c.superseded_at is null
left join period_held_back h on h.period_id = p.id
cross join lateral (select exists (
  select 1 from settlement_period l
  join period_closing lc on lc.period_id = l.id and lc.superseded_at is null
  where l.project_id = p.project_id and l.number > p.number) as closed) later
group by p.project_id"""
REMEMBER = f"insert into period_standing ({COLUMNS}) {STANDING}"


def publish_standing(tenant_id: int) -> None:
    """Replace the standing of every project of the tenant."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET, [tenant_id])
        cursor.execute(REMEMBER, [tenant_id])
