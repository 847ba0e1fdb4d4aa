"""The claims of the running project: every quarter that is over was reported, the last is due soon."""

from collections.abc import Iterator
from datetime import date, timedelta

from config.demo.scenes import Scene
from core.days import add_months
from indicators.periods import operations

MONTHS = 3


def play(scene: Scene) -> None:
    found = [
        operations.enter_period(
            project=scene.project,
            starts_on=starts_on,
            ends_on=ends_on,
            due_on=None,
            is_final=False,
            by=scene.coordinator,
        )
        for starts_on, ends_on in over(scene.project.starts_on, today=scene.today)
    ]
    for period in found[:-1]:
        operations.close_period(period=period, seen="", on=period.due_on, by=scene.coordinator)
    operations.propose_periods(project=scene.project, every_months=MONTHS, by=scene.coordinator)


def over(starts_on: date, *, today: date) -> Iterator[tuple[date, date]]:
    """Periods that end with whole months, the last of them with the month before today's.

    So its report, a month after the period, is always still to be sent; the first is the shorter one.
    """
    after = today.replace(day=1)
    ends = []
    while after > starts_on:
        ends.append(after - timedelta(days=1))
        after = add_months(after, -MONTHS)
    for ends_on in reversed(ends):
        yield starts_on, ends_on
        starts_on = ends_on + timedelta(days=1)
