"""What each login may do before it takes any role: signs in for real, over the socket."""

import psycopg
import pytest
from django.conf import settings

from tests.environment import PREFIX

PEOPLE = "select * from alfa.person"


def _sign_in(login: str) -> psycopg.Connection:
    return psycopg.connect(
        host=str(settings.EMBEDDED_POSTGRES.socket_dir),
        dbname=settings.DATABASES["default"]["NAME"],
        user=f"{PREFIX}_{login}",
        autocommit=True,
    )


@pytest.mark.parametrize(
    ("login", "statement"),
    [
        ("web", PEOPLE),
        ("web", "select * from beta.outbox_entry"),
        ("web", "select * from facts.participation"),
        ("web", "select * from live_total"),
        ("web", f"set role {PREFIX}_publishing"),
        ("web", f"set role {PREFIX}_owner"),
        ("web", "create schema mine"),
        ("publishing", PEOPLE),
        ("publishing", "select * from account"),
        ("publishing", "select * from django_session"),
        ("publishing", f"set role {PREFIX}_t_alfa"),
        ("publishing", f"set role {PREFIX}_web"),
        ("queue", PEOPLE),
        ("queue", "select * from public.account"),
        ("queue", f"set role {PREFIX}_t_alfa"),
    ],
)
def test_a_login_is_refused(db, login, statement):
    with _sign_in(login) as link, pytest.raises(psycopg.errors.InsufficientPrivilege):
        link.execute(statement)


def test_web_reaches_a_tenant_only_through_its_role_and_then_no_other(db):
    with _sign_in("web") as link:
        link.execute(f"set role {PREFIX}_t_alfa")
        link.execute(PEOPLE)

        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            link.execute("select * from beta.person")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            link.execute("select * from account")


def test_the_metropolis_reads_releases_and_nothing_else(db):
    with _sign_in("web") as link:
        link.execute(f"set role {PREFIX}_metropolis")
        link.execute("select * from live_total")
        link.execute("select * from released_cell")

        for table in ("facts.participation", "facts.hit", "alfa.cell", "account", "tenant"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                link.execute(f"select * from {table}")


def test_publishing_sees_no_names(db):
    with _sign_in("publishing") as link:
        link.execute("select * from alfa.counting_row")

        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            link.execute("select family_name from alfa.person")
        with pytest.raises(psycopg.errors.UndefinedColumn):
            link.execute("select family_name from alfa.counting_row")


def test_the_database_listens_on_a_socket_only(db):
    with _sign_in("web") as link:
        assert link.execute("show listen_addresses").fetchone() == ("",)
