"""A version judges the days it is in force on; what is published never changes."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from core import tenancy
from indicators.definitions import files, operations, queries
from indicators.definitions.models import Definition, Version
from tests import make

CODE = "EMPLOYED_AFTER"
FIRST_DAY, SECOND_DAY = date(2014, 1, 1), date(2024, 7, 1)
RULE = {"field": "sex", "is": "F"}


@pytest.fixture
def owner(db):
    with tenancy.acting_as(tenancy.Role.OWNER), translation.override("en"):
        yield


def definition() -> Definition:
    return Definition.objects.get(pk=CODE)


def version(number: int, day: date, **facts: Any) -> Version:
    usual = {
        "definition": definition(),
        "number": number,
        "effective_from": day,
        "rule": RULE,
        "status": Version.Status.PUBLISHED,
        "published_at": timezone.now(),
    }
    return Version.objects.create(**{**usual, **facts})


def numbers(found: list[queries.Published]) -> list[int]:
    return [one.version.number for one in found if one.definition.code == CODE]


def test_a_version_judges_until_the_day_before_the_next(owner):
    version(2, SECOND_DAY)

    first, second = [one for one in queries.published(on=make.TODAY) if one.definition.code == CODE]

    assert (first.since, first.until) == (FIRST_DAY, SECOND_DAY)
    assert (second.since, second.until) == (SECOND_DAY, None)
    eve = SECOND_DAY - timedelta(days=1)
    assert [one.judges(eve) for one in (first, second)] == [True, False]
    assert [one.judges(SECOND_DAY) for one in (first, second)] == [False, True]


def test_whoever_counts_on_a_day_is_judged_by_the_version_of_that_day(owner):
    version(2, SECOND_DAY)
    days = [
        FIRST_DAY - timedelta(days=1),
        FIRST_DAY,
        SECOND_DAY - timedelta(days=1),
        SECOND_DAY,
        date(2030, 1, 1),
    ]

    judges = [queries.judged_by(definition(), day) for day in days]

    assert [judge and judge.version.number for judge in judges] == [None, 1, 1, 2, 2]


def test_a_version_of_tomorrow_is_not_among_todays(owner):
    version(2, SECOND_DAY)

    assert numbers(queries.published(on=SECOND_DAY - timedelta(days=1))) == [1]
    assert numbers(queries.published(on=SECOND_DAY)) == [1, 2]
    assert numbers(queries.in_force(on=SECOND_DAY)) == [2]
    assert numbers(queries.published(on=FIRST_DAY - timedelta(days=1))) == []


def test_a_draft_judges_nobody(owner):
    version(2, SECOND_DAY, status=Version.Status.DRAFT, published_at=None)

    assert numbers(queries.published(on=make.TODAY)) == [1]


def test_what_no_rule_counts_is_known_and_judges_nobody(owner):
    Version.objects.filter(definition=CODE).update(rule=None)

    assert numbers(queries.published(on=make.TODAY)) == []
    assert CODE in queries.definitions()


def test_everything_in_force_comes_in_the_programmes_order(owner):
    places = [one.definition.position for one in queries.in_force(on=make.TODAY)]

    assert places == sorted(places)
    assert len(set(places)) == len(places)


def shipped(monkeypatch, **changes: Any) -> None:
    """Let the product ship this one definition, changed."""
    (written,) = [one for one in files.read_standard() if one["code"] == CODE]
    monkeypatch.setattr(files, "read_standard", lambda: [{**written, **changes}])


def load() -> int:
    return operations.load_standard(by=make.BY)


def test_loading_again_changes_nothing(owner):
    before = list(Version.objects.order_by("pk").values())

    load()

    assert list(Version.objects.order_by("pk").values()) == before


def test_what_is_shipped_is_published_by_nobody(owner, monkeypatch):
    shipped(monkeypatch, version=2, effective_from="2024-07-01", note="Zmiana wytycznych")

    load()

    new = Version.objects.get(definition=CODE, number=2)
    assert (new.status, new.published_by, new.note) == ("published", "", "Zmiana wytycznych")
    assert new.published_at is not None


@pytest.mark.parametrize("changes", [{"rule": RULE}, {"effective_from": "2015-01-01"}])
def test_a_published_version_never_changes(owner, monkeypatch, changes):
    shipped(monkeypatch, **changes)

    with pytest.raises(operations.PublishedVersionChanged, match="Version 1 of EMPLOYED_AFTER"):
        load()


def test_a_rule_written_in_another_way_is_the_same_rule(owner, monkeypatch):
    (written,) = [one for one in files.read_standard() if one["code"] == CODE]
    turned = {"all": [dict(reversed(branch.items())) for branch in written["rule"]["all"]]}
    shipped(monkeypatch, rule=turned)

    assert load() == 1


def test_a_number_that_a_draft_holds_is_not_published_over_it(owner, monkeypatch):
    version(2, SECOND_DAY, status=Version.Status.DRAFT, published_at=None)
    shipped(monkeypatch, version=2, effective_from="2024-07-01", rule=RULE)

    with pytest.raises(operations.PublishedVersionChanged):
        load()


def test_a_later_version_holds_from_a_later_day(owner, monkeypatch):
    version(2, SECOND_DAY)
    shipped(monkeypatch, version=3, effective_from="2024-06-30")

    with pytest.raises(operations.VersionOutOfOrder, match="version 2 holds from 2024-07-01"):
        load()


def test_names_may_be_corrected(owner, monkeypatch):
    shipped(monkeypatch, short_names={"pl": "W pracy", "en": "In work"}, checked_by="Anna Lis")

    load()

    assert (definition().short_name_pl, definition().checked_by) == ("W pracy", "Anna Lis")


@pytest.mark.parametrize(
    "changes",
    [{"counts_on": "ended_on"}, {"number": 99}, {"rule_set": "P2021"}, {"counting_unit": "person"}],
)
def test_what_counts_on_another_day_is_another_indicator(owner, monkeypatch, changes):
    shipped(monkeypatch, **changes)

    with pytest.raises(operations.AnotherIndicator, match=next(iter(changes))):
        load()


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"number": 0}, "shared_definitions_have_numbers_above_zero"),
        ({"number": 1}, "number"),
        ({"family": "OWN"}, "definition_speaks_known_words"),
        ({"kind": "rate"}, "a_rate_is_two_indicators"),
        ({"numerator_code": "SEEKING_WORK"}, "a_rate_is_two_indicators"),
        ({"counting_unit": "entity"}, "entities_are_declared_by_hand"),
        ({"window_months": 3}, "a_window_is_of_days_or_of_months"),
    ],
)
def test_the_database_holds_a_definition_to_its_words(owner, changes, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Definition.objects.filter(pk=CODE).update(**changes)


def test_two_published_versions_cannot_hold_from_one_day(owner):
    with pytest.raises(IntegrityError, match="one_published_version_from_a_day"):
        with transaction.atomic():
            version(2, FIRST_DAY)
