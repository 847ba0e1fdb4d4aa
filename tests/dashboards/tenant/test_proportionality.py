"""What missed targets may cost: the mean of what is missing, told in thousands."""

from decimal import Decimal

from django.utils import translation

from dashboards.tenant.parts_settlement import exposure_sentence
from dashboards.tenant.proportionality import Missed, exposure, rounded

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

    assert rounded(found.today) == 706_000
    assert said(found, is_over=True).startswith("As the project ended, about PLN 706,000.00 of")


def said(found, *, is_over=False):
    with translation.override("en"):
        return exposure_sentence(found, is_over=is_over).replace("\N{NO-BREAK SPACE}", " ")


def test_an_exposure_of_less_than_a_thousand_is_never_told_as_none():
    little = 1 / 10_000
    found = exposure(BASE, [Missed("A", little, little, little)])

    assert found.is_any
    for is_over in (True, False):
        assert "less than PLN 1,000.00 of PLN 1,000,000.00" in said(found, is_over=is_over)


def test_what_is_foreseen_is_told_from_the_best_to_the_worst():
    def foreseen(best, worst):
        return said(exposure(BASE, [Missed("A", 0.5, best, worst)]))

    assert "about PLN 100,000.00 to PLN 300,000.00 of" in foreseen(0.1, 0.3)
    assert "up to PLN 300,000.00 of" in foreseen(0.0, 0.3)
    assert "about PLN 300,000.00 of" in foreseen(0.3, 0.3)
    assert "nothing of PLN 1,000,000.00 would be" in foreseen(0.0, 0.0)


def test_without_a_value_or_a_promise_nothing_is_estimated():
    assert exposure(None, [Missed("A", 0.5, 0.5, 0.5)]) is None
    assert exposure(BASE, []) is None
