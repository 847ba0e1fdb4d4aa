"""From a draft to the figures: its preview, its day, closed periods, and the recount that follows."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from core import tenancy
from core.ids import new_id
from core.platform_ledger import leases
from core.platform_ledger.models import Job
from indicators.cells import queries as cells
from indicators.definitions.models import Definition
from indicators.drafts import operations, previewing, refusals
from indicators.drafts.models import Preview, PreviewCount
from indicators.facts import recounting, tally, tasks
from indicators.programme_periods.models import PeriodStanding
from projects.agreements.models import Project
from tenants.models import Tenant
from tests import make
from tests.indicators.facts import world
from tests.make import drafts

SINCE = drafts.SINCE
EVE = SINCE - timedelta(days=1)
PEOPLE = 7
# One woman of alfa, from the day on, is told apart by her education.
LAST_OF_ALFA = {"field": "isced", "is": 8}


@pytest.fixture
def tenants(alfa: Any, beta: Any) -> list[Tenant]:
    """In both: seven men and seven women from before the day, and as many from it on; all at risk.

    Beta's are the same people as alfa's, and take part a little later.
    """
    for late, tenant in enumerate((alfa, beta)):
        with tenancy.inside(tenant):
            project = make.project(by=make.BY)
            for serial in range(4 * PEOPLE):
                facts = {"isced": 8} if (late, serial) == (0, 4 * PEOPLE - 2) else {}
                day = (EVE if serial % 2 else SINCE) + timedelta(
                    days=late * (0 if serial % 2 else 1)
                )
                who = _person(serial, "M" if serial < 2 * PEOPLE else "F")
                world.takes_part(who, project, started_on=day, **facts)
    tasks.sweep.run()
    return [alfa, beta]


def _person(serial: int, sex: str) -> Any:
    entry = make.person_entry(pesel=world.number(serial, sex), sex=sex)
    return world.new_person(entry)


def _hits(tenant: Tenant) -> dict[tuple[str, bool], int]:
    """How many hits, by sex and whether they count before the day."""
    with tenancy.acting_as(tenancy.Role.PUBLISHING), connection.cursor() as cursor:
        cursor.execute(
            """select p.sex, h.counted_on < %s, count(*) from facts.hit h
               join facts.participation p on p.id = h.participation_id
               join definition d on d.number = h.definition_no
               where d.code = %s and p.tenant_id = %s group by 1, 2""",
            [SINCE, drafts.CODE, tenant.pk],
        )
        return {(sex, before): count for sex, before, count in cursor.fetchall()}


def test_the_preview_tells_what_would_change_and_publishing_changes_just_that(tenants):
    version = drafts.saved(drafts.draft(by=make.BY), by=make.BY)
    preview = drafts.previewed(version, by=make.BY)

    assert preview.state == Preview.State.DONE, preview.problem
    assert preview.result["now"] == [8 * PEOPLE, 4 * PEOPLE]
    assert preview.result["then"] == [6 * PEOPLE, 3 * PEOPLE]
    assert preview.result["change"] == [-2 * PEOPLE, -PEOPLE]
    assert sorted(preview.result["lines"]) == [
        ["Gmina Alfa", "2026Q2", -PEOPLE],
        ["Gmina Beta", "2026Q2", -PEOPLE],
    ]

    operations.publish_draft(version=version, at=timezone.now(), by=make.BY)
    tasks.recount.run(str(Job.objects.get(kind=recounting.KIND).pk))

    for tenant in tenants:
        assert _hits(tenant) == {("M", True): PEOPLE, ("F", True): PEOPLE, ("F", False): PEOPLE}
    assert world.wrong(tenants) == {}


def test_a_looser_version_counts_whoever_it_takes_in(tenants):
    everybody = {"field": "started_on", "known": True}

    version = drafts.published(by=make.BY, rule=everybody)
    call_command("recount", drafts.CODE)

    assert sum(_hits(tenants[0]).values()) == 4 * PEOPLE
    assert version.definition.code == drafts.CODE
    assert world.wrong(tenants) == {}


def closed(tenant: Tenant, project: Any, until: date | None) -> None:
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        PeriodStanding.objects.update_or_create(
            project_id=project,
            defaults={
                "tenant_id": tenant.pk,
                "closed_count": 1 if until else 0,
                "open_count": 0 if until else 1,
                "refused_count": 0,
                "closed_until": until,
            },
        )


def project_of(tenant: Tenant) -> Any:
    with tenancy.inside(tenant):
        return Project.objects.get().pk


def test_a_version_for_closed_days_is_refused_and_one_after_them_is_not(tenants):
    closed_until = SINCE + timedelta(days=20)
    closed(tenants[0], project_of(tenants[0]), closed_until)
    version = drafts.saved(drafts.draft(by=make.BY), by=make.BY)
    drafts.previewed(version, by=make.BY)

    with pytest.raises(refusals.WouldChangeClosed, match="21"):
        operations.publish_draft(version=version, at=timezone.now(), by=make.BY)

    later = drafts.saved(version, by=make.BY, effective_from=closed_until + timedelta(days=1))
    drafts.previewed(later, by=make.BY)
    assert operations.publish_draft(version=later, at=timezone.now(), by=make.BY)


def test_a_period_closed_while_another_was_reopened_is_never_changed(tenants):
    first, without_people = project_of(tenants[0]), new_id()
    closed(tenants[1], without_people, SINCE + timedelta(days=20))
    version = drafts.saved(drafts.draft(by=make.BY), by=make.BY)
    drafts.previewed(version, by=make.BY)
    closed(tenants[1], without_people, None)
    closed(tenants[0], first, SINCE + timedelta(days=20))

    with pytest.raises(refusals.WouldChangeClosed):
        operations.publish_draft(version=version, at=timezone.now(), by=make.BY)


@pytest.mark.parametrize("way", ["preview", "live"])
def test_a_preview_is_the_same_whether_one_person_exists_or_nobody_does(tenants, way):
    """Of the women of alfa none has a master's degree, and one has a doctorate."""
    early = date(2014, 1, 2)
    closed(tenants[0], project_of(tenants[0]), SINCE + timedelta(days=60))
    told = []
    for level in (7, 8):
        who = {"all": [{"field": "sex", "is": "F"}, {"field": "isced", "is": level}]}
        rule = {"all": [{"field": "at_risk", "is": True}, {"not": who}]}
        version = drafts.draft(by=make.BY, since=early)
        if way == "live":
            told.append(live(version, rule, early).result)
        else:
            told.append(
                drafts.previewed(drafts.saved(version, rule, by=make.BY), by=make.BY).result
            )
        operations.discard_draft(version=version, by=make.BY)

    assert told[0] == told[1]


