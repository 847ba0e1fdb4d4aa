"""A candidate whose PESEL the register holds: whose participation it becomes, and what it brings."""

from datetime import date

import pytest
from django.conf import settings
from django.urls import reverse

from core import tenancy
from core.ledger.models import AuditEvent, Member
from projects.participants import operations as participants
from projects.participants import support_days
from projects.participants.models import Participation, Person
from projects.participants.operations import NamedOtherwise, VoidedHere
from projects.participants.support_days import SupportDays
from projects.recruitment import operations, queries
from projects.recruitment.operations.deciding import NotEligible
from tests import make
from tests.make import recruitment as made

FIRST_SUPPORT = date(2026, 11, 20)
MOVED = {"gmina": "2205042", "place": "Przodkowo", "street": "Nowa", "building": "7"}


@pytest.fixture
def zaneta(inside_alfa) -> Participation:
    """Żaneta Ćwik of Kartuzy, who takes part in the first edition."""
    return make.participation(by=inside_alfa)


@pytest.fixture
def second_edition(inside_alfa):
    project = make.project(by=inside_alfa, title="Edycja II")
    recruitment = made.recruitment(by=inside_alfa, of=project)
    made.grid(recruitment, by=inside_alfa)
    return recruitment


def applied(recruitment, by, **facts):
    """Somebody with Żaneta's number, scored; by default she herself."""
    usual = {"pesel": make.PESEL_OF_A_WOMAN, "family_name": "Ćwik"}
    return made.scored(made.candidate(recruitment, by=by, **{**usual, **facts}), by=by)


def promoted(candidate, by, **facts):
    usual = {"version": candidate.version, "on": make.TODAY, "by": by}
    return operations.promote(candidate=candidate, **{**usual, **facts}).participation


def told(candidate) -> dict[str, tuple[str, str]]:
    return {each.check: (each.verdict, each.reason) for each in queries.findings_now(candidate)}


def test_a_number_of_somebody_else_makes_nobody_else_a_participant(
    inside_alfa, zaneta, second_edition
):
    zofia = applied(second_edition, inside_alfa, given_name="Zofia", family_name="Łątka")
    zofia = made.decided(zofia, by=inside_alfa)

    with pytest.raises(NamedOtherwise, match="Ćwik Żaneta.*28.02.1885"):
        promoted(zofia, inside_alfa)

    assert Participation.objects.filter(person=zaneta.person).count() == 1


@pytest.mark.parametrize(
    ("given_name", "family_name", "found"),
    [
        ("ŻANETA", "cwik", ("pass", "")),
        ("Żaneta", "Ćwik-Nowak", ("needs", "alike")),
        ("Zofia", "Łątka", ("needs", "other")),
    ],
)
def test_the_checks_compare_the_name_with_whom_the_register_knows(
    inside_alfa, zaneta, second_edition, given_name, family_name, found
):
    names = {"given_name": given_name, "family_name": family_name}
    candidate = applied(second_edition, inside_alfa, **names)

    assert told(candidate)["register"] == found


def test_of_whom_the_register_does_not_know_nothing_is_said(inside_alfa, second_edition):
    assert "register" not in told(applied(second_edition, inside_alfa))


def test_a_new_name_is_taken_over_once_somebody_confirmed_whose_it_is(
    inside_alfa, zaneta, second_edition
):
    candidate = applied(second_edition, inside_alfa, family_name="Ćwik-Nowak")
    candidate = made.decided(candidate, by=inside_alfa)

    taken = promoted(candidate, inside_alfa, is_same_person=True)

    assert (taken.person_id, str(taken.person)) == (zaneta.person_id, "Ćwik-Nowak Żaneta")
    trail = AuditEvent.objects.get(verb="promoted a candidate")
    assert {"is_same_person", "person.family_name"} <= set(trail.fields)


