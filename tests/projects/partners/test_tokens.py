"""A token opens what it was given, while it was given, for whom it was given, and nothing else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core import tenancy
from core.errors import NotAllowed
from core.ledger.models import AuditEvent, Member
from projects.partners import issuing, operations
from projects.partners.actions import Action
from tenants.credentials.models import ApiRequest, Credential
from tests import make
from tests.make import partners

SESSIONS = "/sessions/"


def test_a_partner_reads_its_own_sessions_and_no_others(program, workshop, coordinator, alfa):
    partners.workshop(alfa, coordinator, name="Fundacja Inna")

    answer = program.get(SESSIONS)

    assert answer.status_code == 200
    assert [one["id"] for one in answer.json()["items"]] == [str(workshop.session.pk)]


def test_the_key_itself_is_kept_nowhere(workshop):
    _token, key = partners.token(workshop)
    secret = key.split("_")[2]

    kept = Credential.objects.values_list("handle", "digest")
    assert all(secret not in handle and secret.encode() not in bytes(d) for handle, d in kept)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda key: "",
        lambda key: key[:-1],
        lambda key: key[:-1] + ("a" if key[-1] != "a" else "b"),
        lambda key: key.replace("szansa", "szanse"),
        lambda key: "ż" * 20,
    ],
)
def test_what_is_not_the_key_is_refused_in_one_sentence(program, spoil):
    program.key = spoil(program.key).encode().decode("latin-1")

    answer = program.get(SESSIONS)

    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"] == "Bearer"


def test_at_the_neighbours_host_it_is_unknown(program, beta):
    program.tenant = beta

    assert program.get(SESSIONS).json()["type"].endswith("#token-refused")


def test_nobody_makes_a_token_for_what_they_may_not_do(workshop, alfa):
    worker = make.member(alfa, "ewa@example.org", "Ewa Ruch", "case_worker")

    with tenancy.inside(alfa), pytest.raises(NotAllowed):
        operations.make_token(
            entry=partners.token_entry(workshop.partner), at=timezone.now(), by=worker
        )


def test_what_its_maker_may_no_longer_do_it_may_no_longer_do(program, workshop):
    make.leave(workshop.anna)

    assert program.get(SESSIONS).status_code == 403


def test_without_the_action_it_is_told_which_one_is_missing(workshop):
    _token, key = partners.token(workshop, actions=(Action.READ_FIGURES,))

    answer = partners.Program(workshop.tenant, key).get(SESSIONS)

    assert answer.status_code == 403
    assert "projects:read" in answer.json()["detail"]


@pytest.mark.parametrize(("network", "status"), [("127.0.0.0/8", 200), ("192.0.2.0/24", 401)])
def test_it_comes_from_its_networks_alone(workshop, network, status):
    _token, key = partners.token(workshop, networks=(network,))

    assert partners.Program(workshop.tenant, key).get(SESSIONS).status_code == status


def test_beyond_its_number_of_requests_it_is_told_how_long_to_wait(workshop):
    _token, key = partners.token(workshop, per_minute_count=2)
    program = partners.Program(workshop.tenant, key)

    statuses = [program.get(SESSIONS).status_code for _nth in range(3)]
    refused = program.get(SESSIONS)

    # A minute may begin in between.
    assert statuses.count(200) >= 2
    assert refused.status_code == 429 or statuses == [200, 200, 200]
    if refused.status_code == 429:
        assert 0 < int(refused["Retry-After"]) <= 60


def test_a_new_key_opens_at_once_and_the_old_one_for_the_overlap(workshop):
    token, old = partners.token(workshop)
    with tenancy.inside(workshop.tenant):
        new = issuing.issue_key(
            token=token, overlap=timedelta(days=2), at=timezone.now(), by=workshop.anna
        )

    for key in (old, new):
        assert partners.Program(workshop.tenant, key).get(SESSIONS).status_code == 200
    Credential.objects.filter(handle=old.split("_")[1]).update(ends_at=timezone.now())
    assert partners.Program(workshop.tenant, old).get(SESSIONS).status_code == 401
    assert partners.Program(workshop.tenant, new).get(SESSIONS).status_code == 200


def test_each_request_is_logged_without_what_was_in_it(program, workshop):
    program.get(f"{SESSIONS}{workshop.session.pk}/")
    program.post("/attendance/", {"items": [{"session": "secret"}]})

    first, second = ApiRequest.objects.order_by("pk")
    assert first.route == "api/v1/sessions/<uuid:record_id>/"
    assert (second.status, second.problem) == (422, "invalid")
    assert {fault["pointer"] for fault in second.faults} >= {"/items/0/session", "/items/0/mark"}
    assert "secret" not in str(second.faults)


def test_the_trail_of_the_unit_names_the_token(program, workshop, alfa):
    mark = {
        "session": str(workshop.session.pk),
        "participant": str(workshop.people[0].pk),
        "mark": "PRESENT",
    }

    answer = program.post("/attendance/", {"items": [mark]})

    assert answer.json() == {
        "done_count": 1,
        "items": [{"index": 0, "status": "done", "version": 1}],
    }
    with tenancy.inside(alfa):
        event = AuditEvent.objects.latest("pk")
        assert (event.verb, event.actor_name) == ("marked attendance", "System Fundacji Most")
        assert event.member == Member.objects.get(display_name="System Fundacji Most")


def test_the_same_request_again_does_nothing_and_gets_the_same_answer(program, workshop, alfa):
    body = {
        "items": [
            {
                "session": str(workshop.session.pk),
                "participant": str(workshop.people[0].pk),
                "mark": "PRESENT",
            }
        ]
    }

    first = program.post("/attendance/", body, key="monday")
    again = program.post("/attendance/", body, key="monday")
    other = program.post("/attendance/", {**body, "atomic": False}, key="monday")

    assert again.content == first.content
    assert again["Idempotency-Replayed"] == "true"
    assert other.json()["type"].endswith("#key-used-otherwise")
    with tenancy.inside(alfa):
        assert AuditEvent.objects.filter(verb="marked attendance").count() == 1


def test_an_unknown_address_and_a_foreign_id_are_one_answer(program, coordinator, alfa):
    other = partners.workshop(alfa, coordinator, name="Fundacja Inna")

    answers = [
        program.get("/nothing/"),
        program.get(f"{SESSIONS}{other.session.pk}/"),
        program.get(f"{SESSIONS}00000000-0000-7000-8000-000000000000/"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
