"""What missed targets may cost: the mean of what is missing, told in thousands."""

from decimal import Decimal

from dashboards.tenant.proportionality import Missed, exposure

BASE = Decimal("1000000.00")


def test_every_indicator_weighs_the_same():
    found = exposure(BASE, [Missed("A", 0.5, 0.1, 0.3), Missed("B", 0.1, 0.0, 0.1)])

    assert (found.today, found.best, found.worst) == (300_000, 50_000, 200_000)
    assert found.is_any


def test_reached_targets_expose_nothing():
    found = exposure(BASE, [Missed("A", 0.0, 0.0, 0.0)])

    assert not found.is_any


def test_an_estimate_is_told_in_thousands():
    found = exposure(Decimal("2117647.06"), [Missed("A", 1 / 3, 1 / 3, 1 / 3)])

    assert found.today == 706_000


def test_without_a_value_or_a_promise_nothing_is_estimated():
    assert exposure(None, [Missed("A", 0.5, 0.5, 0.5)]) is None
    assert exposure(BASE, []) is None