def test_a_new_address_and_telephone_reach_the_person_and_the_state_that_freezes(
    inside_alfa, zaneta, second_edition
):
    candidate = applied(second_edition, inside_alfa, phone="511111111", **MOVED)
    taken = promoted(made.decided(candidate, by=inside_alfa), inside_alfa)
    days = SupportDays(first_on=FIRST_SUPPORT, last_on=FIRST_SUPPORT)

    support_days.note({taken.pk: days}, on=make.TODAY)

    taken.refresh_from_db()
    assert (taken.gmina_at_start, taken.place_at_start) == ("2205042", "Przodkowo")
    assert (taken.street_at_start, taken.person.phone) == ("Nowa", "511111111")


def test_what_froze_in_the_first_edition_does_not_move_with_the_second(
    inside_alfa, zaneta, second_edition
):
    candidate = applied(second_edition, inside_alfa, **MOVED)

    promoted(made.decided(candidate, by=inside_alfa), inside_alfa)

    zaneta.refresh_from_db()
    assert (zaneta.gmina_at_start, zaneta.street_at_start) == ("2205023", "Prosta")


def test_what_the_application_leaves_out_or_shouts_changes_nothing(
    inside_alfa, zaneta, second_edition
):
    shouted = {"family_name": "CWIK", "email": ""}
    candidate = made.decided(applied(second_edition, inside_alfa, **shouted), by=inside_alfa)

    person = promoted(candidate, inside_alfa).person

    assert (person.family_name, person.email) == ("Ćwik", "zaneta@example.org")
    assert AuditEvent.objects.get(verb="promoted a candidate").fields == []


def test_whoever_was_voided_here_is_told_so_before_anybody_decides(inside_alfa, second_edition):
    here = make.participation(by=inside_alfa, of=second_edition.project)
    facts = {"kind": "INELIGIBLE", "reason": "dochód", "version": 1, "at": made.NOW}
    participants.void(participation=here, by=inside_alfa, **facts)
    candidate = applied(second_edition, inside_alfa)

    with pytest.raises(NotEligible, match=r"21\.11\.2026"):
        made.decided(candidate, by=inside_alfa)

    assert told(candidate)["participation"] == ("fail", "voided")


def test_the_register_refuses_whoever_was_voided_in_words_of_its_own(inside_alfa, zaneta):
    facts = {"kind": "INELIGIBLE", "reason": "dochód", "version": 1, "at": made.NOW}
    participants.void(participation=zaneta, by=inside_alfa, **facts)

    with pytest.raises(VoidedHere, match=r"21\.11\.2026"):
        make.accepted(by=inside_alfa, of=zaneta.project)


@pytest.fixture
def on_the_page(alfa, coordinator, browser):
    """Zofia, accepted with Żaneta's number, and the address of the page that promotes her."""
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        make.participation(by=anna)
        recruitment = made.recruitment(by=anna, of=make.project(by=anna, title="Edycja II"))
        made.grid(recruitment, by=anna)
        facts = {"given_name": "Zofia", "phone": "511111111", **MOVED}
        candidate = made.decided(applied(recruitment, anna, **facts), by=anna)
    url = reverse("recruitment:promote", args=[candidate.pk], urlconf=settings.TENANT_URLCONF)
    return candidate, url


def test_the_page_shows_whom_the_register_knows_and_what_will_change(browser, on_the_page):
    _candidate, url = on_the_page

    page = browser.get(url).content.decode()

    assert "Ćwik Żaneta" in page
    assert "511111111" in page
    assert "Nowa 7, 83-300 Przodkowo" in page
    assert "is_same_person" in page


def test_without_the_tick_the_page_comes_back_and_with_it_there_is_a_participant(
    alfa, browser, on_the_page
):
    candidate, url = on_the_page

    refused = browser.post(url, {"version": candidate.version})
    done = browser.post(url, {"version": candidate.version, "is_same_person": "on"})

    assert (refused.status_code, done.status_code) == (200, 302)
    with tenancy.inside(alfa):
        assert Person.objects.get().given_name == "Zofia"
        assert Participation.objects.count() == 2
