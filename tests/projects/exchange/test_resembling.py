"""Whoever of a file looks like somebody who is here is asked about before they are entered, as by the form."""

from datetime import date

import pytest

from core import tenancy
from core.errors import NotAllowed
from core.ledger.models import Member
from projects.exchange import operations, queries, rows
from projects.exchange.judging import answers, resembling
from projects.exchange.vocabulary import Differing, Standing, Step
from projects.participants import links, similarity
from projects.participants import operations as participants
from projects.participants.forms.links import LATER
from projects.participants.models import Participation, Person, PersonLink
from projects.participants.operations import taking_back
from projects.participants.vocabulary_path import LinkKind
from tests import make
from tests.make import exchange

ROW = 3


@pytest.fixture
def anna(inside_alfa) -> Member:
    return inside_alfa


def say(found, other, kind, *, by):
    facts = {"row": exchange.row(found, ROW), "other": other.pk, "kind": kind}
    operations.say_who(of=found, on=make.TODAY, by=by, **facts)


def test_nobody_is_added_who_looks_like_somebody_here(anna):
    found, _known = exchange.resembling(by=anna)

    assert queries.counts(found) == {Standing.ALIKE: 1}
    with pytest.raises(operations.NothingToEnter):
        exchange.entered(found, by=anna)


def test_what_is_answered_already_is_not_answered_otherwise_unseen(anna):
    found, known = exchange.resembling(by=anna)
    say(found, known, LinkKind.DIFFERENT, by=anna)

    with pytest.raises(operations.ShownOtherwise):
        say(found, known, LinkKind.SAME, by=anna)

    exchange.entered(found, by=anna)
    with pytest.raises(operations.ShownOtherwise):
        say(found, known, LinkKind.SAME, by=anna)
    assert PersonLink.objects.get().kind == LinkKind.DIFFERENT


def test_nothing_is_said_of_somebody_whom_the_row_does_not_look_like(anna):
    found, _known = exchange.resembling(by=anna)
    other = make.participation(by=anna, of=found.project, pesel=None, family_name="Inna").person

    with pytest.raises(operations.ShownOtherwise):
        say(found, other, LinkKind.SAME, by=anna)

    assert not exchange.row(found, ROW).decided


@pytest.mark.parametrize("is_entered", [False, True])
def test_whoever_is_here_already_is_left_out(anna, is_entered, met_meanwhile):
    found, _known = met_meanwhile if is_entered else exchange.resembling(by=anna)
    if is_entered:
        found = exchange.entered(found, by=anna)
    leave = {"row": exchange.row(found, ROW), "other": None, "kind": answers.LEAVE}
    operations.say_who(of=found, on=make.TODAY, by=anna, **leave)

    assert exchange.row(found, ROW).standing == Standing.LEFT
    with pytest.raises(operations.ShownOtherwise):
        operations.say_who(of=found, on=make.TODAY, by=anna, **leave)


def test_a_row_that_is_in_is_not_left_out_any_more(anna):
    found, _known = linked(by=anna)
    leave = {"row": exchange.row(found, ROW), "other": None, "kind": answers.LEAVE}

    with pytest.raises(operations.ShownOtherwise):
        operations.say_who(of=found, on=make.TODAY, by=anna, **leave)

    assert queries.counts(found) == {Standing.DONE: 1}


def test_the_row_that_was_held_back_by_one_that_is_left_out_is_judged_again(anna):
    exchange.looked_like(by=anna)
    told = exchange.office_csv([exchange.looking_alike(), exchange.looking_alike()])
    found = exchange.sent(told, project=make.project(by=anna), by=anna)
    found = exchange.checked(found, by=anna)
    assert queries.counts(found) == {Standing.ALIKE: 1, Standing.BAD: 1}

    leave = {"row": exchange.row(found, ROW), "other": None, "kind": answers.LEAVE}
    operations.say_who(of=found, on=make.TODAY, by=anna, **leave)

    assert queries.counts(found) == {Standing.LEFT: 1, Standing.ALIKE: 1}


def test_columns_that_are_named_anew_are_asked_about_anew(anna):
    found, known = exchange.resembling(by=anna)
    say(found, known, LinkKind.DIFFERENT, by=anna)

    found = exchange.checked(found, by=anna)

    assert queries.counts(found) == {Standing.ALIKE: 1}


