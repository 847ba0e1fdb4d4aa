"""The life of a version: draft, preview, published; and every refusal on the way."""

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone, translation

from core import tenancy
from core.errors import NotAllowed, StaleEdit
from core.permissions import MetropolitanRole
from core.platform_ledger.models import Job, PlatformAuditEvent
from indicators.definitions import queries as definitions
from indicators.definitions.models import Definition, Version
from indicators.definitions.vocabulary import RuleSet
from indicators.drafts import operations, queries, refusals
from indicators.drafts.models import Preview
from indicators.facts import recounting
from indicators.programme_periods.models import PeriodStanding
from tenants.actors import Steward
from tests import make
from tests.make import drafts


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def steward(role: MetropolitanRole) -> Steward:
    grants = [{"role": str(role), "project": None}]
    return Steward(make.account(f"{role}@example.org", "Ola Miotk").pk, 1, "Ola Miotk", grants)


@pytest.fixture
def ola(db):
    return steward(MetropolitanRole.METROPOLITAN_COORDINATOR)


def test_a_draft_begins_as_a_copy_of_the_last_version(ola):
    made = drafts.draft(by=ola)

    last = Version.objects.get(definition=drafts.CODE, number=1)
    assert (made.number, made.status, made.rule) == (2, "draft", last.rule)
    assert [one.version.number for one in definitions.versions_of(made.definition)] == [1]


def test_there_is_one_draft_of_a_definition(ola):
    drafts.draft(by=ola)

    with pytest.raises(refusals.DraftedAlready):
        drafts.draft(by=ola)


def test_what_no_rule_counts_has_no_draft(ola):
    rate = Definition.objects.filter(counts_on="").first()

    with pytest.raises(refusals.NothingToJudge):
        drafts.draft(by=ola, code=rate.code)


def test_a_draft_holds_from_a_later_day_than_the_version_before_it(ola):
    first = Version.objects.get(definition=drafts.CODE, number=1).effective_from

    with pytest.raises(refusals.HoldsTooEarly):
        drafts.draft(by=ola, since=first)


def test_a_saved_rule_is_kept_as_it_is_read(ola):
    saved = drafts.saved(drafts.draft(by=ola), by=ola)

    saved.refresh_from_db()
    assert (saved.rule, saved.note) == (drafts.WOMEN, "uchwała")


@pytest.mark.parametrize(
    ("rule", "place"),
    [
        ({"all": [{"field": "sex", "is": "F"}, {"field": "shoe_size", "is": 41}]}, "all[1].field"),
        ({"any": [{"not": {"field": "age", "at_least": "old"}}]}, "any[0].not.at_least"),
        ({"all": [{"field": "sex", "is": "F"}, {"field": "sex", "is": "M"}]}, "all[1]"),
        ({"all": []}, "all"),
    ],
)
def test_a_rule_that_cannot_be_read_is_refused_with_its_branch(ola, rule, place):
    with pytest.raises(refusals.RuleRefused) as refused:
        drafts.saved(drafts.draft(by=ola), rule, by=ola)

    assert place in refused.value.facts["path"]
    assert f"“{refused.value.facts['path']}”" in str(refused.value)


def test_a_rule_of_another_indicator_is_refused(ola):
    version = drafts.draft(by=ola)
    window = {"outcome": "EMPLOYMENT", "window": {"from": 0, "to": 28}}

    with pytest.raises(refusals.AsksAboutSensitive, match="disability"):
        drafts.saved(version, {"field": "disability", "is": "YES"}, by=ola)
    with pytest.raises(refusals.AnotherWindow):
        drafts.saved(version, window, by=ola)


def test_whoever_saves_second_is_told(ola):
    version = drafts.draft(by=ola)
    seen = queries.fingerprint(version)
    drafts.saved(version, by=ola)

    with pytest.raises(StaleEdit):
        drafts.saved(version, by=ola, seen=seen)


