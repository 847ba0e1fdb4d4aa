"""A process of its own that makes changes by real operations: as many as each line it reads says.

    python -m tests.indicators.facts.changing SEED

The last line it is given is `sweep`; it then asks the queue for what the clock would ask, and ends.
"""

import random
import sys
from typing import Any

import django

PEOPLE = 60


class Changer:
    """Everybody of the two teams: enters, corrects, records exits and returns, at random."""

    def __init__(self, seed: int) -> None:
        from core import tenancy
        from tests import make

        self.dice, self.made = random.Random(seed), 0
        self.projects: list[tuple[Any, Any]] = []
        for slug in ("alfa", "beta"):
            tenant = make.tenant(slug)
            with tenancy.inside(tenant):
                for edition_no in (1, 2):
                    project = make.project(by=make.BY, edition_no=edition_no)
                    self.projects.append((tenant, project))

    def make(self, wanted: int) -> None:
        """Make so many changes; what the rules refuse is no change."""
        from core import tenancy
        from core.errors import RuleBroken

        until = self.made + wanted
        while self.made < until:
            tenant, project = self.dice.choice(self.projects)
            ways = [self.enter, self.enter, self.correct, self.leave, self.come_back, self.rename]
            with tenancy.inside(tenant):
                try:
                    self.dice.choice(ways)(project)
                except RuleBroken:
                    continue
            self.made += 1

    def someone(self, project: Any, **which: Any) -> Any:
        from core.errors import RuleBroken

        rows = list(project.participations.filter(**which).select_related("person"))
        if not rows:
            raise RuleBroken
        return self.dice.choice(rows)

    def pesel(self) -> str:
        from tests.indicators.facts import world

        return world.number(self.dice.randrange(PEOPLE))

    def enter(self, project: Any) -> None:
        from projects.participants import operations
        from tests import make

        operations.enter_participant(
            project=project,
            person=make.person_entry(pesel=self.pesel()),
            start=make.start_entry(disability=self.dice.choice(["YES", "NO"])),
            on=make.TODAY,
            by=make.BY,
        )

    def correct(self, project: Any) -> None:
        from projects.participants import operations
        from tests import make

        row = self.someone(project)
        start = make.start_entry(disability=self.dice.choice(["YES", "NO", "REFUSED"]))
        operations.correct_start(
            participation=row,
            start=start,
            version=row.version,
            reason="pomyłka",
            on=make.TODAY,
            by=make.BY,
        )

    def leave(self, project: Any) -> None:
        from projects.participants import operations
        from tests import make

        row = self.someone(project, ended_on=None)
        operations.leave(
            participation=row,
            entry=make.leave_entry(),
            version=row.version,
            on=make.TODAY,
            by=make.BY,
        )

    def come_back(self, project: Any) -> None:
        from tests import make

        row = self.someone(project, ended_on__isnull=False)
        make.come_back(row, version=row.version, by=make.BY)

    def rename(self, project: Any) -> None:
        """Somebody's number was a mistake: from then on they are somebody else."""
        from projects.participants import operations
        from tests import make

        person = self.someone(project).person
        operations.correct_person(
            person=person,
            entry=make.person_entry(pesel=self.pesel()),
            version=person.version,
            reason="zły numer",
            on=make.TODAY,
            by=make.BY,
        )


def main() -> None:
    django.setup()
    from config.celery import app

    changer = Changer(int(sys.argv[1]))
    print("ready", flush=True)
    for line in sys.stdin:
        if line.strip() == "sweep":
            app.send_task("indicators.facts.tasks.sweep")
            app.send_task("dashboards.metropolis.tasks.renew_stale_totals")
        else:
            changer.make(int(line))
        print("done", flush=True)


if __name__ == "__main__":
    main()