def test_a_row_that_is_mended_is_asked_about_anew(anna):
    found, known = exchange.resembling(by=anna)
    say(found, known, LinkKind.DIFFERENT, by=anna)

    answers = {"family_name": "Testowab"}
    operations.mend(row=exchange.row(found, ROW), answers=answers, on=make.TODAY, by=anna)

    assert queries.counts(found) == {Standing.ALIKE: 1}


@pytest.mark.parametrize("kind", LinkKind.values)
def test_what_is_answered_is_remembered_once_the_person_is_in(anna, kind):
    found, known = exchange.resembling(by=anna)
    say(found, known, kind, by=anna)
    assert queries.counts(found) == {Standing.ADD: 1}
    assert not PersonLink.objects.exists()

    exchange.entered(found, by=anna)

    [link] = PersonLink.objects.all()
    assert (link.kind, known.pk in (link.first_id, link.second_id)) == (kind, True)


def test_what_is_left_for_later_stands_among_the_pairs(anna):
    found, known = exchange.resembling(by=anna)
    say(found, known, LATER, by=anna)
    exchange.entered(found, by=anna)

    assert not PersonLink.objects.exists()
    [pair] = links.suspected_pairs(Participation.objects.all())
    assert known.pk in (pair.first, pair.second)


def test_all_rows_at_once_are_seen_later(anna):
    found, _known = exchange.resembling(by=anna)
    facts = {"row": None, "other": None, "kind": LATER}
    operations.say_who(of=found, on=make.TODAY, by=anna, **facts)
    found = exchange.moved(found)

    assert (found.step, queries.counts(found)) == (Step.READY, {Standing.ADD: 1})


def test_taken_back_the_answer_goes_with_the_person(anna):
    found, known = exchange.resembling(by=anna)
    say(found, known, LinkKind.SAME, by=anna)
    exchange.taken_back(exchange.entered(found, by=anna), by=anna)

    assert queries.counts(found) == {Standing.BACK: 1}
    assert not PersonLink.objects.exists()
    assert list(Person.objects.all()) == [known]


def linked(*, by):
    """A file that is entered, with what was said about its only person."""
    found, known = exchange.resembling(by=by)
    say(found, known, LinkKind.SAME, by=by)
    return exchange.entered(found, by=by), known


def test_what_a_colleague_decided_since_stays_with_the_person(anna):
    found, _known = linked(by=anna)
    link = PersonLink.objects.get()
    participants.take_back(link=link, by=anna)
    pair = {"one": link.first, "other": link.second}
    theirs = participants.decide(**pair, kind=LinkKind.DIFFERENT, by=anna)

    exchange.taken_back(found, by=anna)

    assert queries.counts(found) == {Standing.KEPT: 1}
    assert list(PersonLink.objects.all()) == [theirs]


@pytest.fixture
def with_a_paper():
    """Testowaab has a paper by now, so that whoever entered her cannot take her back."""

    def papers(ids):
        theirs = Participation.objects.filter(pk__in=ids, person__family_name="Testowaab")
        return set(theirs.values_list("pk", flat=True))

    taking_back.holders.append(papers)
    yield
    taking_back.holders.remove(papers)


@pytest.mark.usefixtures("with_a_paper")
def test_where_the_person_stays_what_was_said_of_them_stays_and_holds_back_nobody_else(anna):
    told = [exchange.looking_alike(), exchange.looking_alike(78, family_name="Testowaabb")]
    known = exchange.looked_like(by=anna)
    found = exchange.sent(exchange.office_csv(told), project=make.project(by=anna), by=anna)
    found = exchange.checked(found, by=anna)
    for number in (ROW, ROW + 1):
        facts = {"row": exchange.row(found, number), "other": known.pk, "kind": LinkKind.SAME}
        operations.say_who(of=found, on=make.TODAY, by=anna, **facts)
    found = exchange.entered(found, by=anna)

    found = exchange.taken_back(found, by=anna)

    assert queries.counts(found) == {Standing.KEPT: 1, Standing.BACK: 1}
    assert {one.family_name for one in Person.objects.all()} == {known.family_name, "Testowaab"}
    assert PersonLink.objects.get().kind == LinkKind.SAME


