"""What is one person's own is told by a column, or by nothing: it is never the same for every row."""

import pytest

from core import tenancy
from core.ledger.models import Member
from projects.exchange import operations, parts, queries
from projects.exchange.forms import FOR_ALL, ColumnsForm
from projects.exchange.kinds import REGISTERED, OfRounds, offered
from projects.exchange.models import Import
from projects.exchange.readers.form_reader import OWN
from projects.exchange.vocabulary import Standing
from projects.participants.models import Person
from tests import make
from tests.make import exchange
from tests.make import recruitment as made


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


def without(*names: str, **more: str) -> dict[str, str]:
    return {name: title for name, title in exchange.TITLES.items() if name not in names} | more


def sent(anna, titles, **facts: str) -> Import:
    return exchange.sent(exchange.office_csv([exchange.person(1, **facts)], titles=titles), by=anna)


def test_what_is_own_is_who_somebody_is_and_where_to_reach_them():
    assert {"pesel", "family_name", "born_on", "phone", "email", "other_identifier"} <= OWN
    assert not {"sex", "citizenship", "gmina", "started_on"} & OWN


def test_of_no_kind_of_list_anything_of_a_persons_own_is_asked_once(anna):
    opened = made.recruitment(by=anna)
    made.grid(opened, by=anna)
    kinds = [kind for _code, kind in offered(opened.project)]
    assert len(kinds) == len(REGISTERED)
    assert any(isinstance(REGISTERED[kind.code], OfRounds) for kind in kinds)

    for kind in kinds:
        targets = kind.reader(opened.project, on=make.TODAY, by=anna).targets
        form = ColumnsForm(titles=[], targets=targets, columns={}, place={})
        asked = {name.removeprefix(FOR_ALL) for name in form.fields}
        assert not asked & OWN, kind.code


def test_a_list_without_a_pesel_says_so_and_is_not_asked_for_one_number_for_all(anna):
    found = sent(anna, without("pesel"))

    asked = parts.asked_of(found, {}, on=make.TODAY)
    form = ColumnsForm(**asked.for_form)
    assert [one.name for one in form.own] == ["pesel"]
    assert "PESEL" in parts.columns_page(form, asked)["own"]


@pytest.mark.parametrize("name", ["pesel", "family_name", "given_name"])
def test_one_number_or_name_for_all_is_refused_wherever_it_comes_from(anna, name):
    found = sent(anna, without(name))

    with pytest.raises(operations.OwnColumnMissing):
        exchange.named(found, by=anna, **{name: {"value": exchange.USUAL[name]}})


def test_people_without_a_pesel_come_with_another_identifier(anna):
    titles = without(
        "pesel", other_identifier="Inny identyfikator", born_on="Data urodzenia", sex="Płeć"
    )
    somebody = {"other_identifier": "AB 123456", "born_on": "02.02.1985", "sex": "K"}

    found = exchange.checked(sent(anna, titles, **somebody), by=anna)

    assert queries.counts(found) == {Standing.ADD: 1}
    exchange.entered(found, by=anna)
    assert Person.objects.get().other_identifier == "AB 123456"


def test_whoever_has_neither_is_asked_in_their_row(anna):
    titles = without(
        "pesel", other_identifier="Inny identyfikator", born_on="Data urodzenia", sex="Płeć"
    )

    found = exchange.checked(sent(anna, titles, born_on="02.02.1985", sex="K"), by=anna)

    assert exchange.row(found, 3).fields == ["pesel"]


def test_the_page_tells_it_and_shows_no_field_for_it(alfa, coordinator, client_of):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        found = sent(anna, without("pesel"))
    browser = client_of(coordinator, alfa)

    page = browser.get(f"/import/{found.pk}/kolumny/").content.decode()

    assert "Żadna kolumna nie podaje: PESEL" in page
    assert "all_pesel" not in page
