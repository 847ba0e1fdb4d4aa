"""Pages of a unit's own indicators: defined, written with live counts, published, read, withdrawn."""

import re
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from core import tenancy
from core.ledger.models import Member
from indicators.local import operations
from indicators.local.models import LocalIndicator, LocalVersion
from tests import make
from tests.indicators.drafts.test_views import HTMX, controls
from tests.make import local

LIST = "/wskazniki-lokalne/"
NAMES = {
    "name_pl": "Kobiety po pięćdziesiątce",
    "name_en": "Women over fifty",
    "short_name_pl": "Kobiety 50+",
    "short_name_en": "Women 50+",
    "counting_unit": "person",
    "unit": "osoby",
    "counts_on": "started_on",
}


@pytest.fixture
def anna(client_of: Any, alfa: Any, coordinator: Any) -> Any:
    return client_of(coordinator, alfa)


@pytest.fixture
def viewer(client_of: Any, alfa: Any) -> Any:
    return client_of(make.account("ola@example.org", "Ola Miotk", alfa, "viewer"), alfa)


@pytest.fixture
def zaneta(alfa: Any, coordinator: Any) -> Any:
    with tenancy.inside(alfa):
        by = Member.objects.get(account_id=coordinator.pk)
        return make.participation(by=by, started_on=date(2026, 3, 3))


@pytest.fixture
def one(alfa: Any, coordinator: Any, zaneta: Any) -> LocalIndicator:
    with tenancy.inside(alfa):
        return local.published(by=Member.objects.get(account_id=coordinator.pk))


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_from_a_name_to_a_published_number_without_json(anna, alfa, zaneta):
    page = anna.get(f"{LIST}nowy/")
    typed = {**NAMES, "effective_from": "01.01.2025", "once": page.context["form"]["once"].value()}
    draft = anna.post(f"{LIST}nowy/", typed).url

    sent = controls(anna.get(draft).content.decode())
    sent |= {"b-was": ["sex"], "b-subject": ["sex"], "b-question": ["is"], "b-value": ["M"]}
    part = text(anna.post(draft, sent, **HTMX))
    assert "<html" not in part
    assert "mężczyzna" in part
    assert "Według tej reguły: 0 osób, 0 uczestnictw." in part
    with tenancy.inside(alfa):
        assert LocalVersion.objects.get().rule == operations.EVERYBODY, "nothing is saved yet"

    part = text(anna.post(draft, {**sent, "b-value": ["F"]}, **HTMX))
    assert "Według tej reguły: 1 osoba, 1 uczestnictwo." in part

    page = anna.post(draft, {**sent, "b-value": ["F"], "then": "publish"}, follow=True)
    assert "Wersja jest opublikowana" in text(page)
    figure = text(anna.get("/wskazniki/LOKALNY-1/"))
    assert "Kobiety 50+: 1" in figure
    assert "lokalny" in figure
    assert "Ćwik" in figure


def test_what_cannot_be_read_is_told_at_its_branch_and_not_counted(anna, one, alfa):
    anna.post(f"{LIST}{one.pk}/nowa-wersja/", {"effective_from": "01.06.2026"})
    draft = f"{LIST}{one.pk}/szkic/"
    sent = controls(anna.get(draft).content.decode())
    sent |= {"b-was": ["age"], "b-subject": ["age"], "b-question": ["at_least"], "b-number": ["x"]}

    part = text(anna.post(draft, sent, **HTMX))

    assert 'id="b-error"' in part
    assert "Według tej reguły" not in part


def test_the_first_version_is_told_without_one_before_it(anna, one, zaneta):
    page = anna.get(f"{LIST}nowy/")
    once = page.context["form"]["once"].value()
    names = {**NAMES, "short_name_pl": "Inne", "short_name_en": "Others"}
    first = anna.post(f"{LIST}nowy/", {**names, "effective_from": "01.01.2025", "once": once}).url
    second = f"{LIST}{one.pk}/szkic/"
    anna.post(f"{LIST}{one.pk}/nowa-wersja/", {"effective_from": "01.06.2026"})

    assert "rozstrzyga poprzednia wersja" not in text(anna.get(first))
    assert "rozstrzyga poprzednia wersja" in text(anna.get(second))


def test_a_draft_is_told_beside_what_is_published(anna, one):
    anna.post(f"{LIST}{one.pk}/nowa-wersja/", {"effective_from": "01.02.2026"})
    draft = f"{LIST}{one.pk}/szkic/"
    sent = controls(anna.get(draft).content.decode())

    part = text(anna.post(draft, {**sent, "b-value": ["M"]}, **HTMX))

    assert "Według tego, co opublikowane: 1" in part
    assert "−1" in part


