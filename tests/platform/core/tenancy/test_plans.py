"""Plans that the server keeps belong to one schema, and are forgotten when something went wrong."""

from typing import Any

import pytest
from django.db import NotSupportedError, connection, transaction

from core import tenancy
from projects.agreements.models import Project
from tests import make

_COUNT = "select count(*) from project where edition_no >= %s"
_EVERYTHING = "select * from project where edition_no >= %s"
_KEPT = "select statement from pg_prepared_statements where statement like '%from project%'"


@pytest.fixture(autouse=True)
def _no_plans_afterwards(db: None) -> Any:
    yield
    tenancy.forget_plans()


def test_what_is_asked_in_one_tenant_is_never_answered_by_its_neighbour(
    alfa: Any, beta: Any
) -> None:
    with tenancy.inside(alfa):
        make.project(by=make.BY, edition_no=1)

    told = [_asked(tenant) for tenant in (alfa, beta, alfa, beta)]

    assert told == [1, 0, 1, 0]
    assert sorted(_kept()) == [
        f"/* {name} */ {_COUNT.replace('%s', '$1')}" for name in ("alfa", "beta")
    ]


def test_nothing_is_kept_of_what_is_asked_as_usual(alfa: Any) -> None:
    with tenancy.inside(alfa):
        with tenancy.keeping_plans():
            pass
        Project.objects.filter(edition_no__gte=1).count()

    assert _kept() == []


def test_a_plan_of_a_table_that_has_changed_is_forgotten_after_the_failure(alfa: Any) -> None:
    with tenancy.inside(alfa, role=tenancy.Role.OWNER):
        _run(_EVERYTHING)
        with connection.cursor() as cursor:
            cursor.execute("alter table project add column hue text")
        with pytest.raises(NotSupportedError, match="cached plan"), transaction.atomic():
            _run(_EVERYTHING)

        _run(_EVERYTHING)


def _asked(tenant: Any) -> int:
    with tenancy.inside(tenant):
        return int(_run(_COUNT)[0][0])


def _run(statement: str) -> list[tuple[Any, ...]]:
    with tenancy.keeping_plans(), connection.cursor() as cursor:
        cursor.execute(statement, [1])
        return cursor.fetchall()


def _kept() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_KEPT)
        return [statement for (statement,) in cursor.fetchall()]
