"""What the tests of facts ask of the whole world: two tenants that share people, and what is wrong."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db import connection

from core import pesel, tenancy
from core.days import today
from core.ledger.models import OutboxEntry
from indicators.facts import reconciling
from projects.agreements.models import Project
from projects.participants.models import Participation, Person
from projects.participants.operations.entering import new_person
from tenants.models import Tenant
from tests import make

# Totals as the facts have them, beside what the metropolis is told.
WRONG_TOTALS = """
select count(*) from live_total t
join definition d on d.code = t.definition_code
left join lateral (
  select count(*) as participations, count(distinct p.person_no) as people
  from facts.hit h join facts.participation p on p.id = h.participation_id
  where h.definition_no = d.number
) counted on true
where (t.participations_count, t.people_count) is distinct from (
  case when least(participations, people) between 1 and 4 then null else participations end,
  case when least(participations, people) between 1 and 4 then null else people end)"""


class Killed(BaseException):
    """No `except Exception` of the product sees it, as nobody sees the end of a killed process."""


class DiesBefore:
    """Counts statements, and instead of a certain one takes the connection away; a wrapper of them."""

    def __init__(self, fatal: int) -> None:
        self.fatal, self.count = fatal, 0

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        self.count += 1
        if self.count == self.fatal:
            connection.connection.close()
            raise Killed
        return execute(*arguments)


def number(serial: int, sex: str = "F") -> str:
    """The PESEL of nobody alive."""
    return pesel.make(born_on=date(1885, 2, 28), sex=sex, serial=serial)


def person(serial: int) -> Person:
    """Whom the tenant we are inside of knows by that number, or somebody entered for it."""
    known = [one for one in Person.objects.all() if one.pesel == number(serial)]
    return known[0] if known else new_person(make.person_entry(pesel=number(serial)))


def takes_part(who: Person, project: Project, **facts: Any) -> Participation:
    """Write a participation past the operations, and what they would leave in the outbox."""
    usual = {
        "started_on": make.TODAY,
        "age_at_start": 40,
        "labour_status": "INACTIVE",
        "isced": 3,
        "disability": "NO",
        "gmina_at_start": "2205023",
    }
    row = Participation.objects.create(person=who, project=project, **{**usual, **facts})
    OutboxEntry.objects.create(topic="participation", subject_id=row.pk)
    return row


def takes_part_no_longer(row: Participation) -> None:
    OutboxEntry.objects.create(topic="participation", subject_id=row.pk)
    row.delete()


def waiting(tenants: Iterable[Tenant]) -> int:
    """How many rows the outboxes hold."""
    count = 0
    for tenant in tenants:
        with tenancy.inside(tenant, role=tenancy.Role.PUBLISHING):
            count += OutboxEntry.objects.count()
    return count


def wrong(tenants: Iterable[Tenant]) -> dict[str, int]:
    """Whatever differs from a recount from nothing, by kind; empty when all is well."""
    found: Counter[str] = Counter()
    for tenant in tenants:
        with tenancy.inside(tenant, role=tenancy.Role.PUBLISHING):
            found += reconciling.differences(tenant, on=today())
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        found += reconciling.shared_differences()
        with connection.cursor() as cursor:
            cursor.execute(WRONG_TOTALS)
            found["totals"] = cursor.fetchone()[0]
    return dict(+found)
