"""Opening by the operations worker: once, in steps, and finished by whoever comes after a crash."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core import tenancy
from core.platform_ledger.models import Job, PlatformAuditEvent
from tenants import operations, provisioning, tasks
from tenants.models import Tenant
from tests import make
from tests.tenants.breaking import DiskFull, Killed, breaking_at

# Roles are the cluster's: two openings of one name at a time would wait for each other.
pytestmark = pytest.mark.xdist_group("opening")

MAKING_THE_TABLES = "CREATE SCHEMA"
OPENING_THE_DOOR = 'UPDATE "tenant"'


@pytest.fixture
def job(db):
    """Somebody asked for a tenant called gamma."""
    return operations.ask_to_open(
        slug="gamma",
        name="Gmina Gamma",
        short_name="Gamma",
        kind="GMINA",
        unit_code="2205",
        teryt_code="2205032",
        by=make.BY,
    )


def carry_out(job):
    """Let an operations worker try, then read what it left."""
    try:
        with tenancy.acting_as(tenancy.Role.OWNER):
            provisioning.open_tenant(str(job.pk))
    finally:
        job.refresh_from_db()


def fail(job, at, how=DiskFull):
    with pytest.raises(how), breaking_at(at, how):
        carry_out(job)


def let_the_lease_end(job):
    Job.objects.filter(pk=job.pk).update(leased_until=timezone.now() - timedelta(seconds=1))


def test_the_host_answers_from_the_moment_the_tenant_is_open(job, client):
    assert client.get("/", HTTP_HOST="gamma.localhost").status_code == 404

    carry_out(job)

    answer = client.get("/", HTTP_HOST="gamma.localhost")
    assert (answer.status_code, answer["Location"]) == (302, "/wejscie/?next=/")


def test_the_open_tenant_works(job):
    carry_out(job)

    by = make.member(make.tenant("gamma"), "ada@example.org", "Ada Formela", "coordinator")
    with tenancy.inside(make.tenant("gamma")):
        participation = make.participation(by=by)
        assert participation.person.pesel == make.PESEL_OF_A_WOMAN


def test_the_job_counts_the_steps_there_are(job):
    assert job.steps_count == len(operations.STEPS)

    carry_out(job)

    assert (job.state, job.steps_done_count) == (Job.State.DONE, job.steps_count)
    assert job.ended_at
    assert job.leased_until is None


def test_opening_twice_does_nothing_the_second_time(job):
    carry_out(job)
    opened_at, rows = make.tenant("gamma").opened_at, PlatformAuditEvent.objects.count()

    carry_out(job)

    assert job.attempts_count == 1
    assert make.tenant("gamma").opened_at == opened_at
    assert PlatformAuditEvent.objects.count() == rows


@pytest.mark.parametrize(("at", "done"), [(MAKING_THE_TABLES, 1), (OPENING_THE_DOOR, 2)])
def test_a_failed_attempt_says_how_far_it_came_and_the_second_finishes(job, client, at, done):
    fail(job, at)
    assert (job.state, job.steps_done_count) == (Job.State.WAITING, done)
    assert job.problem == f"DiskFull: {at}"
    assert client.get("/", HTTP_HOST="gamma.localhost").status_code == 404

    carry_out(job)

    assert (job.state, job.problem, job.attempts_count) == (Job.State.DONE, "", 2)
    assert client.get("/", HTTP_HOST="gamma.localhost").status_code == 302


@pytest.mark.parametrize("at", [MAKING_THE_TABLES, OPENING_THE_DOOR])
def test_what_a_killed_worker_left_is_finished_once_its_lease_has_ended(job, at):
    fail(job, at, Killed)
    assert job.state == Job.State.RUNNING
    assert provisioning.left_jobs() == []
    let_the_lease_end(job)

    assert provisioning.left_jobs() == [str(job.pk)]
    carry_out(job)

    assert job.state == Job.State.DONE
    assert make.tenant("gamma").state == Tenant.State.OPEN


def test_a_job_in_somebodys_hands_is_not_taken(job):
    fail(job, MAKING_THE_TABLES, Killed)

    carry_out(job)

    assert (job.state, job.attempts_count) == (Job.State.RUNNING, 1)
    assert make.tenant("gamma").state == Tenant.State.OPENING


def test_each_step_renews_the_lease(job):
    fail(job, OPENING_THE_DOOR, Killed)

    assert job.leased_until > timezone.now() + provisioning.LEASE / 2


def test_after_the_last_attempt_somebody_has_to_look(job):
    for _ in range(provisioning.MOST_ATTEMPTS):
        fail(job, MAKING_THE_TABLES)
    assert (job.state, job.attempts_count) == (Job.State.FAILED, provisioning.MOST_ATTEMPTS)

    carry_out(job)

    assert job.state == Job.State.FAILED
    assert make.tenant("gamma").state == Tenant.State.OPENING


def test_a_job_whose_workers_all_died_is_given_up_too(job):
    for _ in range(provisioning.MOST_ATTEMPTS):
        fail(job, MAKING_THE_TABLES, Killed)
        let_the_lease_end(job)

    carry_out(job)

    assert (job.state, job.attempts_count) == (Job.State.FAILED, provisioning.MOST_ATTEMPTS)


def test_one_job_that_fails_does_not_hold_up_the_next(job, alfa):
    lost = Job.objects.create(kind=operations.OPEN, arguments={"tenant": 0}, steps_count=3)
    Job.objects.update(created_at=timezone.now() - timedelta(minutes=1))

    with tenancy.acting_as(tenancy.Role.OWNER):
        tasks.send_left_jobs_again.run()

    lost.refresh_from_db()
    job.refresh_from_db()
    assert (lost.state, job.state) == (Job.State.WAITING, Job.State.DONE)
    assert "DoesNotExist" in lost.problem
