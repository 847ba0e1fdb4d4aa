"""The morning letter: once a working day, to whoever asked, with counts and without names."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.models import Account
from core import tenancy
from core.days import today
from core.ledger.models import Member
from core.platform_ledger.models import OutgoingMail
from projects.deadlines import digest, operations, tasks
from tests import make
from tests.make import deadlines as moments

EWA = "ewa@example.org"
# Working days and others, each as the clock in Warsaw has it at seven.
FRIDAY = datetime(2026, 11, 20, 6, tzinfo=UTC)
SATURDAY = datetime(2026, 11, 21, 6, tzinfo=UTC)
SUMMER_MONDAY = datetime(2026, 6, 1, 5, tzinfo=UTC)
CORPUS_CHRISTI = datetime(2026, 6, 4, 5, tzinfo=UTC)
CHRISTMAS_EVE = datetime(2026, 12, 24, 6, tzinfo=UTC)


@pytest.fixture
def ewa(alfa, coordinator) -> Member:
    """A case worker who asked for the letter; two outcomes are late, one is due in three days."""
    ewa = make.member(alfa, EWA, "Ewa Konkel", "case_worker")
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        of = make.project(by=anna, ends_on=today() + timedelta(days=400))
        for days_ago in (40, 41, 24):
            on = today() - timedelta(days=days_ago)
            moments.left(by=anna, on=on, of=of, family_name="Ćwik")
        operations.want_digest(wanted=True, by=ewa)
    return ewa


def letters() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(to=EWA))


def test_the_letter_counts_and_names_nobody(alfa, ewa):
    written = digest.write_letters(alfa, on=today())

    [letter] = letters()
    assert written == 1
    assert "Alfa" in letter.subject
    assert "2" in letter.subject
    assert "3 " in letter.text
    for word in ("Ćwik", "Żaneta", "Ewa", "Konkel", "uczestnicy/"):
        assert word not in letter.subject + letter.text


def test_the_letter_leads_to_the_day_and_to_where_it_is_stopped(alfa, ewa):
    digest.write_letters(alfa, on=today())

    text = letters()[0].text
    assert "http://alfa.localhost:8000/moj-dzien/" in text
    assert "http://alfa.localhost:8000/terminy/ustawienia/" in text


def test_a_task_that_runs_twice_writes_once_and_again_the_next_day(alfa, ewa):
    for _nth in range(2):
        digest.write_letters(alfa, on=today())
    assert len(letters()) == 1

    digest.write_letters(alfa, on=today() + timedelta(days=1))

    assert len(letters()) == 2


def test_nobody_gets_a_letter_who_did_not_ask(alfa, ewa):
    with tenancy.inside(alfa):
        operations.want_digest(wanted=False, by=ewa)

    assert digest.write_letters(alfa, on=today()) == 0


def test_nothing_due_this_week_is_no_letter(alfa, ewa):
    viewer = make.member(alfa, "viewer@example.org", "Iga Szulc", "viewer")
    with tenancy.inside(alfa):
        operations.want_digest(wanted=True, by=viewer)

    digest.write_letters(alfa, on=today())

    assert not OutgoingMail.objects.filter(to="viewer@example.org").exists()


def test_whoever_left_the_unit_gets_no_letter(alfa, ewa):
    make.leave(ewa)

    assert digest.write_letters(alfa, on=today()) == 0


def test_a_closed_account_gets_no_letter(alfa, ewa):
    Account.objects.filter(pk=ewa.account_id).update(is_active=False)

    assert digest.write_letters(alfa, on=today()) == 0


def test_each_reads_it_in_the_language_of_their_account(alfa, ewa):
    Account.objects.filter(pk=ewa.account_id).update(language="en")

    digest.write_letters(alfa, on=today())

    assert letters()[0].subject == "Szansa, Alfa: late 2, today 0"
    assert "3 outcomes to find out" in letters()[0].text


@pytest.mark.parametrize(
    ("moment", "sent"),
    [
        (FRIDAY, True),
        (SATURDAY, False),
        (SUMMER_MONDAY, True),
        (CORPUS_CHRISTI, False),
        (CHRISTMAS_EVE, False),
    ],
)
def test_each_open_unit_has_a_job_of_its_own_on_working_days_only(
    alfa, beta, monkeypatch, django_capture_on_commit_callbacks, moment, sent
):
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    with django_capture_on_commit_callbacks() as jobs:
        tasks.send_digests.run()

    assert len(jobs) == (2 if sent else 0)


def test_a_message_that_comes_a_day_late_is_dropped(alfa, ewa):
    yesterday = today() - timedelta(days=1)

    tasks.write_letters.run("alfa", yesterday.isoformat())
    assert letters() == []

    tasks.write_letters.run("alfa", today().isoformat())
    assert len(letters()) == 1


def test_the_clock_rings_at_seven_in_warsaw_in_summer_and_in_winter(settings):
    entry = settings.CELERY_BEAT_SCHEDULE["write the morning letters"]

    assert settings.CELERY_TIMEZONE == "Europe/Warsaw"
    assert (entry["schedule"].hour, entry["schedule"].minute) == ({7}, {0})
    assert entry["task"] == tasks.send_digests.name


def test_a_summary_counts_by_kind_with_the_nearest_day(alfa, ewa):
    with tenancy.inside(alfa):
        summary = digest.summary_of(digest.this_week_of(ewa, on=today()))

    [heap] = summary.heaps
    assert (summary.late, summary.today, summary.this_week) == (2, 0, 1)
    assert (heap.count, heap.nearest_on) == (3, today() - timedelta(days=13))
    assert isinstance(heap.nearest_on, date)
