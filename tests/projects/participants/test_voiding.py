"""A voided participation counts nowhere, stays readable, and may be restored."""

from datetime import UTC, datetime

import pytest

from core import tenancy
from core.errors import NotAllowed, StaleEdit
from core.ledger.models import Member
from indicators.facts import tasks as publishing
from indicators.facts.models import ParticipationFact
from projects.participants import operations, queries, queries_path
from projects.participants.models import Participation, Voiding
from projects.participants.operations import records, voiding
from tenants import operations as tenants
from tests import make
from tests.make import path as make_path

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


@pytest.fixture
def zaneta(anna):
    return make.participation(by=anna)


def _void(participation, by, **facts):
    usual = {"kind": "INELIGIBLE", "reason": "kontrola", "version": 1, "at": NOW}
    return operations.void(participation=participation, by=by, **{**usual, **facts})


def _restore(participation, by, version=2):
    return operations.restore(
        participation=participation, reason="pomyłka kontroli", version=version, at=NOW, by=by
    )


def test_a_voided_participation_is_on_no_list_and_in_no_total(zaneta, anna):
    child = make_path.surrounding(zaneta, by=anna)

    _void(zaneta, anna)

    seen = queries.participations_visible_to(anna, "see people")
    assert not seen.exists()
    assert queries.totals_by_project([zaneta.project_id]) == {}
    assert queries_path.surroundings_in(zaneta.project_id).total == 0
    assert type(child).objects.exists()
    assert queries_path.voided_visible_to(anna, "see people").get() == zaneta


def test_figures_follow_a_voiding_and_a_restoring(alfa, coordinator):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        zaneta = make.participation(by=anna)
    published = []
    for change in (lambda: None, lambda: _void(zaneta, anna), lambda: _restore(zaneta, anna)):
        with tenancy.inside(alfa):
            change()
        publishing.publish_tenant(alfa)
        with tenancy.acting_as(tenancy.Role.PUBLISHING):
            published.append(ParticipationFact.objects.filter(participation_id=zaneta.pk).count())

    assert published == [1, 0, 1]


def test_only_the_coordinator_voids_and_restores(zaneta, anna):
    worker = Member(display_name="Jan", grants=[{"role": "case_worker", "project": None}])

    with pytest.raises(NotAllowed):
        _void(zaneta, worker)
    _void(zaneta, anna)
    with pytest.raises(NotAllowed):
        _restore(zaneta, worker)

    assert Participation.objects.get().voided_at == NOW


def test_restored_it_is_as_it_was_with_both_reasons_kept(zaneta, anna):
    _void(zaneta, anna)
    _restore(zaneta, anna)

    kept = Voiding.objects.get()
    assert Participation.objects.get().voided_at is None
    assert (kept.reason, kept.restore_reason) == ("kontrola", "pomyłka kontroli")
    assert (kept.voided_by, kept.restored_by) == (anna, anna)
    assert _void(zaneta, anna, version=3).pk != kept.pk


@pytest.mark.parametrize(
    ("again", "refusal"),
    [
        (lambda zaneta, anna: _void(zaneta, anna, version=2), voiding.IsVoidedAlready),
        (lambda zaneta, anna: _restore(zaneta, anna, version=1), StaleEdit),
        (lambda zaneta, anna: make_path.diagnosis(zaneta, by=anna), records.IsVoided),
        (lambda zaneta, anna: make_path.surrounding(zaneta, by=anna), records.IsVoided),
    ],
)
def test_nothing_is_added_to_what_is_voided(zaneta, anna, again, refusal):
    _void(zaneta, anna)

    with pytest.raises(refusal):
        again(zaneta, anna)


def test_what_counts_cannot_be_restored(zaneta, anna):
    with pytest.raises(voiding.IsNotVoided):
        _restore(zaneta, anna, version=1)


def test_the_page_of_a_voided_participation_is_its_record_with_a_banner(
    client_of, coordinator, alfa
):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        zaneta = make.participation(by=anna)
    browser = client_of(coordinator, alfa)
    typed = {"kind": "INELIGIBLE", "reason": "kontrola z 12.11", "version": "1"}

    warned = browser.get(f"/uczestnicy/{zaneta.pk}/uniewaznij/")
    done = browser.post(f"/uczestnicy/{zaneta.pk}/uniewaznij/", typed)
    page = browser.get(f"/uczestnicy/{zaneta.pk}/", follow=True)
    listed = browser.get("/uczestnicy/uniewaznione/")

    assert warned.status_code == 200
    assert done.status_code == 302
    assert page.redirect_chain[-1][0] == f"/uczestnicy/uniewaznione/{zaneta.pk}/"
    assert "kontrola z 12.11" in page.content.decode()
    assert "Ćwik" in listed.content.decode()
    assert browser.get(f"/uczestnicy/{zaneta.pk}/sciezka/").status_code == 404


def test_a_case_worker_is_not_shown_the_way_to_void(client_of, coordinator, alfa):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        zaneta = make.participation(by=anna)
    worker = make.account("jan@example.org", "Jan Hinc")
    tenants.grant(account=worker, tenant=alfa, role="case_worker", by=make.BY)
    browser = client_of(worker, alfa)

    assert "uniewaznij" not in browser.get(f"/uczestnicy/{zaneta.pk}/").content.decode()
    assert browser.get(f"/uczestnicy/{zaneta.pk}/uniewaznij/").status_code == 404


def test_what_a_check_found_is_not_for_whoever_settles_money(client_of, coordinator, alfa):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        zaneta = make.participation(by=anna)
        _void(zaneta, anna, reason="nie potwierdzono orzeczenia")
    officer = make.account("ewa@example.org", "Ewa Konkel", alfa, "settlement_officer")

    page = client_of(officer, alfa).get(f"/uczestnicy/uniewaznione/{zaneta.pk}/")

    assert page.status_code == 200
    assert "orzeczenia" not in page.content.decode()
