"""Who came or was corrected while a file goes in: each look sees it once, and nobody of the file itself."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core import tenancy
from core.errors import NotAllowed
from core.ids import earlier, new_id
from core.ledger.models import Member
from core.tenancy import Role
from projects.exchange import operations as exchange_operations
from projects.exchange import queries, refusals, steps
from projects.exchange.judging import newcomers as newcomers_of_files
from projects.exchange.judging import resembling
from projects.exchange.judging.newcomers import Moment, Newcomers
from projects.exchange.models import Import
from projects.exchange.vocabulary import Differing, Standing
from projects.exchange.workbooks import giving_back
from projects.participants import links, operations
from projects.participants.columns import entry_of
from projects.participants.models import Person
from projects.participants.vocabulary_path import LinkKind
from tests import make
from tests.make import exchange

ROW = 3
NEW = {"pesel": None, "family_name": "Nowa"}


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


def corrected(person, *, by, **changes):
    entry = replace(entry_of(person), **changes)
    facts = {"version": person.version, "reason": "pomyłka", "on": make.TODAY, "by": by}
    return operations.correct_person(person=person, entry=entry, **facts)


def test_whom_the_file_brought_itself_it_is_not_asked_about(anna, monkeypatch):
    """However small a piece is: two rows of one list are told apart by whoever wrote it."""
    monkeypatch.setattr(steps, "AT_ONCE", 1)
    sisters = [exchange.looking_alike(), exchange.looking_alike(78, family_name="Testowaabb")]
    found = exchange.sent(exchange.office_csv(sisters), project=make.project(by=anna), by=anna)

    found = exchange.entered(exchange.checked(found, by=anna), by=anna)

    assert queries.counts(found) == {Standing.DONE: 2}


def test_each_look_sees_who_came_since_the_last(anna):
    found, _known = exchange.resembling(by=anna, family_name="Zupełnieinna", given_name="Hanna")
    newcomers = Newcomers(found)
    before = len(newcomers.look())

    make.participation(by=anna, of=found.project, **NEW)
    exchange.entered(found, by=anna)
    seen = [len(newcomers.look()) - before for _look in range(2)]
    assert seen == [1, 1]


def test_a_look_knows_whoever_was_corrected_as_they_are_called_now(anna):
    found, _known = exchange.resembling(by=anna)
    one = make.participation(by=anna, of=found.project, **NEW)
    newcomers = Newcomers(found)
    before = len(newcomers.look())

    one = corrected(one.person, by=anna, phone="600 100 200")
    assert called(newcomers.look(), one) == [one.pk]
    now = corrected(one, by=anna, family_name="Krzemińska")

    came = newcomers.look()
    assert (called(came, one), called(came, now)) == ([], [one.pk])
    assert len(came) == before


def called(came, person):
    """Who of them is as the person is told."""
    return [pk for pk, likeness in came.alike(links.profile_of(person)) if likeness.score == 1]


def test_whom_the_file_itself_corrected_is_no_newcomer(anna):
    project = make.project(by=anna)
    first = exchange.sent(exchange.office_csv([exchange.person(1)]), project=project, by=anna)
    exchange.entered(exchange.checked(first, by=anna), by=anna)
    told = exchange.office_csv([exchange.person(1) | {"phone": "600 999 888"}])
    found = exchange.checked(exchange.sent(told, project=project, by=anna), by=anna)
    assert queries.counts(found) == {Standing.CHANGE: 1}
    newcomers = Newcomers(found)
    before = len(newcomers.look())

    exchange.entered(found, differing=Differing.FILE, by=anna)

    assert queries.counts(found) == {Standing.DONE: 1}
    assert len(newcomers.look()) == before


def test_whom_the_file_brought_is_no_newcomer_in_another_project(anna):
    first, second = exchange.looking_alike(), exchange.looking_alike(78, family_name="Testowaabb")
    content = exchange.office_csv([first])
    found = exchange.sent(content, project=make.project(by=anna), by=anna)
    found = exchange.entered(exchange.checked(found, by=anna), by=anna)
    newcomers = Newcomers(found)
    before = len(newcomers.look())
    elsewhere = make.project(by=anna, title="Inny projekt")

    exchange.people_in(elsewhere, first, by=anna)
    assert len(newcomers.look()) == before
    exchange.people_in(elsewhere, second, by=anna)
    assert len(newcomers.look()) == before + 1


@pytest.fixture
def of_ewa(alfa, anna):
    """A file of somebody who has gone; its row looks like somebody of another project."""
    with tenancy.acting_as(Role.WEB):
        ewa = make.member(alfa, "ewa@example.org", "Ewa Konkel", "coordinator")
    exchange.looked_like(by=anna)
    content = exchange.office_csv([exchange.looking_alike()])
    found = exchange.sent(content, project=make.project(by=anna), by=ewa)
    exchange.named(found, by=ewa)
    make.leave(ewa)
    return exchange.moved(found)


def test_in_the_name_of_somebody_who_has_gone_nothing_is_entered_nor_mended(anna, of_ewa):
    assert queries.counts(of_ewa) == {Standing.ADD: 1}

    with pytest.raises(refusals.SenderGone):
        exchange.entered(of_ewa, by=anna)
    with pytest.raises(refusals.SenderGone):
        leave = {"row": exchange.row(of_ewa, ROW), "on": make.TODAY}
        exchange_operations.leave_out(of=of_ewa, **leave, by=anna)


def test_whoever_goes_on_with_it_is_asked_in_their_own_name(anna, of_ewa):
    sender, columns = of_ewa.made_by, of_ewa.columns
    exchange_operations.take_over(of=of_ewa, on=make.TODAY, by=anna)
    found = exchange.moved(of_ewa)

    assert (found.made_by, found.in_name_of, found.columns) == (sender, anna, columns)
    assert queries.counts(found) == {Standing.ALIKE: 1}


def test_whoever_goes_on_with_it_has_not_sent_it(anna, of_ewa, alfa):
    with tenancy.acting_as(Role.WEB):
        zofia = make.member(alfa, "zofia@example.org", "Zofia Kreft", "case_worker")
    exchange_operations.take_over(of=of_ewa, on=make.TODAY, by=zofia)

    with pytest.raises(NotAllowed):
        giving_back.allow_for(zofia, exchange.moved(of_ewa))


def test_a_file_of_somebody_who_may_work_on_it_is_taken_over_by_nobody(anna):
    found, _known = exchange.resembling(by=anna)

    with pytest.raises(refusals.ShownOtherwise):
        exchange_operations.take_over(of=found, on=make.TODAY, by=anna)


def test_what_is_left_of_an_entered_file_is_asked_in_the_name_of_whoever_goes_on(alfa, anna):
    with tenancy.acting_as(Role.WEB):
        ewa = make.member(alfa, "ewa@example.org", "Ewa Konkel", "coordinator")
    content = exchange.office_csv([exchange.looking_alike()])
    found = exchange.sent(content, project=make.project(by=anna), by=ewa)
    found = exchange.checked(found, by=ewa)
    known = exchange.looked_like(by=anna)
    found = exchange.entered(found, by=ewa)
    make.leave(ewa)

    found = Import.objects.get(pk=found.pk)
    facts = {"other": known.pk, "kind": LinkKind.DIFFERENT, "on": make.TODAY, "by": anna}
    with pytest.raises(refusals.SenderGone):
        exchange_operations.say_who(of=found, row=exchange.row(found, ROW), **facts)
    exchange_operations.take_over(of=found, on=make.TODAY, by=anna)
    exchange_operations.say_who(of=found, row=exchange.row(found, ROW), **facts)

    assert queries.counts(exchange.entered(Import.objects.get(pk=found.pk), by=anna)) == {
        Standing.DONE: 1
    }


def test_looks_go_on_from_where_nobody_is_in_the_middle_any_more(anna, monkeypatch):
    monkeypatch.setattr(newcomers_of_files, "NOT_BEGUN", timedelta(0))
    found, _known = exchange.resembling(by=anna)
    newcomers, began = Newcomers(found), Newcomers(found).since
    begins = []

    # By look: its own number, and the oldest that is not over; number 8 takes long, and so does 11.
    for own, oldest in ((10, 8), (12, 8), (14, 11), (16, 12), (18, 18)):
        somebody = earlier(new_id(), timedelta(seconds=20 - own))
        newcomers._move_on(Moment(own, oldest), [somebody])
        begins.append(newcomers.since)

    assert begins[:3] == [began] * 3, "11 may have begun before the first look told its number"
    assert began < begins[3] < begins[4]


def test_whom_the_file_enrolled_is_no_more_its_own_than_before(anna):
    told = exchange.person(1)
    exchange.people_in(make.project(by=anna, title="Inny projekt"), told, by=anna)
    content = exchange.office_csv([told, exchange.person(2)])
    found = exchange.sent(content, project=make.project(by=anna), by=anna)
    found = exchange.entered(exchange.checked(found, by=anna), by=anna)
    enrolled, made = Person.objects.order_by("pk")

    class Finding:
        """Each row looks like both of them."""

        def resembling(self, entries):
            return [[enrolled.pk, made.pk] for _one in entries]

    row = exchange.row(found, ROW)
    assert resembling.asked_about(found, [(row, None)], Finding()) == {row: [enrolled.pk]}


def test_whoever_was_corrected_into_a_likeness_after_the_check_is_asked_about(anna):
    known = exchange.looked_like(by=anna)
    first = known.given_name
    known = corrected(known, by=anna, family_name="Zupełnieinna", given_name="Hanna")
    content = exchange.office_csv([exchange.looking_alike()])
    found = exchange.sent(content, project=make.project(by=anna), by=anna)
    found = exchange.checked(found, by=anna)
    assert queries.counts(found) == {Standing.ADD: 1}

    corrected(known, by=anna, family_name="Testowab", given_name=first)

    assert queries.counts(exchange.entered(found, by=anna)) == {Standing.ALIKE: 1}
    assert exchange.why(found, ROW)


def test_the_page_of_a_file_that_somebody_left_offers_to_go_on_with_it(
    alfa, coordinator, client_of
):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        with tenancy.acting_as(Role.WEB):
            ewa = make.member(alfa, "ewa@example.org", "Ewa Konkel", "coordinator")
        found = exchange.sent(
            exchange.office_csv([exchange.person(1)]), project=make.project(by=anna), by=ewa
        )
        found = exchange.checked(found, by=ewa)
        make.leave(ewa)
    browser, address = client_of(coordinator, alfa), f"/import/{found.pk}/"

    assert "Ewa Konkel" in browser.get(address).context["found"].in_name_of.display_name
    page = browser.get(address).content.decode()
    assert f"{address}przejmij/" in page
    assert f"{address}wprowadz/" not in page
    browser.post(f"{address}przejmij/")

    with tenancy.inside(alfa):
        exchange.moved(found)
    page = browser.get(address).content.decode()
    assert f"{address}przejmij/" not in page
    assert f"{address}wprowadz/" in page
