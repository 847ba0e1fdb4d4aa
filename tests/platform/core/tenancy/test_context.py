"""Being inside a tenant: left behind on every way out, never inside a transaction, never by default."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction

from core import tenancy


def _where() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("select current_schema(), current_user")
        return cursor.fetchone()


def test_role_and_schema_go_together_and_come_back_together(alfa, beta):
    outside = _where()

    with tenancy.inside(alfa):
        in_alfa = _where()
        with tenancy.inside(beta):
            in_beta = _where()
        back_in_alfa = _where()

    assert in_alfa[0] == "alfa"
    assert in_alfa[1].endswith("_t_alfa")
    assert in_beta[0] == "beta"
    assert back_in_alfa == in_alfa
    assert _where() == outside


def test_an_error_inside_leaves_nothing_switched_on(alfa):
    outside = _where()

    with pytest.raises(DatabaseError), tenancy.inside(alfa), transaction.atomic():
        connection.cursor().execute("select * from no_such_table")

    assert _where() == outside


def test_a_rolled_back_savepoint_does_not_lose_the_tenant(alfa):
    with tenancy.inside(alfa):
        with pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute("select 1 / 0")

        assert _where()[0] == "alfa"


def test_no_transaction_spans_two_tenants(alfa, beta):
    with tenancy.inside(alfa), transaction.atomic():
        with pytest.raises(tenancy.SwitchInsideTransaction):
            with tenancy.inside(beta):
                pass


def test_code_outside_of_all_tenants_has_no_current_one(db):
    with pytest.raises(tenancy.NoTenant):
        tenancy.current()


def test_django_tenants_own_switch_is_refused(alfa):
    with pytest.raises(TypeError, match="inside"):
        with alfa:
            pass


def test_a_tenant_without_a_schema_fails_instead_of_reading_the_shared_one(alfa):
    alfa.schema_name = "nowhere"

    with tenancy.inside(alfa), pytest.raises(DatabaseError):
        connection.cursor().execute("select count(*) from member")


def test_one_tenants_trouble_does_not_stop_the_next(alfa, beta, caplog):
    seen = []

    def work(tenant):
        seen.append((tenant.schema_name, _where()[0]))
        if tenant.schema_name == "alfa":
            raise ValueError("alfa is in trouble")

    failed = tenancy.for_each_tenant(work)

    assert failed == ["alfa"]
    assert seen == [("alfa", "alfa"), ("beta", "beta")]
    assert "alfa is in trouble" in caplog.text


def test_threads_do_not_share_where_they_are(alfa):
    found = []

    def elsewhere():
        found.append((connection.schema_name, connection.acting_role))
        connection.close()

    with tenancy.inside(alfa):
        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join()

    assert found == [("public", None)]
