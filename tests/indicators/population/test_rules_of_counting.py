"""Whoever drops a rule of counting hears of it: the worked population comes to something else."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from core import tenancy
from core.errors import SavedAMomentAgo
from tests.indicators.population import dropped, figures, page
from tests.indicators.population.entering import Entered

pytestmark = pytest.mark.xdist_group("population")

ROOT = Path(__file__).parents[3]


@pytest.fixture
def undone(population: Entered) -> Iterator[Entered]:
    """Whatever a test drops is there again for the next one."""
    yield population
    dropped.publish_anew(population)
    assert figures.differences(population) == []


@pytest.mark.parametrize("rule", dropped.VIEWS)
def test_a_rule_that_the_units_views_lose_is_missed(undone, rule):
    view, change = dropped.VIEWS[rule]
    with dropped.view_changed(undone, view, change):
        dropped.publish_anew(undone)

        assert figures.differences(undone)


@pytest.mark.parametrize("rule", dropped.STATEMENTS)
def test_a_rule_that_publishing_loses_is_missed(undone, monkeypatch, rule):
    with monkeypatch.context() as patched:
        dropped.STATEMENTS[rule](patched)
        dropped.publish_anew(undone)

        assert figures.differences(undone)


def test_counting_from_the_start_is_missed(population, monkeypatch):
    with dropped.from_the_start_forgotten(monkeypatch):
        assert figures.differences(population)

    assert figures.differences(population) == []


def test_whoever_got_no_support_cannot_be_published(undone):
    """Without the rule a participation without a start would stop everything."""
    change = dropped.condition(r" AND pa\.started_on IS NOT NULL")
    with dropped.view_changed(undone, "counting_row", change):
        with pytest.raises(IntegrityError):
            dropped.publish_anew(undone)


@pytest.mark.parametrize("rule", dropped.REFUSALS)
def test_a_refusal_that_entering_loses_is_missed(population, monkeypatch, rule):
    module, name, attempt = dropped.REFUSALS[rule]
    monkeypatch.setattr(module, name, lambda *_args, **_facts: [])

    with tenancy.inside(population.units["alfa"]), transaction.atomic():
        # Nothing is refused, or only by the database, which knows no words for it.
        with pytest.raises((pytest.fail.Exception, IntegrityError, SavedAMomentAgo)):
            attempt(population)
        transaction.set_rollback(True)


@pytest.mark.parametrize("row", page.table("The rules of counting"), ids=lambda row: row["rule"])
def test_the_page_names_for_every_rule_a_test_that_is_there(row):
    for name in re.findall(r"`([\w/.]+\.py)::(\w+)`", row["who goes red without it"]):
        path, test = name
        assert f"def {test}(" in (ROOT / path).read_text(encoding="utf-8")


def test_the_page_speaks_of_all_seventeen_rules():
    rules = [int(row["rule"].split(" ")[0]) for row in page.table("The rules of counting")]

    assert rules == list(range(1, 18))
