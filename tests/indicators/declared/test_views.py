"""Pages of declared values, in the unit and in the metropolis: a sentence for everything told."""

import pytest

from core import tenancy
from core.days import today
from core.ledger.models import Member
from indicators.declared.models import Declared
from indicators.facts.tasks import publish_tenant
from tests import make
from tests.make import declared as made


@pytest.fixture
def browser(client_of, coordinator, alfa):
    return client_of(coordinator, alfa)


@pytest.fixture
def project(alfa, coordinator):
    with tenancy.inside(alfa):
        return make.project(by=Member.objects.get(account_id=coordinator.pk))


def _declare(alfa, project, total=7, **facts):
    with tenancy.inside(alfa):
        return made.declared(total, of=project, by=make.BY, **facts)


def test_a_value_is_declared_and_stands_beside_the_counts(browser, alfa, project):
    page = browser.get(f"/projekty/{project.pk}/zadeklarowane/nowa/")
    typed = {
        "definition_code": made.OBJECTS,
        "ends_on": "30.06.2026",
        "total": "około 7",
        "source": "protokół 3/2026",
        "once": page.context["form"]["once"].value(),
    }

    refused = browser.post(f"/projekty/{project.pk}/zadeklarowane/nowa/", typed)
    saved = browser.post(
        f"/projekty/{project.pk}/zadeklarowane/nowa/", {**typed, "total": "7"}, follow=True
    )

    assert refused.context["form"].errors.keys() == {"total"}
    assert "protokół 3/2026" in saved.content.decode()
    assert "protokół 3/2026" in browser.get("/wskazniki/").content.decode()


@pytest.mark.parametrize(
    ("total", "said"),
    [
        ("1e16", "Wpisz liczbę całkowitą cyframi, na przykład 25."),
        ("10000000000000000", "Największa przyjmowana liczba to 9 999 999. Sprawdź cyfry."),
        ("-1", "Liczba to 0 albo więcej."),
    ],
)
def test_a_number_that_cannot_be_is_refused_in_plain_words(browser, project, total, said):
    address = f"/projekty/{project.pk}/zadeklarowane/nowa/"
    typed = {"definition_code": made.OBJECTS, "ends_on": "30.06.2026", "source": "protokół"}
    once = browser.get(address).context["form"]["once"].value()

    refused = browser.post(address, {**typed, "total": total, "once": once})

    assert refused.context["form"].errors["total"] == [said]


def test_spaces_between_thousands_are_read(browser, alfa, project):
    address = f"/projekty/{project.pk}/zadeklarowane/nowa/"
    typed = {"definition_code": made.OBJECTS, "ends_on": "30.06.2026", "source": "protokół"}
    once = browser.get(address).context["form"]["once"].value()

    browser.post(address, {**typed, "total": "1 234", "once": once})

    with tenancy.inside(alfa):
        assert Declared.objects.get().total_count == 1234


def test_the_page_says_so_as_soon_as_people_are_entered(browser, alfa, project):
    _declare(alfa, project, 40, definition_code=made.PEOPLE)
    address = f"/projekty/{project.pk}/zadeklarowane/"
    assert not browser.get(address).context["told_twice"]

    with tenancy.inside(alfa):
        make.participation(by=make.BY, of=project)

    page = browser.get(address)
    assert [each.definition_code for each in page.context["told_twice"]] == [made.PEOPLE]
    offered = browser.get(f"{address}nowa/").context["form"]["definition_code"].field.choices
    assert made.PEOPLE not in dict(offered)


def test_a_correction_leads_to_what_holds_and_a_withdrawn_value_stays(browser, alfa, project):
    first = _declare(alfa, project)
    typed = {"ends_on": "30.06.2026", "total": "9", "source": "protokół 4", "reason": "pomyłka"}

    browser.post(f"/zadeklarowane/{first.pk}/popraw/", typed)

    with tenancy.inside(alfa):
        second = Declared.objects.get(replaces=first)
    assert browser.get(f"/zadeklarowane/{first.pk}/").context["next"] == second
    browser.post(f"/zadeklarowane/{second.pk}/wycofaj/", {"reason": "inny projekt"})
    page = browser.get(f"/zadeklarowane/{second.pk}/")
    assert page.context["may_edit"] is False
    assert [each.reason for each in page.context["history"]] == ["inny projekt", "pomyłka", ""]


@pytest.fixture
def nowacka(metropolis, client_of):
    account = make.account(
        "nowacka@example.org", "Ewa Nowacka", metropolis, "metropolitan_coordinator"
    )
    return client_of(account, metropolis)


def test_the_metropolis_reads_it_with_its_source_and_as_declared(alfa, project, nowacka):
    _declare(alfa, project, ends_on=min(today(), make.TODAY))
    _declare(alfa, project, 40, definition_code=made.PEOPLE)
    publish_tenant(alfa)

    for address in (f"/projekty/{project.pk}/", "/wskazniki/", f"/wskazniki/{made.PEOPLE}/"):
        page = nowacka.get(address)
        assert page.context["declared"].rows
        assert "protokół odbioru 3/2026" in page.content.decode()
