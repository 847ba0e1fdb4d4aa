"""The metropolitan report: one release and nothing beside it, numbered, kept, the same for its day."""

import hashlib
import io
import zipfile
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone
from pypdf import PdfReader

from core import tenancy
from core.days import today
from core.platform_ledger.models import PlatformAuditEvent
from dashboards.metropolis import releasing
from dashboards.metropolis.models import Release
from dashboards.reports import making, metropolitan, printing, queries
from dashboards.reports.models import MetropolitanReport, State
from indicators.facts.tasks import publish_tenant
from projects.documents import press
from tests import make
from tests.indicators.facts import world
from tests.make import reports


@pytest.fixture
def release(alfa):
    """Twenty people of alfa, and the day's release."""
    _add(alfa, 0, 20)
    return _released()


def _add(alfa, first, last):
    with tenancy.inside(alfa):
        project = make.project(by=make.BY, edition_no=first + 1)
        for serial in range(first, last):
            world.takes_part(world.person(serial), project, at_risk=True)
    publish_tenant(alfa)


def _released():
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        releasing.release_breakdowns()
        return Release.objects.latest()


def ordered(release):
    return reports.metropolitan(release=release, as_of=today(), on=today(), oldest=today())


def made(report):
    metropolitan.make(str(report.pk))
    return MetropolitanReport.objects.get(pk=report.pk)


def contents_of(report):
    told, _strip = metropolitan.read(report)
    return told


def test_it_is_made_in_the_background_and_kept_with_its_checksums(release):
    report = ordered(release)
    assert report.is_under_way

    report = made(report)

    assert report.state == State.DONE
    assert report.steps_done_count == report.STEPS_COUNT
    assert bytes(report.pdf).startswith(b"%PDF-")
    assert hashlib.sha256(bytes(report.pdf)).hexdigest() == report.pdf_sha256
    assert hashlib.sha256(bytes(report.workbook)).hexdigest() == report.workbook_sha256
    root = PdfReader(io.BytesIO(bytes(report.pdf))).trailer["/Root"]
    assert "/StructTreeRoot" in root, "tagged, for those who hear it"


def test_a_report_of_a_past_day_is_the_one_that_was_made_then(alfa, release):
    before = made(ordered(release))
    _add(alfa, 20, 40)
    later = _released()

    again = made(ordered(release))

    assert later.pk != release.pk
    assert contents_of(again) == contents_of(before)
    assert contents_of(made(ordered(later))) != contents_of(before)


def test_the_release_of_a_day_is_the_last_one_made_by_its_end(release):
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        Release.objects.filter(pk=release.pk).update(released_at=timezone.now() - timedelta(days=3))

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        assert queries.release_of(today()).pk == release.pk
        assert queries.release_of(today() - timedelta(days=3)).pk == release.pk
        assert queries.release_of(today() - timedelta(days=4)) is None
        assert queries.oldest_release_day() == today() - timedelta(days=3)


def test_it_tells_no_more_than_the_release(alfa):
    """Three people are too few to be told: no number of them is on any page."""
    _add(alfa, 0, 3)

    told = contents_of(ordered(_released()))

    values = {cell for section in told.sections for row in section.table.rows for cell in row}
    assert 3 not in values
    assert "HIDDEN" in values
    assert "ukryte" in told.sections[0].sentence


def test_numbers_follow_each_other_within_a_year(release):
    numbers = [ordered(release).full_number for _time in range(2)]

    assert numbers == [f"RM/{today().year}/{number}" for number in (1, 2)]
    assert PlatformAuditEvent.objects.filter(verb="ordered a metropolitan report").count() == 2


def test_a_lost_message_and_a_dead_worker_leave_it_to_the_clock(release):
    waiting, dying = ordered(release), ordered(release)
    MetropolitanReport.objects.filter(pk=dying.pk).update(
        state=State.RUNNING, taken_at=timezone.now() - 2 * making.LEASE, attempts_count=1
    )

    metropolitan.make_left()

    states = MetropolitanReport.objects.filter(pk__in=[waiting.pk, dying.pk]).values_list("state")
    assert {state for (state,) in states} == {State.DONE}
    assert not making.left(MetropolitanReport)


def test_a_report_that_no_worker_survives_is_given_up_and_its_page_asks_no_more(
    release, metropolis, client_of
):
    report = ordered(release)
    MetropolitanReport.objects.filter(pk=report.pk).update(
        state=State.RUNNING,
        taken_at=timezone.now() - 2 * making.LEASE,
        attempts_count=making.MOST_ATTEMPTS,
    )

    metropolitan.make_left()

    report = MetropolitanReport.objects.get(pk=report.pk)
    assert (report.state, report.problem) == (State.FAILED, making.GAVE_UP)
    account = make.account("ola@example.org", "Ola Miotk", metropolis, "metropolitan_coordinator")
    page = client_of(account, metropolis).get(f"/sprawozdania/{report.pk}/").content.decode()
    assert "every 1s" not in page


