"""In what order the tests are taken."""

import pytest

JOURNEYS = "journey"
FIRST, BARE, TOGETHER, SINGLE = range(4)


def in_turn(items: list[pytest.Item]) -> list[pytest.Item]:
    """The longest group, what needs no database, the other groups, and everything else.

    Whoever begins makes the template; its neighbours have the tests without a database meanwhile.
    A group that began late would end alone.
    """
    ordered = sorted(items, key=_turn)
    making = next((n for n, item in enumerate(ordered) if _asks(item)), 0)
    return [*ordered[making : making + 1], *ordered[:making], *ordered[making + 1 :]]


def _turn(item: pytest.Item) -> int:
    group = item.get_closest_marker("xdist_group")
    if group is not None:
        return FIRST if group.args == (JOURNEYS,) else TOGETHER
    return SINGLE if _asks(item) else BARE


def _asks(item: pytest.Item) -> bool:
    """Whether a test needs the database."""
    fixtures = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or "django_db_setup" in fixtures
