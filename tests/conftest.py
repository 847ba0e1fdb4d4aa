"""A private cluster for the tests: a template database made once, and a copy of it per process."""

import fcntl
import gc
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.contrib import auth
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection, connections
from django.template import Context, Template
from django.test import Client
from django.test.client import ClientHandler
from django.test.signals import template_rendered
from django.utils import translation

from accounts import sessions
from config import queue
from tests import turns
from tests.environment import HOME, PREFIX, WORKER

TEMPLATE = "test_template"
# Whoever opens a browser comes through the same doors: building them reads every static file there is.
DOORS = ClientHandler(enforce_csrf_checks=False)


def pytest_configure() -> None:
    # Argon2 takes its time on purpose; here only speed matters.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is loaded and collected stays to the end: the garbage collector need not look through it."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        # A test leaves little that needs collecting; a request alone makes more than the usual 700 objects.
        gc.set_threshold(50_000, 20, 100)
        gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items[:] = turns.in_turn(items)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """Migrate once per machine and state of the migrations; copy the files for each process."""
    with django_db_blocker.unblock():
        settings.EMBEDDED_POSTGRES.ensure_running()
        with superuser() as link, alone():
            drop(link, settings.DATABASE_NAME)
            if not _has(link, TEMPLATE):
                _make_template(link)
            copy(link, settings.DATABASE_NAME)
    yield
    # Whoever uses the cluster last deletes it whole, sooner than this one database would be dropped.
    with django_db_blocker.unblock():
        connections.close_all()


@contextmanager
def superuser() -> Iterator[psycopg.Connection]:
    socket = str(settings.EMBEDDED_POSTGRES.socket_dir)
    with psycopg.connect(host=socket, user="postgres", dbname="postgres", autocommit=True) as link:
        yield link


@contextmanager
def alone() -> Iterator[None]:
    HOME.mkdir(exist_ok=True)
    with (HOME / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _has(link: psycopg.Connection, name: str) -> bool:
    found = link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    return found.fetchone() is not None


def drop(link: psycopg.Connection, name: str) -> None:
    link.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def copy(link: psycopg.Connection, name: str) -> None:
    link.execute(
        f'CREATE DATABASE "{name}" TEMPLATE {TEMPLATE} STRATEGY file_copy OWNER {PREFIX}_owner'
    )


def _make_template(link: psycopg.Connection) -> None:
    """Build under another name, so that a broken attempt is never taken for a template."""
    building = f"{TEMPLATE}_building"
    drop(link, building)
    kept = settings.DATABASES["default"]["NAME"], settings.DATABASE_DEFAULT_ROLE
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = building
    settings.DATABASE_DEFAULT_ROLE = None
    call_command("prepare_database", verbosity=0)
    queue.install()
    from tests import make

    for slug in ("alfa", "beta"):
        make.open_tenant(slug)
    connection.close()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = kept[0]
    settings.DATABASE_DEFAULT_ROLE = kept[1]
    link.execute(f"ALTER DATABASE {building} RENAME TO {TEMPLATE}")


@pytest.fixture(scope="session", autouse=True)
def told_of_whole_pages(django_test_environment: None) -> None:
    """Django's client copies what each template was given; a page has a hundred pieces, and one is asked about."""

    def render(page: Template, context: Context) -> str:
        if context.template is page:
            template_rendered.send(sender=page, template=page, context=context)
        return page.nodelist.render(context)

    Template._render = render  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def in_polish() -> Iterator[None]:
    """A request leaves its reader's language behind; every test begins in the product's own."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """What is undone in the database must not stay in the cache."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(autouse=True)
def back_outside(request: pytest.FixtureRequest) -> Iterator[None]:
    """Nothing leaves a tenant switched on for the next test."""
    yield
    connection.set_schema_to_public()
    connection.acting_role = None


@pytest.fixture
def alfa(db: None) -> Any:
    from tests import make

    return make.tenant("alfa")


@pytest.fixture
def beta(db: None) -> Any:
    from tests import make

    return make.tenant("beta")


@pytest.fixture
def metropolis(db: None) -> Any:
    from tenants import queries

    return queries.metropolis()


@pytest.fixture
def coordinator(alfa: Any) -> Any:
    """Anna, project coordinator of alfa, as an account."""
    from tests import make

    return make.account("anna@example.org", "Anna Lis", alfa, "coordinator")


@pytest.fixture
def inside_alfa(alfa: Any, coordinator: Any) -> Iterator[Any]:
    """Inside alfa, as its coordinator: yields her member row."""
    from core import tenancy
    from core.ledger.models import Member

    with tenancy.inside(alfa):
        yield Member.objects.get(account_id=coordinator.pk)


def nobody_at(host: str = "", **shown: str) -> Client:
    """A browser that nobody is signed in to, on a host if one is named."""
    client = Client(**({"HTTP_HOST": host} if host else {}), **shown)
    client.handler = DOORS
    return client


def let_in(client: Client, account: Any, tenant: Any) -> None:
    """Give a browser the session that a sign-in leaves behind: to sign in asks thrice as much."""
    session = SessionStore()
    session[auth.SESSION_KEY] = str(account.pk)
    session[auth.BACKEND_SESSION_KEY] = sessions.BACKEND
    session[auth.HASH_SESSION_KEY] = account.get_session_auth_hash()
    session[sessions.TENANT] = tenant.pk
    session.create()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key


@pytest.fixture
def client() -> Client:
    return nobody_at()


@pytest.fixture
def client_of() -> Callable[..., Client]:
    """A browser on a tenant's host, signed in as an account unless there is none."""

    def open_browser(account: Any, tenant: Any) -> Client:
        client = nobody_at(tenant.host)
        if account is not None:
            let_in(client, account, tenant)
        return client

    return open_browser


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the seconds of work of each suite, as the table in docs/tests.md has them."""
    seconds: Counter[str] = Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if hasattr(report, "duration") and hasattr(report, "nodeid"):
                seconds["/".join(report.nodeid.split("/")[:2])] += report.duration
    if len(seconds) > 1:
        shown = ", ".join(f"{suite} {spent:.0f}" for suite, spent in sorted(seconds.items()))
        terminalreporter.write_line(f"seconds of work by suite: {shown}")


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A copy of the database in which transactions really commit; threads connect by themselves."""
    with another_database("committed", django_db_blocker):
        yield


@contextmanager
def another_database(name: str, blocker: Any) -> Iterator[None]:
    """Work on a copy of the template, one for each process, and drop it afterwards."""
    name, used = f"{name}_{WORKER}", connection.settings_dict["NAME"]
    with blocker.unblock(), superuser() as link:
        with alone():
            drop(link, name)
            copy(link, name)
        connection.close()
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = used
            drop(link, name)