def _overtaken(report, then):
    """A reading so slow that its lease ends and another worker makes the report meanwhile."""

    def read(slow):
        stale = timezone.now() - 2 * making.LEASE
        MetropolitanReport.objects.filter(pk=report.pk).update(taken_at=stale)
        metropolitan.make(str(report.pk))
        return then(slow)

    return partial(making.make, MetropolitanReport, report.pk, place=_as_web, read=read)


def _as_web():
    return tenancy.acting_as(tenancy.Role.WEB)


def test_a_worker_slower_than_its_lease_changes_nothing_of_what_another_has_made(release):
    report, handed_out = ordered(release), []

    def keeps_in_mind(slow):
        handed_out.append(MetropolitanReport.objects.get(pk=slow.pk).made_at)
        return metropolitan.read(slow)

    _overtaken(report, keeps_in_mind)()

    after = MetropolitanReport.objects.get(pk=report.pk)
    assert (after.state, after.attempts_count) == (State.DONE, 2)
    assert [after.made_at] == handed_out


def test_the_failure_of_an_overtaken_worker_does_not_hide_what_another_has_made(release):
    report = ordered(release)

    def fails(_report):
        raise metropolitan.ReleaseGone

    with pytest.raises(metropolitan.ReleaseGone):
        _overtaken(report, fails)()

    after = MetropolitanReport.objects.get(pk=report.pk)
    assert (after.state, after.problem) == (State.DONE, "")


def test_twice_is_once_and_a_failure_is_told(release):
    report = made(ordered(release))
    kept = report.made_at
    assert made(report).made_at == kept

    gone = reports.metropolitan(release=Release(pk=0, released_at=release.released_at))
    with pytest.raises(metropolitan.ReleaseGone):
        metropolitan.make(str(gone.pk))
    gone = MetropolitanReport.objects.get(pk=gone.pk)
    assert (gone.state, gone.problem) == (State.FAILED, "ReleaseGone")


def test_without_the_packages_of_the_system_there_is_a_workbook_and_a_word(release, monkeypatch):
    def missing(*_args, **_facts):
        raise press.PangoMissing

    monkeypatch.setattr(printing, "as_pdf", missing)

    report = made(ordered(release))

    assert report.state == State.DONE
    assert report.pdf is None
    assert report.problem == "PangoMissing"
    with zipfile.ZipFile(io.BytesIO(bytes(report.workbook))) as book:
        assert "xl/worksheets/sheet2.xml" in book.namelist()


def test_it_is_ordered_waited_for_and_fetched_in_a_browser(release, metropolis, client_of):
    account = make.account("ola@example.org", "Ola Miotk", metropolis, "metropolitan_coordinator")
    client = client_of(account, metropolis)

    page = client.post("/sprawozdania/nowe/", {"as_of": f"{today():%d.%m.%Y}"})
    assert page.status_code == 302
    address = page["Location"]
    assert 'hx-trigger="every 1s"' in client.get(address).content.decode()

    metropolitan.make(address.rstrip("/").rsplit("/", 1)[1])

    assert "SHA-256" in client.get(address).content.decode()
    assert client.get(f"{address}pobierz.pdf").content.startswith(b"%PDF-")
    assert client.get(f"{address}pobierz.xlsx").content.startswith(b"PK")
    assert client.get(f"{address}pobierz.exe").status_code == 404


def test_a_second_click_orders_no_second_report_and_another_day_does(
    release, metropolis, client_of
):
    account = make.account("ola@example.org", "Ola Miotk", metropolis, "metropolitan_coordinator")
    client = client_of(account, metropolis)
    page = client.get("/sprawozdania/nowe/").context["form"]
    sent = {"as_of": f"{today():%d.%m.%Y}", "report_id": page["report_id"].value()}

    first, second = (client.post("/sprawozdania/nowe/", sent)["Location"] for _click in range(2))

    assert first == second
    assert MetropolitanReport.objects.count() == 1
    assert PlatformAuditEvent.objects.filter(verb="ordered a metropolitan report").count() == 1

    MetropolitanReport.objects.update(as_of=today() - timedelta(days=1))
    assert client.post("/sprawozdania/nowe/", sent)["Location"] != first
    assert MetropolitanReport.objects.count() == 2


def test_a_day_before_the_first_release_is_refused_with_the_nearest_choice(
    release, metropolis, client_of
):
    account = make.account("ola@example.org", "Ola Miotk", metropolis, "metropolitan_viewer")
    page = client_of(account, metropolis).post("/sprawozdania/nowe/", {"as_of": "01.01.2019"})

    assert f"{today():%d.%m.%Y}" in page.content.decode()
    assert not MetropolitanReport.objects.exists()