def test_that_nothing_changes_is_told_of_the_rule_in_force_alone(tenants):
    version = drafts.draft(by=make.BY)
    spelled = {"all": [version.rule, {"field": "started_on", "known": True}]}

    assert live(version, version.rule).result["change"] == [0, 0]
    assert live(version, spelled).result["change"] is None


def test_a_version_of_a_day_to_come_waits_for_its_day(tenants, monkeypatch):
    tomorrow = recounting.today() + timedelta(days=1)
    drafts.published(by=make.BY, since=tomorrow)
    job = Job.objects.get(kind=recounting.KIND)
    Job.objects.update(created_at=timezone.now() - timedelta(minutes=1))

    tasks.carry_on_recounts.run()

    job.refresh_from_db()
    assert job.state == Job.State.WAITING
    assert recounting.due(on=tomorrow) == [str(job.pk)]
    assert world.wrong(tenants) == {}


def test_a_rule_that_leaves_out_one_person_more_is_told_nothing_of(tenants):
    """Drawing the rule closer person by person would tell who each of them is."""
    version = drafts.saved(drafts.draft(by=make.BY), by=make.BY)
    drafts.previewed(version, by=make.BY)
    operations.discard_draft(version=version, by=make.BY)

    first_days = {"field": "started_on", "to": SINCE.isoformat()}
    closer = {"all": [*drafts.WOMEN["all"], {"not": {"all": [first_days, LAST_OF_ALFA]}}]}
    again = drafts.saved(drafts.draft(by=make.BY), closer, by=make.BY)
    preview = drafts.previewed(again, by=make.BY)

    assert (preview.result["then"], preview.result["change"]) == (None, None)
    assert preview.result["lines"] == []
    with pytest.raises(ProgrammingError), transaction.atomic():
        list(PreviewCount.objects.all())


