"""What a program reads: its own records, what has changed, what has gone, and the fields it was given."""

import base64
import json
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone

from core import tenancy
from core.days import today
from core.ledger.models import AuditEvent
from core.permissions import TenantRole
from projects.participants import operations as people
from projects.participants.entries import OutcomeEntry
from projects.partners import issuing
from projects.partners.actions import Action, Field
from projects.support import operations as support
from tenants import operations as tenants
from tests import make
from tests.make import partners
from tests.make import support as making

# A cursor of somebody's own making, nested deeper than can be read.
NESTED = base64.urlsafe_b64encode(b"[" * 1200).decode()
LISTS = ("projects", "services", "groups", "sessions", "participants", "attendance")


@pytest.mark.parametrize("name", LISTS)
def test_every_list_tells_one_record_as_its_own_page_does(program, workshop, name, alfa):
    with tenancy.inside(alfa):
        making.mark(workshop.session, workshop.people[0], by=workshop.anna)

    listed = program.get(f"/{name}/").json()["items"]
    alone = program.get(f"/{name}/{listed[0]['id']}/")

    assert alone.json() == listed[0]
    assert alone["ETag"].strip('"')
    assert (
        program.get(f"/{name}/{listed[0]['id']}/", **{"If-None-Match": alone["ETag"]}).status_code
        == 304
    )


@pytest.mark.parametrize("name", LISTS)
def test_whoever_asks_for_the_headers_alone_gets_those_of_the_answer(program, workshop, name, alfa):
    with tenancy.inside(alfa):
        making.mark(workshop.session, workshop.people[0], by=workshop.anna)
    one = program.get(f"/{name}/").json()["items"][0]["id"]

    for address in (f"/{name}/", f"/{name}/{one}/"):
        whole, alone = program.get(address), program.head(address)

        assert (alone.status_code, alone.content) == (200, b"")
        assert alone["Content-Length"] == str(len(whole.content))
        assert alone.get("ETag") == whole.get("ETag")


def test_moments_are_in_utc_and_can_be_sent_back_as_they_came(program):
    told = program.get("/projects/").json()
    moments = [told["next_updated_since"], told["items"][0]["changed_at"]]

    assert [moment[-1] for moment in moments] == ["Z", "Z"]
    again = program.get(f"/projects/?updated_since={told['next_updated_since']}")
    assert again.status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_nothing_of_another_partner_is_in_any_list(program, workshop, coordinator, alfa, name):
    other = partners.workshop(alfa, coordinator, name="Fundacja Inna")
    with tenancy.inside(alfa):
        making.mark(other.session, other.people[0], by=other.anna)
    seen = program.get(f"/{name}/").content.decode()

    foreign = (other.project, other.group, other.session, other.group.service, *other.people)
    assert not [one for one in foreign if str(one.pk) in seen]


@pytest.mark.parametrize("offset", ["+20:13", "-23:59", "+02:00"])
def test_a_moment_is_understood_whatever_its_offset(program, offset):
    moment = f"2026-06-13T15:23:00{offset}"
    place = json.dumps([moment, "00000000-0000-7000-8000-000000000001"]).encode()
    cursor = base64.urlsafe_b64encode(place).decode().rstrip("=")

    for asked in (f"updated_since={quote(moment)}", f"cursor={cursor}"):
        assert program.get(f"/attendance/?{asked}").status_code == 200


@pytest.mark.parametrize("address", ["/sessions/%0Ax/", "/%0A", "/x%0D%0Ay/"])
def test_an_address_with_a_line_end_is_as_unknown_as_any_other(program, address):
    answer = program.get(address)

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_pages_hold_each_record_once(program, workshop, alfa):
    with tenancy.inside(alfa):
        for day in range(7):
            making.session(
                workshop.group, by=workshop.anna, held_on=making.MONDAY - timedelta(days=day + 1)
            )
    seen, cursor = [], ""
    while cursor is not None:
        page = program.get(f"/sessions/?limit=3{cursor and f'&cursor={cursor}'}").json()
        seen += [one["id"] for one in page["items"]]
        cursor = page["next_cursor"]

    assert len(seen) == len(set(seen)) == 8


def test_what_changed_since_is_told_and_what_did_not_is_not(program, workshop, alfa):
    since = (timezone.now() + timedelta(seconds=0)).isoformat().replace("+00:00", "Z")
    with tenancy.inside(alfa):
        making.mark(workshop.session, workshop.people[0], by=workshop.anna)

    changed = program.get(f"/attendance/?updated_since={since}").json()
    later = program.get("/attendance/?updated_since=2100-01-01T00:00:00Z").json()

    assert len(changed["items"]) == 1
    assert later["items"] == []
    assert changed["next_updated_since"] < timezone.now().isoformat()


