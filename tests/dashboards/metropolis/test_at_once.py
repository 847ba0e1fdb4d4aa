"""Two workers are asked for the day's release at the same moment: the day has one."""

import time
from concurrent.futures import Future, ThreadPoolExecutor

from django.db import connection, connections, transaction

from core import tenancy
from dashboards.metropolis import statements, tasks
from dashboards.metropolis.models import Release

WORKERS = 2
WAITING = """
select count(*) from pg_locks l join pg_database d on d.oid = l.database
where d.datname = current_database() and l.locktype = 'advisory' and not l.granted"""


def _release() -> None:
    try:
        tasks.release_breakdowns()
    finally:
        connections.close_all()


def _until_all_wait(made: list[Future]) -> None:
    with connection.cursor() as cursor:
        while not any(one.done() for one in made):
            cursor.execute(WAITING)
            if cursor.fetchone()[0] == WORKERS:
                return
            time.sleep(0.05)


def test_a_day_has_one_release_though_two_workers_wait_to_make_it(own_database: None) -> None:
    with ThreadPoolExecutor(WORKERS) as pool:
        with tenancy.acting_as(tenancy.Role.PUBLISHING), transaction.atomic():
            # Somebody is counting: both find that the day lacks its release, and wait.
            with connection.cursor() as cursor:
                cursor.execute(statements.ONE_AT_A_TIME)
            made = [pool.submit(_release) for _ in range(WORKERS)]
            _until_all_wait(made)
        for one in made:
            one.result()

    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        assert Release.objects.count() == 1