def test_of_what_is_not_told_live_the_change_alone_is_told_and_not_as_it_moves(tenants):
    """One of the fund's indicators: nobody of the metropolis sees its total from moment to moment."""
    women = {"all": [{"field": "labour_status", "is": "INACTIVE"}, {"field": "sex", "is": "F"}]}
    version = drafts.saved(drafts.draft(by=make.BY, code="EECO04"), women, by=make.BY)

    first = drafts.previewed(version, by=make.BY).result
    with tenancy.inside(tenants[0]):
        world.takes_part(_person(4 * PEOPLE, "F"), Project.objects.get(), started_on=SINCE)
    tasks.sweep.run()
    second = drafts.previewed(version, by=make.BY).result

    assert (first["now"], first["then"]) == (None, None)
    assert first["change"] == [-2 * PEOPLE, -PEOPLE]
    assert second == first


def test_a_preview_that_takes_too_long_is_given_up(tenants, monkeypatch):
    monkeypatch.setattr(previewing, "_WHOLE", "select pg_sleep(5), 0, 0, 0")
    monkeypatch.setattr(previewing, "_BOUNDED", "set local statement_timeout = '50ms'")

    preview = drafts.previewed(drafts.draft(by=make.BY), by=make.BY)

    assert (preview.state, preview.problem) == (Preview.State.FAILED, "TOO_LONG")


def test_a_preview_of_a_draft_that_was_saved_anew_is_given_up(tenants):
    version = drafts.draft(by=make.BY)
    asked = operations.ask_for_preview(version=version, at=timezone.now(), by=make.BY)
    drafts.saved(version, by=make.BY)

    previewing.make(str(asked.pk))

    asked.refresh_from_db()
    assert (asked.state, asked.problem) == (Preview.State.FAILED, "SAVED_ANEW")


def test_an_unknown_definition_is_not_recounted(tenants):
    with pytest.raises(CommandError, match="NOTHING"):
        call_command("recount", "NOTHING")


def test_what_is_broken_in_one_definition_a_recount_puts_right(tenants):
    number = Definition.objects.get(pk=drafts.CODE).number
    for statement in (
        f"delete from facts.hit where definition_no = {number}",
        f"delete from facts.cell_by_sex where definition_code = '{drafts.CODE}' and period = 'ALL'",
    ):
        with tenancy.acting_as(tenancy.Role.PUBLISHING), connection.cursor() as cursor:
            cursor.execute(statement)
            assert cursor.rowcount > 0

    call_command("recount", drafts.CODE)

    assert world.wrong(tenants) == {}


@pytest.mark.parametrize("step", ["rebuild_shared_of", "rebuild_own_of"])
def test_a_step_that_fails_is_given_back_and_not_taken_for_done(tenants, monkeypatch, step):
    drafts.published(by=make.BY)
    job = Job.objects.get(kind=recounting.KIND)

    with monkeypatch.context() as broken, pytest.raises(ZeroDivisionError):
        broken.setattr(tally, step, lambda *_code, **_tenant: 1 / 0)
        recounting.carry_out(str(job.pk))
    job.refresh_from_db()
    done = 0 if step == "rebuild_shared_of" else 1
    assert (job.state, job.steps_done_count) == (Job.State.WAITING, done)
    assert job.problem == "ZeroDivisionError"

    recounting.carry_out(str(job.pk))
    job.refresh_from_db()
    assert job.state == Job.State.DONE
    assert world.wrong(tenants) == {}


