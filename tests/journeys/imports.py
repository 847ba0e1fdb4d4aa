"""`python -m tests.journeys.imports begin ROWS | work | tell`: a file on its way in the site's database.

Its messages go nowhere, as if each had been lost: only `work` goes on with the file. In a database of
its own, `open` makes the unit, its coordinator and the project; `carry-on` is what the clock does, and a
worker with the messages that it sends.
"""

import json
import os
import sys
from contextlib import suppress
from queue import Empty

import django

UNIT, EMAIL, TITLE = "somonino", "import@example.org", "Projekt z pliku"
WHOLE = "Projekt z całego skoroszytu"


def main(what: str, *arguments: str) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ["BROKER_URL"] = "memory://"
    django.setup()
    known = {"begin": _begin, "work": _work, "tell": _tell, "open": _open, "carry-on": _carry_on}
    known |= {"begin-whole": _begin_whole, "tell-whole": _tell_whole}
    known[what](*map(int, arguments))
    return 0


def _open() -> None:
    from config import queue
    from core import tenancy
    from core.ledger.models import Member
    from core.tenancy import Role
    from tests import make

    queue.install()
    unit = make.open_tenant(UNIT)
    with tenancy.acting_as(Role.WEB):
        account = make.account(EMAIL, "Anna Lis", unit, "coordinator")
    with tenancy.inside(unit):
        project = make.project(by=Member.objects.get(account_id=account.pk), title=TITLE)
    sys.stdout.write(str(project.pk))


def _carry_on() -> None:
    from config.celery import app
    from projects.exchange import tasks

    sys.stdout.write("ready\n")
    sys.stdout.flush()
    tasks.carry_on.run()
    # The queue of this broker lies in this process, and dies with it.
    with app.connection_for_read() as link, link.SimpleQueue("files") as queue, suppress(Empty):
        while True:
            message = queue.get(block=False)
            arguments, *_about = message.payload
            app.tasks[message.headers["task"]].run(*arguments)
            message.ack()


def _begin(count: int) -> None:
    from core import tenancy
    from core.ledger.models import Member
    from core.tenancy import Role
    from tests import make
    from tests.make import exchange

    with tenancy.acting_as(Role.WEB):
        unit = make.tenant(UNIT)
        account = make.account(EMAIL, "Anna Lis", unit, "coordinator")
    with tenancy.inside(unit):
        anna = Member.objects.get(account_id=account.pk)
        project = make.project(by=anna, title=TITLE)
        rows = [exchange.person(number) for number in range(count)]
        found = exchange.sent(exchange.office_csv(rows), project=project, by=anna)
        exchange.named(found, by=anna)


def _begin_whole(count: int) -> None:
    """An earlier project, whose people somebody has asked to enter; what follows waits."""
    from django.utils import timezone

    from core import tenancy
    from core.ledger.models import Member
    from core.tenancy import Role
    from projects.exchange import operations, rows
    from projects.exchange.vocabulary import Differing
    from tests import make
    from tests.make import exchange

    with tenancy.acting_as(Role.WEB):
        unit = make.tenant(UNIT)
        account = make.account(f"whole.{EMAIL}", "Ewa Konkel", unit, "coordinator")
    with tenancy.inside(unit):
        by = Member.objects.get(account_id=account.pk)
        content = exchange.whole(*(exchange.person(number) for number in range(count)))
        project = make.project(by=by, title=WHOLE)
        people = exchange.part(exchange.whole_divided(content, project=project, by=by), 0)
        found = exchange.checked(people, by=by)
        facts = {"differing": Differing.OURS, "is_meant": False, "seen": rows.seen(found)}
        operations.enter(of=found, at=timezone.now(), by=by, **facts)


def _tell_whole() -> None:
    from core import tenancy
    from projects.exchange import queries
    from projects.exchange.models import Import
    from projects.participants.models import Participation
    from tests import make

    with tenancy.inside(make.tenant(UNIT)):
        parts = list(Import.objects.filter(project__title=WHOLE).order_by("place"))
        told = {
            "steps": [one.step for one in parts],
            "people": queries.counts(parts[0]),
            "read": [one.rows.count() for one in parts[1:]],
            "participations": Participation.objects.filter(project__title=WHOLE).count(),
        }
    sys.stdout.write(json.dumps(told))


def _work() -> None:
    """What a worker does with every file that waits; entering is asked for as soon as it may be."""
    from django.utils import timezone

    from core import tenancy
    from projects.exchange import operations, refusals, rows, steps
    from projects.exchange.models import Import
    from projects.exchange.vocabulary import Differing, Step
    from tests import make

    sys.stdout.write("ready\n")
    sys.stdout.flush()
    with tenancy.inside(make.tenant(UNIT)):
        found = Import.objects.select_related("made_by").get(project__title=TITLE)
        steps.advance(found.pk, on=make.TODAY)
        found.refresh_from_db()
        if found.step == Step.READY:
            facts = {"differing": Differing.OURS, "is_meant": False, "seen": rows.seen(found)}
            # Of two who work side by side one asks.
            with suppress(refusals.NotNow):
                operations.enter(of=found, at=timezone.now(), by=found.made_by, **facts)
            steps.advance(found.pk, on=make.TODAY)


def _tell() -> None:
    from core import tenancy
    from projects.exchange import queries
    from projects.exchange.models import Import, ImportRow
    from projects.exchange.vocabulary import Standing
    from projects.participants.models import Participation, Person
    from tests import make

    with tenancy.inside(make.tenant(UNIT)):
        found = Import.objects.get(project__title=TITLE)
        here = Participation.objects.filter(project__title=TITLE)
        done = ImportRow.objects.filter(of=found, standing=Standing.DONE)
        told = {
            "step": found.step,
            "rows": queries.counts(found),
            "participations": here.count(),
            "people": Person.objects.filter(participations__in=here).distinct().count(),
            "made_by_rows": here.filter(pk__in=done.values("target_id")).count(),
        }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