def test_whoever_may_not_take_back_a_link_is_told_and_the_rest_goes(alfa, coordinator):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        known = exchange.looked_like(by=anna)
        told = exchange.office_csv([exchange.looking_alike(), exchange.person(2)])
        found = exchange.sent(told, project=make.project(by=anna), by=anna)
        found = exchange.checked(found, by=anna)
        say(found, known, LinkKind.SAME, by=anna)
        found = exchange.entered(found, by=anna)
    account = make.account("jan@example.org", "Jan Hinc")
    role = {"role": "coordinator", "project_id": found.project_id}
    make.tenants.grant(account=account, tenant=alfa, by=make.BY, **role)

    with tenancy.inside(alfa):
        found = exchange.taken_back(found, by=Member.objects.get(account_id=account.pk))

        assert found.step == Step.UNDONE
        assert queries.counts(found) == {Standing.KEPT: 1, Standing.BACK: 1}
        assert str(answers.NOT_YOURS) == exchange.why(found, ROW)
        assert PersonLink.objects.get().kind == LinkKind.SAME


def test_somebody_of_the_same_name_and_day_without_a_number_is_asked_about(anna):
    found, known = exchange.resembling(by=anna, family_name="Testowab")

    assert queries.counts(found) == {Standing.ALIKE: 1}
    say(found, known, LinkKind.DIFFERENT, by=anna)
    assert queries.counts(found) == {Standing.ADD: 1}


def test_a_row_that_is_mended_into_somebody_else_is_asked_no_more(anna):
    found, _known = exchange.resembling(by=anna)
    answers = {"family_name": "Zupełnieinna", "given_name": "Hanna"}
    operations.mend(row=exchange.row(found, ROW), answers=answers, on=make.TODAY, by=anna)

    assert queries.counts(found) == {Standing.ADD: 1}


@pytest.mark.parametrize(
    ("given", "family", "born"),
    [
        ("Żaneta", "Testowab", date(1985, 2, 2)),
        ("Żaneta", "Testowaab", date(1985, 2, 2)),
        ("Testowab", "Żaneta", date(1985, 2, 2)),
        ("Żaneta", "Testowab", date(1985, 2, 20)),
        ("Żaneta", "Testowab", date(1986, 2, 2)),
        ("Żaneta", "Testowab", date(1985, 3, 2)),
        ("Żaneta", "Nowak-Testowab", date(1985, 2, 2)),
        ("Hanna", "Zupełnieinna", date(1985, 2, 2)),
        ("Żaneta", "Testowab", date(1991, 7, 28)),
    ],
)
def test_the_file_asks_about_exactly_those_about_whom_the_form_asks(
    anna, monkeypatch, given, family, born
):
    """Few or many at once: each is looked for otherwise."""
    _found, _known = exchange.resembling(by=anna)
    asked = similarity.profile(given_name=given, family_name=family, born_on=born, sex="F")

    visible = resembling.visible_to(anna)
    form = [one.person.pk for one in links.lookalikes(asked, visible=visible) if one.is_visible]
    for few in (0, 1):
        monkeypatch.setattr(resembling, "FEW", few)
        assert resembling.Known(anna).alike([asked], born_on=[born]) == [form]


def test_on_the_page_one_click_says_who_it_is(alfa, coordinator, client_of):
    with tenancy.inside(alfa):
        found, known = exchange.resembling(by=Member.objects.get(account_id=coordinator.pk))
        row = exchange.row(found, ROW)
    browser = client_of(coordinator, alfa)

    page = browser.get(f"/import/{found.pk}/wiersze/?stan=alike").content.decode()
    assert str(known) in page
    facts = {"row": row.pk, "other": known.pk, "kind": "DIFFERENT"}
    answer = browser.post(f"/import/{found.pk}/kto-to/", facts)

    assert answer.status_code == 302
    with tenancy.inside(alfa):
        assert queries.counts(found) == {Standing.ADD: 1}
    assert browser.get(f"/import/{found.pk}/").context["can_enter"]


@pytest.fixture
def met_meanwhile(anna):
    """A file of which row 3 looks like somebody whom a colleague entered after its check."""
    told = [exchange.looking_alike(), exchange.person(2)]
    found = exchange.sent(exchange.office_csv(told), project=make.project(by=anna), by=anna)
    found = exchange.checked(found, by=anna)
    assert queries.counts(found) == {Standing.ADD: 2}
    return found, exchange.looked_like(by=anna)


def test_whoever_came_between_the_check_and_the_entering_is_asked_about(anna, met_meanwhile):
    found, _known = met_meanwhile

    found = exchange.entered(found, by=anna)

    assert found.step == Step.APPLIED
    assert queries.counts(found) == {Standing.ALIKE: 1, Standing.DONE: 1}
    assert not Person.objects.filter(family_name="Testowaab").exists()
    assert exchange.why(found, ROW)


