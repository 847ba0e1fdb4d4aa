"""The run: makes the team, opens every daily page in turns, and judges."""

import argparse
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client

from core import keys
from core.tenancy import Role
from core.tenancy.roles import name_of
from tests import make
from tests.benchmarks import report, server
from tests.benchmarks.daily import team
from tests.everywhere import daily

MOST_MS = 300
ONLY_POSTS = 405


@dataclass
class Page:
    """One page's figures; times are milliseconds of the server, from the request to its answer."""

    name: str
    address: str
    queries: int = 0
    rows: int = 0
    times: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return median(self.times)

    @property
    def p95(self) -> float:
        return quantiles(self.times, n=20, method="inclusive")[-1]


def main(arguments: Sequence[str]) -> int:
    """Return 0 if every page is quick enough and asks seldom enough, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.daily", description=__doc__)
    parser.add_argument("--repeats", type=int, default=15, help="how often each page is opened")
    repeats = parser.parse_args(arguments).repeats
    logging.getLogger("django.request").setLevel(logging.ERROR)
    keys.make(*keys.files(), trial=True)
    call_command("prepare_database", verbosity=0)
    tenant = make.open_tenant("alfa")
    # From here on as the product does it: the web role, and the tenant's own behind the door.
    settings.DATABASE_DEFAULT_ROLE = name_of(Role.WEB)
    made = team.made(tenant)
    server.settle()
    server.say(", ".join(f"{count:,} of {table}" for table, count in made.counted.items()))
    client = _signed_in(made)
    pages = _opened(client, made)
    server.say(f"{len(pages)} pages, each opened once")
    for _turn in range(repeats):
        for page in pages:
            page.times.append(_milliseconds(client, page))
    server.say("measured")
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        server.write("", report.machine(database=cursor.fetchone()[0]), "", *_table(pages), "")
    missed = _missed(pages)
    server.write(*(f"missed: {each}" for each in missed))
    return int(bool(missed))


def _signed_in(made: team.Team) -> Client:
    client = Client(HTTP_HOST=made.tenant.host)
    client.force_login(made.coordinator, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["tenant"] = made.tenant.pk
    session.save()
    return client


def _opened(client: Client, made: team.Team) -> list[Page]:
    """Every page that answers GET, opened once to warm up and once to count its queries."""
    pages = []
    for name, address in daily.addresses(made.ids).items():
        answer = client.get(address)
        if answer.status_code == ONLY_POSTS:
            continue
        status, asked = daily.queries_of(client, address)
        if status != 200:
            raise LookupError(f"{name} answered {status}")
        pages.append(Page(name, address, len(asked), answer.content.count(b"<tr")))
    return pages


def _milliseconds(client: Client, page: Page) -> float:
    started = time.perf_counter()
    client.get(page.address)
    return 1000 * (time.perf_counter() - started)


def _table(pages: Sequence[Page]) -> list[str]:
    """Markdown, the slowest on top."""
    lines = ["| page | queries | median ms | p95 ms | rows |", "|---|---|---|---|---|"]
    for page in sorted(pages, key=lambda page: -page.median):
        cells = (page.name, page.queries, f"{page.median:.0f}", f"{page.p95:.0f}", page.rows)
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return lines


def _missed(pages: Sequence[Page]) -> list[str]:
    """A sentence for every promise that a page does not keep."""
    slow = [f"{p.name} takes {p.median:.0f} ms" for p in pages if p.median > MOST_MS]
    many = [f"{p.name} asks {p.queries} times" for p in pages if p.queries > daily.MOST_QUERIES]
    return [*slow, *many]