def test_what_has_gone_is_told_by_its_id(program, workshop, alfa):
    with tenancy.inside(alfa):
        ticket = making.benefit(of=workshop.project, by=workshop.anna, provider=workshop.partner)
        given = support.give_support(
            participation=workshop.people[0],
            service=ticket,
            given_on=making.MONDAY,
            quantity=1,
            on=make.TODAY,
            by=workshop.anna,
        )
        support.take_back_support(given=given, on=make.TODAY, by=workshop.anna)

    answer = program.get("/support/?updated_since=2020-01-01T00:00:00Z").json()

    assert answer["items"] == []
    assert [one["id"] for one in answer["removed"]] == [str(given.pk)]


def test_fields_are_chosen_by_name(program):
    answer = program.get("/sessions/?fields=id,held_on")

    assert set(answer.json()["items"][0]) == {"id", "held_on"}


@pytest.mark.parametrize(
    "query",
    [
        "fields=id,secret",
        "limit=0",
        "limit=1001",
        "limit=x",
        "cursor=x",
        "cursor=bnVsbA",
        f"cursor={NESTED}",
        "updated_since=yesterday",
        "updated_since=2026-11-21",
        "service=1",
        "nothing=1",
    ],
)
def test_a_parameter_that_makes_no_sense_is_named(program, query):
    answer = program.get(f"/sessions/?{query}")

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"] == query.split("=")[0]


def test_a_field_is_left_out_where_its_maker_reads_no_cases_and_told_beside(
    workshop, coordinator, alfa
):
    """One token of two projects; in one of them its maker may no longer do more than settle money."""
    other = partners.workshop(alfa, coordinator)
    with tenancy.inside(alfa):
        entry = partners.token_entry(workshop.partner, other.partner, fields=(Field.BIRTH,))
        _token, key = issuing.make_token(entry=entry, at=timezone.now(), by=workshop.anna)
    for seeing, blind in ((workshop, other), (other, workshop)):
        before = list(coordinator.memberships.filter(ended_at=None))
        for role, of in ((TenantRole.COORDINATOR, seeing), (TenantRole.SETTLEMENT_OFFICER, blind)):
            tenants.grant(
                account=coordinator, tenant=alfa, role=role, project_id=of.project.pk, by=make.BY
            )
        for membership in before:
            tenants.end_membership(membership=membership, by=make.BY)

        people = partners.Program(alfa, key).get("/participants/").json()["items"]

        told = {(one["project"], "born_on" in one) for one in people}
        assert told == {(str(seeing.project.pk), True), (str(blind.project.pk), False)}


def test_a_field_that_was_not_given_is_not_told(workshop):
    _token, key = partners.token(workshop, fields=(Field.BIRTH,))

    person = partners.Program(workshop.tenant, key).get("/participants/").json()["items"][0]

    assert "born_on" in person
    assert not {"phone", "email"} & set(person)


def test_a_pesel_is_told_to_whom_it_was_given_and_the_trail_says_so(workshop, alfa):
    _token, without = partners.token(workshop)
    _token, key = partners.token(workshop, fields=(Field.PESEL,))
    address = f"/participants/{workshop.people[0].pk}/pesel/"

    assert partners.Program(alfa, without).get(address).status_code == 403
    answer = partners.Program(alfa, key).get(address)

    assert answer.status_code == 200
    with tenancy.inside(alfa):
        event = AuditEvent.objects.latest("pk")
    assert (event.verb, event.actor_name) == ("revealed a PESEL", "System Fundacji Most")


def test_without_the_right_to_people_nobody_is_told(workshop):
    _token, key = partners.token(workshop, actions=(Action.READ_PROJECTS,))

    assert partners.Program(workshop.tenant, key).get("/participants/").status_code == 403


def test_where_nobody_wrote_a_note_an_empty_text_is_told(program, workshop, alfa):
    with tenancy.inside(alfa):
        gone = partners.somebody_who_left(workshop)
        outcome = OutcomeEntry(kind="EMPLOYMENT", observed_on=make.TODAY, evidence="CONTRACT")
        people.record_outcome(participation=gone, outcome=outcome, on=today(), by=workshop.anna)

    (told,) = program.get("/outcomes/").json()["items"]

    assert told["evidence_reference"] == ""