def _after_the_hits() -> Job:
    """A recount whose worker has died between the shared cells and the first tenant."""
    # From its day on it takes out whoever was in, and takes in whoever was out.
    drafts.published(by=make.BY, rule={"field": "at_risk", "is": False})
    job = Job.objects.get(kind=recounting.KIND)
    assert recounting.take_step(str(job.pk))
    job.refresh_from_db()
    return job


@pytest.mark.parametrize("given_up", [False, True])
def test_what_is_published_before_its_step_has_come_is_added_to_cells_of_the_new_hits(
    tenants: list[Tenant], given_up: bool
) -> None:
    with tenancy.inside(tenants[0]):
        rows = [
            world.takes_part(
                _person(100 + n, "F"), Project.objects.get(), started_on=SINCE, at_risk=False
            )
            for n in range(6)
        ]
    tasks.sweep.run()
    job = _after_the_hits()
    if given_up:
        with tenancy.acting_as(tenancy.Role.PUBLISHING):
            leases.end(job, leases.State.FAILED)

    with tenancy.inside(tenants[0]):
        world.takes_part_no_longer(rows[0])
    tasks.sweep.run()

    with tenancy.inside(tenants[0]):
        own = cells.whole_tenant()[drafts.CODE]
        # Those from before the day, and five of the six: a cell that was empty is not below nothing.
        assert (own.participations, own.people) == (2 * PEOPLE + 5, 2 * PEOPLE + 5)
    assert world.wrong(tenants) == {}, "late is not wrong"
    call_command("recount", drafts.CODE)
    assert world.wrong(tenants) == {}


def test_between_two_steps_the_publisher_has_its_hands_free(
    tenants: list[Tenant], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[str, ...]] = []
    monkeypatch.setattr(tasks.jobs, "send_after_commit", lambda *message: sent.append(message))
    drafts.published(by=make.BY)
    job = Job.objects.get(kind=recounting.KIND)
    sent.clear()

    for done in (1, 2):
        tasks.recount.run(str(job.pk))
        job.refresh_from_db()
        assert (job.state, job.steps_done_count, job.attempts_count) == ("waiting", done, 0)
        assert sent.pop() == (recounting.RECOUNT, str(job.pk))

    tasks.recount.run(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.steps_done_count, sent) == ("done", 3, [])
    assert world.wrong(tenants) == {}


def test_whichever_statement_it_dies_at_the_recount_goes_on(own_database: None) -> None:
    tenants = [make.tenant("alfa"), make.tenant("beta")]
    for tenant in tenants:
        with tenancy.inside(tenant):
            world.takes_part(world.person(1), make.project(by=make.BY), started_on=SINCE)
            world.takes_part(
                world.person(2), make.project(by=make.BY, edition_no=2), started_on=date(2026, 5, 1)
            )
    tasks.sweep()
    rules = [drafts.WOMEN, {"field": "sex", "is": "M"}]

    fatal, survived = 0, False
    while not survived:
        fatal += 1
        assert fatal < 100
        since = SINCE + timedelta(days=fatal)
        version = drafts.published(by=make.BY, rule=rules[fatal % 2], since=since)
        job = Job.objects.get(kind=recounting.KIND, arguments__since=since.isoformat())
        survived = _recount(str(job.pk), fatal)
        # As if a minute had passed: the lease of whoever died has run out.
        Job.objects.filter(pk=job.pk).update(created_at=timezone.now() - leases.LEASE)
        Job.objects.filter(pk=job.pk, state=leases.State.RUNNING).update(
            leased_until=timezone.now()
        )
        tasks.carry_on_recounts()
        recounting.carry_out(str(job.pk))

        job.refresh_from_db()
        assert job.state == Job.State.DONE, f"{version}: after dying instead of {fatal}"
        assert world.wrong(tenants) == {}, f"after dying instead of statement {fatal}"

    assert fatal > 15


