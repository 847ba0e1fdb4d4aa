"""The life of a unit's own indicator: defined, drafted, published, withdrawn; and every refusal."""

from datetime import date

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone, translation

from core.errors import NotAllowed, StaleEdit
from core.ledger.models import AuditEvent, Member
from indicators.definitions.models import Definition
from indicators.drafts.refusals import RuleRefused
from indicators.local import operations, queries, refusals
from indicators.local.models import LocalIndicator, LocalVersion
from tests import make
from tests.make import local

TODAY = make.TODAY


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def test_an_indicator_begins_as_a_draft_that_counts_nobody(inside_alfa):
    version = local.defined(by=inside_alfa)

    assert (version.number, version.status) == (1, "draft")
    assert version.rule == operations.EVERYBODY
    assert queries.indicators(on=TODAY) == {}


def test_numbers_are_below_zero_and_codes_no_shared_one_can_have(inside_alfa):
    first = local.defined(by=inside_alfa).indicator
    second = local.defined(by=inside_alfa, short_name_pl="Inne", short_name_en="Other").indicator

    assert (first.number, second.number) == (-1, -2)
    assert (first.code, second.code) == ("LOKALNY-1", "LOKALNY-2")
    assert not Definition.objects.filter(number__lte=0).exists()
    assert not Definition.objects.filter(code__contains="-").exists()


def test_what_is_published_judges_from_its_day_on(inside_alfa):
    one = local.published(by=inside_alfa)

    found = queries.indicators(on=TODAY)[one.code]
    assert (found.newest.version.number, found.newest.since) == (1, local.SINCE)
    assert queries.indicators(on=date(2024, 12, 31)) == {}


def test_the_next_version_takes_over_on_its_day(inside_alfa):
    one = local.published(by=inside_alfa)
    draft = operations.start_version(indicator=one, effective_from=local.LATER, by=inside_alfa)
    local.published({"field": "sex", "is": "M"}, by=inside_alfa, version=draft)

    first, second = queries.indicators(on=TODAY)[one.code].versions
    assert (first.until, second.since, second.until) == (local.LATER, local.LATER, None)


@pytest.mark.parametrize("since", [local.SINCE, date(2024, 1, 1)])
def test_a_later_version_holds_from_a_later_day(inside_alfa, since):
    one = local.published(by=inside_alfa)

    with pytest.raises(refusals.HoldsTooEarly):
        operations.start_version(indicator=one, effective_from=since, by=inside_alfa)


def test_there_is_one_draft_at_a_time(inside_alfa):
    one = local.published(by=inside_alfa)
    operations.start_version(indicator=one, effective_from=local.LATER, by=inside_alfa)

    with pytest.raises(refusals.DraftedAlready):
        operations.start_version(indicator=one, effective_from=local.LATER, by=inside_alfa)


def test_a_rule_that_cannot_be_read_is_refused_with_its_branch(inside_alfa):
    version = local.defined(by=inside_alfa)

    with pytest.raises(RuleRefused) as refused:
        local.saved(version, {"all": [local.WOMEN, {"field": "shoe_size"}]}, by=inside_alfa)

    assert refused.value.facts["path"].startswith("all[1]")


def test_whoever_saves_or_publishes_second_is_told(inside_alfa):
    version = local.defined(by=inside_alfa)
    seen = queries.fingerprint(version)
    local.saved(version, by=inside_alfa)

    with pytest.raises(StaleEdit):
        local.saved(version, by=inside_alfa, seen=seen)
    with pytest.raises(StaleEdit):
        operations.publish_version(version=version, seen=seen, at=timezone.now(), by=inside_alfa)


def test_nothing_is_left_of_a_discarded_first_draft(inside_alfa):
    version = local.defined(by=inside_alfa)

    operations.discard_version(version=version, by=inside_alfa)

    assert not LocalIndicator.objects.exists()


def test_a_discarded_draft_leaves_what_is_published(inside_alfa):
    one = local.published(by=inside_alfa)
    draft = operations.start_version(indicator=one, effective_from=local.LATER, by=inside_alfa)

    operations.discard_version(version=draft, by=inside_alfa)

    assert [version.number for version in one.versions.all()] == [1]


def test_the_database_keeps_a_published_version_as_it_is(inside_alfa):
    one = local.published(by=inside_alfa)
    published = LocalVersion.objects.filter(indicator=one)

    assert published.update(rule=operations.EVERYBODY) == 0
    assert published._raw_delete(published.db) == 0
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        LocalVersion.objects.create(
            indicator=one,
            number=2,
            status="published",
            published_at=timezone.now(),
            effective_from=local.LATER,
            rule=local.WOMEN,
        )


def test_what_makes_it_this_indicator_stays_once_its_numbers_were_told(inside_alfa):
    one = local.published(by=inside_alfa)

    def describe(**facts):
        said = local.description(**facts)
        return operations.describe_indicator(indicator=one, description=said, by=inside_alfa)

    assert describe(name_pl="Kobiety").name_pl == "Kobiety"
    for fixed in ({"counts_on": "ended_on"}, {"counting_unit": "participation"}, {"unit": "szt."}):
        with pytest.raises(refusals.AnotherIndicator):
            describe(**fixed)


def test_no_two_indicators_are_called_alike(inside_alfa):
    local.defined(by=inside_alfa)
    shared = Definition.objects.first()

    for name in ("kobiety u nas", shared.short_name_pl):
        with pytest.raises(refusals.NameTaken):
            local.defined(by=inside_alfa, short_name_pl=name, short_name_en="another")


def test_every_name_is_written_in_both_languages(inside_alfa):
    with pytest.raises(refusals.NameMissing):
        local.defined(by=inside_alfa, name_en=" ")


def test_a_withdrawn_indicator_counts_nobody_and_stays_in_the_history(inside_alfa):
    one = local.published(by=inside_alfa)
    operations.start_version(indicator=one, effective_from=local.LATER, by=inside_alfa)

    operations.withdraw_indicator(
        indicator=one, reason="liczymy inaczej", at=timezone.now(), by=inside_alfa
    )

    assert queries.indicators(on=TODAY) == {}
    assert [version.number for version in queries.published_of(one)] == [1]
    assert AuditEvent.objects.filter(subject_id=one.pk).latest("pk").verb == "withdrew an indicator"
    with pytest.raises(refusals.Withdrawn):
        operations.start_version(indicator=one, effective_from=local.LATER, by=inside_alfa)


def test_to_withdraw_takes_a_reason_and_something_published(inside_alfa):
    draft = local.defined(by=inside_alfa)

    def withdraw(one, reason):
        operations.withdraw_indicator(
            indicator=one, reason=reason, at=timezone.now(), by=inside_alfa
        )

    with pytest.raises(refusals.NothingToWithdraw):
        withdraw(draft.indicator, "bo tak")
    with pytest.raises(refusals.ReasonMissing):
        withdraw(local.published(by=inside_alfa, version=draft), " ")


@pytest.mark.parametrize("role", ["viewer", "case_worker", "auditor", "administrator"])
def test_only_a_coordinator_defines_indicators(inside_alfa, role):
    other = Member(display_name="Jan", grants=[{"role": role, "project": None}])

    with pytest.raises(NotAllowed):
        local.defined(by=other)


def test_a_coordinator_of_one_project_defines_none_of_the_unit(inside_alfa):
    project = make.project(by=inside_alfa)
    grants = [{"role": "coordinator", "project": str(project.pk)}]

    with pytest.raises(NotAllowed):
        local.defined(by=Member(display_name="Jan", grants=grants))