def test_a_discarded_draft_is_gone_and_its_number_free(ola):
    version = drafts.draft(by=ola)
    drafts.previewed(version, by=ola)

    operations.discard_draft(version=version, by=ola)

    assert drafts.draft(by=ola).number == 2
    assert not Preview.objects.exists()


def publish(version, by, at=None):
    return operations.publish_draft(version=version, at=at or timezone.now(), by=by)


def test_what_was_previewed_is_published_and_counted_anew(ola):
    version = drafts.published(by=ola)

    version.refresh_from_db()
    assert (version.status, version.published_by) == ("published", "Ola Miotk")
    job = Job.objects.get(kind=recounting.KIND)
    assert job.arguments == {"code": drafts.CODE, "since": drafts.SINCE.isoformat()}
    verbs = PlatformAuditEvent.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs)[-4:] == [
        "started a version",
        "saved a version",
        "asked for a preview",
        "published a version",
    ]


def test_nothing_is_published_unseen(ola):
    version = drafts.draft(by=ola)

    with pytest.raises(refusals.NotPreviewed):
        publish(version, ola)


def test_a_preview_of_another_rule_is_none(ola):
    version = drafts.draft(by=ola)
    drafts.previewed(version, by=ola)
    version = drafts.saved(version, by=ola)

    with pytest.raises(refusals.NotPreviewed):
        publish(version, ola)


def test_a_preview_of_the_day_before_is_none(ola):
    version = drafts.draft(by=ola)
    drafts.previewed(version, by=ola)

    with pytest.raises(refusals.NotPreviewed):
        publish(version, ola, at=timezone.now() + timedelta(hours=25))


def test_a_preview_that_only_waits_is_none(ola):
    version = drafts.draft(by=ola)
    operations.ask_for_preview(version=version, at=timezone.now(), by=ola)

    with pytest.raises(refusals.NotPreviewed):
        publish(version, ola)


def standing(until: date, *, rule_set: str = "") -> None:
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        PeriodStanding.objects.create(
            tenant_id=1,
            project_id="00000000-0000-7000-8000-000000000001",
            rule_set=rule_set,
            closed_count=1,
            open_count=0,
            refused_count=0,
            closed_until=until,
        )


def test_a_period_closed_after_the_preview_is_not_changed(ola):
    version = drafts.draft(by=ola)
    drafts.previewed(version, by=ola)
    standing(drafts.SINCE + timedelta(days=30))

    with pytest.raises(refusals.WouldChangeClosed):
        publish(version, ola)


def test_what_other_rules_judge_is_closed_for_them_alone(ola):
    version = drafts.draft(by=ola, code="EECO04")
    drafts.previewed(version, by=ola)
    of_another = next(one for one in RuleSet.values if one != version.definition.rule_set)
    standing(drafts.SINCE + timedelta(days=30), rule_set=of_another)

    assert publish(version, ola).status == "published"


def test_what_is_published_is_no_draft_any_more(ola):
    version = drafts.published(by=ola)

    for operation in (operations.discard_draft, operations.publish_draft):
        facts = {"at": timezone.now()} if operation is operations.publish_draft else {}
        with pytest.raises(refusals.NotADraft):
            operation(version=version, by=ola, **facts)


def test_the_database_keeps_the_web_from_a_published_version(ola):
    drafts.draft(by=ola)
    published = Version.objects.filter(definition=drafts.CODE, number=1)

    assert published.update(rule=drafts.WOMEN) == 0
    with connection.cursor() as cursor:
        cursor.execute("delete from definition_version where status = 'published'")
        assert cursor.rowcount == 0
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Version.objects.create(
            definition_id=drafts.CODE,
            number=3,
            status="published",
            published_at=timezone.now(),
            effective_from=date(2027, 1, 1),
            rule=drafts.WOMEN,
        )


@pytest.mark.parametrize("role", ["metropolitan_viewer", "operator"])
def test_only_the_metropolitan_coordinator_edits_definitions(db, role):
    with pytest.raises(NotAllowed):
        drafts.draft(by=steward(MetropolitanRole(role)))