def _recount(job_id: str, fatal: int) -> bool:
    with connection.execute_wrapper(world.DiesBefore(fatal)):
        try:
            recounting.carry_out(job_id)
        except world.Killed:
            connection.close()
            return False
    return True


def live(version: Any, rule: object, since: date = SINCE) -> Preview:
    asked = operations.ask_for_count(
        version=version, rule=rule, effective_from=since, at=timezone.now(), by=make.BY
    )
    previewing.make(str(asked.pk))
    asked.refresh_from_db()
    return asked


def test_what_is_being_written_is_counted_and_not_saved(tenants):
    version = drafts.draft(by=make.BY)

    found = live(version, drafts.WOMEN)

    # As many as the preview of the same rule tells, once it is saved; and not where.
    whole = drafts.previewed(drafts.saved(version, by=make.BY), by=make.BY).result
    assert {name: found.result[name] for name in ("now", "then", "change")} == {
        name: whole[name] for name in ("now", "then", "change")
    }
    assert found.result["change"] is not None
    assert found.result["lines"] == []


def test_what_is_being_written_is_no_preview_to_publish_by(tenants):
    version = drafts.saved(drafts.draft(by=make.BY), by=make.BY)
    live(version, drafts.WOMEN)

    with pytest.raises(refusals.NotPreviewed):
        operations.publish_draft(version=version, at=timezone.now(), by=make.BY)


def test_two_counts_that_differ_by_a_person_tell_nothing_of_that_person(tenants):
    version = drafts.draft(by=make.BY)
    live(version, drafts.WOMEN)

    nearly = live(version, {"all": [*drafts.WOMEN["all"], {"not": LAST_OF_ALFA}]})

    assert (nearly.result["then"], nearly.result["change"]) == (None, None)


def test_a_count_leaves_what_was_told_of_places_to_compare_with(tenants):
    version = drafts.saved(drafts.draft(by=make.BY), by=make.BY)
    drafts.previewed(version, by=make.BY)
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        before = PreviewCount.objects.get().lines

    live(version, drafts.WOMEN)

    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        assert PreviewCount.objects.get().lines == before != {}


def test_what_is_asked_takes_the_place_of_what_was_asked_before(tenants):
    version = drafts.draft(by=make.BY)
    live(version, drafts.WOMEN)

    live(version, drafts.WOMEN, since=SINCE + timedelta(days=1))

    assert version.previews.count() == 1


def test_what_was_told_of_nobody_is_compared_with_by_nobody(tenants):
    """A rule is written key by key: what is near to a hidden count only is told all the same."""
    version = drafts.draft(by=make.BY)
    spelled = {"all": [version.rule, {"field": "started_on", "known": True}]}
    live(version, spelled)

    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        assert not PreviewCount.objects.exists()


def test_the_next_key_waits_for_no_count_and_leaves_nothing_of_it(own_database, monkeypatch):
    version = drafts.draft(by=make.BY)
    facts = {"version": version, "rule": drafts.WOMEN, "at": timezone.now(), "by": make.BY}
    first = operations.ask_for_count(effective_from=SINCE, **facts)
    counting = previewing._counted_live
    asked = []

    def next_key() -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("set lock_timeout = '2s'")
            day = SINCE + timedelta(days=1)
            asked.append(operations.ask_for_count(effective_from=day, **facts))
        finally:
            connection.close()

    def counted(preview: Preview) -> Any:
        with ThreadPoolExecutor(1) as writer:
            writer.submit(next_key).result()
        PreviewCount.objects.create(
            definition_no=1, fingerprint="x", participations_count=9, people_count=9
        )
        return counting(preview)

    monkeypatch.setattr(previewing, "_counted_live", counted)
    previewing.make(str(first.pk))

    assert list(version.previews.values_list("pk", flat=True)) == [asked[0].pk]
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        assert not PreviewCount.objects.exists(), "nobody saw it"
