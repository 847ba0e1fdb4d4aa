"""The run: lays facts, opens the pages in turns, weighs what a browser fetches, and judges."""

import argparse
import re
import time
from collections.abc import Callable, Sequence
from statistics import median

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from core import keys, tenancy
from core.days import today
from core.tenancy import Role
from tenants import queries
from tests import make
from tests.benchmarks import report, server
from tests.benchmarks.page_cost import weight
from tests.benchmarks.scale import laying

EMPTY, COLD, WARM = "an empty page", "the dashboard, nothing kept", "the dashboard again"
MOST_TIMES = {COLD: 15, WARM: 4}
MOST_WITHOUT_PLOTLY, MOST_WITH_PLOTLY = 200_000, 700_000
KILOBYTE = 1_000
# A headline figure stands in the page itself, before any script has run.
FIRST_FIGURE = re.compile(rb'class="stat-value">\s*[0-9]')


def main(arguments: Sequence[str]) -> int:
    """Return 0 if the page is quick and light enough, else 1."""
    asked = _options(arguments)
    settings.ROOT_URLCONF = "tests.benchmarks.page_cost.urls"
    keys.make(*keys.files(), trial=True)
    call_command("prepare_database", verbosity=0)
    with tenancy.acting_as(Role.OWNER):
        laying.lay(asked.participations, told=[], on=today())
    server.settle()
    server.say(f"{asked.participations:,} participations laid down and released")
    client = _reader()
    times = _times(client, asked.repeats)
    page = client.get("/").content
    weighed = weight.of_page(page)
    server.write("", report.machine(database=server.answer("show server_version")), "")
    server.write(_table(times), "", *_weights(weighed), "")
    missed = [*_missed(times), *_too_heavy(weighed)]
    if not FIRST_FIGURE.search(page):
        missed.append("no figure stands in the page itself")
    server.write(*(f"missed: {each}" for each in missed))
    return int(bool(missed and asked.gate))


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.page_cost", description=__doc__
    )
    add = parser.add_argument
    add("--participations", type=int, default=1_000_000, help="how many facts are laid down")
    add("--repeats", type=int, default=31, help="how often each page is opened")
    add("--no-gate", dest="gate", action="store_false", help="never fail for being slow")
    return parser.parse_args(arguments)


def _reader() -> Client:
    """The metropolitan coordinator's browser, on the metropolis's host."""
    with tenancy.acting_as(Role.WEB):
        metropolis = queries.metropolis()
        role = "metropolitan_coordinator"
        account = make.account("ola@example.org", "Ola Miotk", metropolis, role)
        client = Client(HTTP_HOST=metropolis.host)
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session["tenant"] = metropolis.pk
        session.save()
    return client


def _times(client: Client, repeats: int) -> dict[str, list[float]]:
    """In turns, so that whatever else the machine does meets every page; the first warm up."""
    pages: dict[str, tuple[str, Callable[[], object]]] = {
        EMPTY: ("/pusta/", lambda: None),
        COLD: ("/", cache.clear),
        WARM: ("/", lambda: None),
    }
    times: dict[str, list[float]] = {name: [] for name in pages}
    for _turn in range(repeats + 2):
        for name, (address, prepare) in pages.items():
            prepare()
            started = time.perf_counter()
            answer = client.get(address)
            times[name].append(1000 * (time.perf_counter() - started))
            if answer.status_code != 200:
                raise AssertionError(f"{address}: {answer.status_code}")
    return {name: taken[2:] for name, taken in times.items()}


def _table(times: dict[str, list[float]]) -> str:
    lines = ["| page | median ms | times an empty page |", "|---|---:|---:|"]
    empty = median(times[EMPTY])
    lines += [
        f"| {name} | {median(taken):.1f} | {median(taken) / empty:.1f} |"
        for name, taken in times.items()
    ]
    return "\n".join(lines)


def _weights(weighed: weight.Weight) -> list[str]:
    return [
        f"the page itself, compressed: {weighed.page / KILOBYTE:.0f} kB",
        f"all that it fetches without plotly: {weighed.without_plotly / KILOBYTE:.0f} kB",
        f"all that it fetches with plotly: {weighed.with_plotly / KILOBYTE:.0f} kB",
    ]


def _missed(times: dict[str, list[float]]) -> list[str]:
    empty = median(times[EMPTY])
    return [
        f"{name} takes {median(times[name]) / empty:.1f} times an empty page, {most} at most"
        for name, most in MOST_TIMES.items()
        if median(times[name]) > most * empty
    ]


def _too_heavy(weighed: weight.Weight) -> list[str]:
    found = []
    if weighed.without_plotly > MOST_WITHOUT_PLOTLY:
        found.append(f"without plotly {weighed.without_plotly:,} bytes are fetched")
    if weighed.with_plotly > MOST_WITH_PLOTLY:
        found.append(f"with plotly {weighed.with_plotly:,} bytes are fetched")
    return found