def test_once_it_is_said_who_they_are_the_row_that_was_left_goes_in(anna, met_meanwhile):
    found, known = met_meanwhile
    found = exchange.entered(found, by=anna)

    say(found, known, LinkKind.DIFFERENT, by=anna)
    assert queries.counts(found) == {Standing.ADD: 1, Standing.DONE: 1}
    found = exchange.entered(found, by=anna)

    assert queries.counts(found) == {Standing.DONE: 2}
    assert exchange.why(found, ROW) == ""
    assert PersonLink.objects.get().kind == LinkKind.DIFFERENT


def test_of_all_that_is_left_somebody_decides_later(anna, met_meanwhile):
    found, _known = met_meanwhile
    found = exchange.entered(found, by=anna)
    facts = {"row": None, "other": None, "kind": LATER}
    operations.say_who(of=found, on=make.TODAY, by=anna, **facts)

    found.refresh_from_db()
    assert found.step == Step.APPLIED
    assert queries.counts(exchange.entered(found, by=anna)) == {Standing.DONE: 2}


def test_after_entering_the_page_says_who_is_left_and_asks(alfa, coordinator, client_of):
    with tenancy.inside(alfa):
        by = Member.objects.get(account_id=coordinator.pk)
        content = exchange.office_csv([exchange.looking_alike()])
        found = exchange.sent(content, project=make.project(by=by), by=by)
        found = exchange.checked(found, by=by)
        known = exchange.looked_like(by=by)
        exchange.entered(found, by=by)
        row, why = exchange.row(found, ROW), exchange.why(found, ROW)
    browser = client_of(coordinator, alfa)

    assert browser.get(f"/import/{found.pk}/").context["alike"] == 1
    assert why in browser.get(f"/import/{found.pk}/wiersze/?stan=alike").content.decode()
    facts = {"row": row.pk, "other": known.pk, "kind": "DIFFERENT"}
    browser.post(f"/import/{found.pk}/kto-to/", facts)

    page = browser.get(f"/import/{found.pk}/")
    assert page.context["waiting"]
    assert not page.context["alike"]


def test_whom_a_reader_does_not_see_is_told_to_the_sender_alone(alfa, coordinator, client_of):
    with tenancy.inside(alfa):
        by = Member.objects.get(account_id=coordinator.pk)
        found, known = exchange.resembling(by=by)
        row = exchange.row(found, ROW)
    jan = make.account("jan@example.org", "Jan Hinc")
    role = {"role": "coordinator", "project_id": found.project_id}
    make.tenants.grant(account=jan, tenant=alfa, by=make.BY, **role)

    browser, facts = client_of(jan, alfa), {"row": row.pk, "other": known.pk, "kind": "SAME"}
    page = browser.get(f"/import/{found.pk}/wiersze/?stan=alike").content.decode()
    answer = browser.post(f"/import/{found.pk}/kto-to/", facts)

    assert "Testowaab" in page
    assert str(known) not in page
    assert str(known.pk) not in page
    assert str(by) in page
    assert answer.status_code in (302, 403)
    with tenancy.inside(alfa):
        assert queries.counts(found) == {Standing.ALIKE: 1}


def test_of_somebody_who_is_gone_nobody_is_sent_to_the_sender(anna):
    found, known = exchange.resembling(by=anna)
    row, reader = exchange.row(found, ROW), rows.reader_of(found, on=make.TODAY)
    outsider = Member(display_name="Jan")
    [hidden] = resembling.shown(found, [row], reader, by=outsider)
    Participation.objects.filter(person=known).delete()

    [gone] = resembling.shown(found, [row], reader, by=outsider)

    assert (hidden.is_hidden, hidden.others) == (True, [])
    assert (gone.is_hidden, gone.others) == (False, [])


@pytest.fixture
def jan(alfa, coordinator):
    """Signed in: works in the project of the file alone, and sees the other one as an auditor does."""
    with tenancy.inside(alfa):
        found, known = exchange.resembling(by=Member.objects.get(account_id=coordinator.pk))
        elsewhere = Participation.objects.get(person=known).project_id
    account = make.account("jan@example.org", "Jan Hinc")
    for role, project in (("coordinator", found.project_id), ("auditor", elsewhere)):
        facts = {"account": account, "tenant": alfa, "by": make.BY}
        make.tenants.grant(role=role, project_id=project, **facts)
    return account, found, known