def test_a_day_that_is_typed_is_counted_with(anna, one):
    anna.post(f"{LIST}{one.pk}/nowa-wersja/", {"effective_from": "01.02.2026"})
    draft = f"{LIST}{one.pk}/szkic/"
    sent = {**controls(anna.get(draft).content.decode()), "b-value": ["M"]}

    later = text(anna.post(draft, {**sent, "effective_from": ["01.04.2026"]}, **HTMX))
    unread = text(anna.post(draft, {**sent, "effective_from": ["jutro"]}, **HTMX))

    assert "Według tej reguły: 1 osoba" in later, "she began while the first version held"
    assert "Według tej reguły: 0 osób" in unread


def test_it_stands_apart_on_the_page_of_indicators_and_on_the_persons(anna, viewer, one, zaneta):
    for browser in (anna, viewer):
        page = text(browser.get("/wskazniki/"))
        assert "Wskaźniki lokalne" in page
        assert '/wskazniki/LOKALNY-1/">Kobiety u nas</a>' in page
    person = text(
        anna.get(
            reverse("desk:counting", urlconf=settings.TENANT_URLCONF, args=[zaneta.pk]), **HTMX
        )
    )
    assert "Kobiety u nas" in person


def test_a_figure_is_asked_for_by_project_period_and_trait(anna, one, zaneta):
    page = "/wskazniki/LOKALNY-1/"

    for asked, count in (("plec=F", 1), ("plec=M", 0), ("okres=2026Q1", 1), ("okres=2026Q2", 0)):
        found = anna.get(f"{page}?projekt={zaneta.project_id}&{asked}")
        assert found.context["headline"] == count, asked
        assert found.context["found"].participations == count, asked


def test_whoever_sees_figures_alone_reads_and_changes_nothing(viewer, one):
    assert viewer.get(LIST).status_code == 200
    assert viewer.get(f"{LIST}{one.pk}/").status_code == 200
    page = viewer.get("/wskazniki/LOKALNY-1/")
    assert page.context["headline"] == 1
    assert "Ćwik" not in text(page)
    for path in ("opis/", "nowa-wersja/", "wycofaj/"):
        assert viewer.get(f"{LIST}{one.pk}/{path}").status_code == 403
    assert viewer.get(f"{LIST}nowy/").status_code == 403


def test_whoever_sees_one_project_gets_no_sum_of_people(client_of, alfa, one, zaneta):
    account = make.account("ela@example.org", "Ela Bron")
    make.tenants.grant(
        account=account,
        tenant=alfa,
        role="viewer",
        project_id=zaneta.project_id,
        by=make.BY,
    )
    ela = client_of(account, alfa)

    assert ela.get("/wskazniki/LOKALNY-1/").context["headline"] is None
    of_project = ela.get(f"/wskazniki/LOKALNY-1/?projekt={zaneta.project_id}")
    assert of_project.context["headline"] == 1
    (table,) = ela.get("/wskazniki/").context["local"]
    assert table.rows[0][1:] == [1, "NOT_ADDITIVE"]


def test_described_and_withdrawn_it_leaves_the_pages_and_stays_in_its_history(anna, one):
    page = f"{LIST}{one.pk}/"
    typed = {**NAMES, "short_name_pl": "Nasze panie"}
    assert anna.post(f"{page}opis/", typed).url == page
    assert "Nasze panie" in text(anna.get("/wskazniki/"))

    assert anna.post(f"{page}wycofaj/", {"reason": "liczymy inaczej"}).url == page

    assert anna.get("/wskazniki/LOKALNY-1/").status_code == 404
    assert "Nasze panie" not in text(anna.get("/wskazniki/"))
    left = text(anna.get(page))
    assert "liczymy inaczej" in left
    assert "Wycofano wskaźnik lokalny" in left


def test_a_draft_is_discarded(anna, one, alfa):
    anna.post(f"{LIST}{one.pk}/nowa-wersja/", {"effective_from": "01.06.2026"})

    assert anna.post(f"{LIST}{one.pk}/szkic/odrzuc/").url == LIST

    with tenancy.inside(alfa):
        assert one.versions.count() == 1


def test_the_pages_are_not_on_the_metropolis_host_nor_on_another_units(
    client_of, beta, metropolis, one
):
    ola = make.account("ola@example.org", "Ola Miotk", metropolis, "metropolitan_coordinator")
    jan = make.account("jan@example.org", "Jan Bron", beta, "coordinator")

    assert client_of(ola, metropolis).get(f"{LIST}{one.pk}/").status_code == 404
    assert client_of(jan, beta).get(f"{LIST}{one.pk}/").status_code == 404
    assert client_of(jan, beta).get("/wskazniki/LOKALNY-1/").status_code == 404
