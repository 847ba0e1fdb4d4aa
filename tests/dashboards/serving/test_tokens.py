"""A token of released figures: who may give one, when it opens the door, and when no more."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core import tenancy
from core.errors import NotAllowed, SavedAMomentAgo, StaleEdit
from core.permissions import MetropolitanRole
from dashboards.serving import issuing, operations
from dashboards.serving.models import ReleaseToken
from projects.partners.operations import EndedAlready, EndsTooLate
from tenants import numbers
from tenants.credentials.models import ApiRequest, Credential
from tests import make
from tests.make import partners, serving

NOW = timezone.now()


class Somebody:
    """Of the metropolis, with one role."""

    display_name = "Ola Miotk"

    def __init__(self, role: str) -> None:
        self.grants = [{"role": role, "project": None}]


@pytest.fixture
def as_web(metropolis):
    with tenancy.acting_as(tenancy.Role.WEB):
        yield


def test_whoever_only_looks_gives_no_token(as_web):
    for role in (MetropolitanRole.METROPOLITAN_VIEWER, MetropolitanRole.OPERATOR):
        with pytest.raises(NotAllowed):
            issuing.make_token(entry=serving.entry(), at=NOW, by=Somebody(role))
    assert not ReleaseToken.objects.exists()
    assert not Credential.objects.exists()


def test_the_coordinator_of_the_metropolis_does(as_web):
    by = Somebody(MetropolitanRole.METROPOLITAN_COORDINATOR)

    made, key = issuing.make_token(entry=serving.entry(nip="526-025-09-95"), at=NOW, by=by)

    assert (made.nip, made.made_by_name) == ("5260250995", "Ola Miotk")
    assert Credential.objects.get().tenant.is_metropolis
    assert key.startswith("szansa_")


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"ends_at": NOW + timedelta(days=366)}, EndsTooLate),
        ({"ends_at": NOW}, EndsTooLate),
        ({"nip": "5260250996"}, numbers.WrongNip),
        ({"krs": "12345"}, numbers.WrongKrs),
        ({"purpose": " "}, operations.NobodyNamed),
    ],
)
def test_what_is_wrong_with_an_entry_is_refused_and_leaves_no_key(as_web, facts, refusal):
    with pytest.raises(refusal):
        issuing.make_token(entry=serving.entry(**facts), at=NOW, by=make.BY)
    assert not Credential.objects.exists()


def test_a_second_click_makes_no_second_token(as_web):
    entry = serving.entry()
    issuing.make_token(entry=entry, at=NOW, by=make.BY)

    with pytest.raises(SavedAMomentAgo):
        issuing.make_token(entry=entry, at=NOW, by=make.BY)
    assert Credential.objects.count() == 1


def test_a_second_click_makes_no_second_key(as_web):
    token, _key = serving.token()
    issuing.issue_key(token=token, overlap=timedelta(), at=NOW, by=make.BY, version=1)

    with pytest.raises(StaleEdit):
        issuing.issue_key(token=token, overlap=timedelta(), at=NOW, by=make.BY, version=1)


def test_a_suspended_token_opens_nothing_until_it_is_resumed(metropolis):
    token, key = serving.token()
    program = partners.Program(metropolis, key)
    assert program.get("/units/").status_code == 200

    with tenancy.acting_as(tenancy.Role.WEB):
        operations.suspend_token(token=token, at=timezone.now(), by=make.BY)
    refused = program.get("/units/")
    with tenancy.acting_as(tenancy.Role.WEB):
        operations.resume_token(token=token, by=make.BY)

    assert (refused.status_code, refused["WWW-Authenticate"]) == (401, "Bearer")
    assert program.get("/units/").status_code == 200


def test_a_revoked_token_never_opens_anything_again(metropolis):
    token, key = serving.token()
    with tenancy.acting_as(tenancy.Role.WEB):
        issuing.revoke_token(token=token, at=timezone.now(), by=make.BY)

        with pytest.raises(EndedAlready):
            operations.resume_token(token=token, by=make.BY)
    assert partners.Program(metropolis, key).get("/units/").status_code == 401


def test_a_token_comes_from_its_networks_only(metropolis):
    _token, key = serving.token(networks=["203.0.113.0/24"])

    assert partners.Program(metropolis, key).get("/units/").status_code == 401


def test_who_asks_too_often_is_told_when_to_come_again(metropolis):
    program = serving.program(per_minute_count=2)

    answers = [program.get("/units/") for _nth in range(5)]

    # The minute may turn over in between, once.
    refused = [one for one in answers if one.status_code == 429]
    assert refused
    assert 0 < int(refused[0]["Retry-After"]) <= 60
    assert answers[0]["RateLimit-Limit"] == "2"


def test_every_request_is_logged_with_its_address(metropolis):
    program = serving.program()
    program.get("/values/?period=1899")

    with tenancy.acting_as(tenancy.Role.WEB):
        line = ApiRequest.objects.get()
    assert (line.route, line.status) == ("api/v1/values/", 422)
    assert line.faults == [{"parameter": "period", "code": "invalid_choice"}]


def test_a_new_key_lives_beside_the_older_one_for_the_overlap(metropolis):
    token, older = serving.token()
    with tenancy.acting_as(tenancy.Role.WEB):
        newer = issuing.issue_key(
            token=token, overlap=timedelta(hours=24), at=timezone.now(), by=make.BY
        )

    for key in (older, newer):
        assert partners.Program(metropolis, key).get("/units/").status_code == 200