@pytest.mark.parametrize("kind", LinkKind.values)
def test_whether_two_are_one_says_only_who_works_with_both(alfa, jan, kind):
    account, found, known = jan
    with tenancy.inside(alfa):
        by = Member.objects.get(account_id=account.pk)

        with pytest.raises(NotAllowed):
            say(found, known, kind, by=by)
        assert not exchange.row(found, ROW).decided
        say(found, known, LATER, by=by)
        assert queries.counts(found) == {Standing.ADD: 1}


def test_who_does_not_work_with_both_is_offered_to_leave_it_to_others(alfa, jan, client_of):
    account, found, known = jan

    page = client_of(account, alfa).get(f"/import/{found.pk}/wiersze/?stan=alike").content.decode()

    assert str(known) in page
    assert 'value="LATER"' in page
    assert 'value="SAME"' not in page


def test_an_answer_that_may_not_be_written_down_is_told(alfa, coordinator, jan, client_of):
    """Whoever says it works with both, whoever has the file entered does not."""
    account, found, known = jan
    with tenancy.inside(alfa):
        say(found, known, LinkKind.DIFFERENT, by=Member.objects.get(account_id=coordinator.pk))
        exchange.entered(found, by=Member.objects.get(account_id=account.pk))

        assert queries.counts(found) == {Standing.DONE: 1}
        assert not PersonLink.objects.exists()
        why = exchange.why(found, ROW)
    browser = client_of(account, alfa)

    assert why
    leads_to = [one.url for one in browser.get(f"/import/{found.pk}/").context["counts"]]
    assert why in browser.get(leads_to[-1]).content.decode()
    with tenancy.inside(alfa):
        by = Member.objects.get(account_id=coordinator.pk)
        assert queries.counts(exchange.taken_back(found, by=by)) == {Standing.BACK: 1}
        assert exchange.why(found, ROW) == ""


def test_an_answer_against_what_somebody_decided_since_is_told(anna):
    found, known = exchange.resembling(by=anna)
    facts = {name: getattr(known, name) for name in ("family_name", "given_name", "born_on", "sex")}
    elsewhere = make.project(by=anna, title="Trzeci projekt")
    twin = make.participation(by=anna, of=elsewhere, pesel=None, **facts).person
    say(found, known, LinkKind.SAME, by=anna)
    say(found, twin, LinkKind.SAME, by=anna)
    participants.decide(one=known, other=twin, kind=LinkKind.DIFFERENT, by=anna)

    found = exchange.entered(found, by=anna)

    assert queries.counts(found) == {Standing.DONE: 1}
    assert PersonLink.objects.filter(kind=LinkKind.SAME).count() == 1
    assert exchange.why(found, ROW)


def test_what_is_decided_already_is_not_told_once_more(anna):
    """A colleague has entered the same person elsewhere, and said the same."""
    found, known = exchange.resembling(by=anna)
    say(found, known, LinkKind.SAME, by=anna)
    same = exchange.looking_alike()
    elsewhere = make.project(by=anna, title="Trzeci projekt")
    told = exchange.sent(exchange.office_csv([same]), project=elsewhere, by=anna)
    theirs = exchange.checked(told, by=anna)
    say(theirs, known, LinkKind.SAME, by=anna)
    exchange.entered(theirs, by=anna)

    found = exchange.entered(found, by=anna)

    assert queries.counts(found) == {Standing.DONE: 1}
    assert exchange.why(found, ROW) == ""
    assert PersonLink.objects.count() == 1


def test_whoever_looks_like_somebody_whom_the_file_corrects_is_asked_about_afterwards_too(anna):
    """Two of one name and day with a number each; the file tells another telephone of the first."""
    one = exchange.looking_alike(5, family_name="Testowab")
    project = make.project(by=anna)
    exchange.people_in(project, one, by=anna)
    told = [one | {"phone": "700 700 700"}, exchange.looking_alike(6, family_name="Testowab")]
    found = exchange.sent(exchange.office_csv(told), project=project, by=anna)
    found = exchange.checked(found, by=anna)
    found = exchange.entered(found, by=anna, differing=Differing.FILE)
    assert queries.counts(found) == {Standing.DONE: 1, Standing.ALIKE: 1}

    facts = {"row": exchange.row(found, ROW + 1), "other": Person.objects.get().pk}
    operations.say_who(of=found, kind=LinkKind.DIFFERENT, on=make.TODAY, by=anna, **facts)

    assert queries.counts(exchange.entered(found, by=anna)) == {Standing.DONE: 2}
    assert PersonLink.objects.get().kind == LinkKind.DIFFERENT
