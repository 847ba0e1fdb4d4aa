"""Invitations: a link that gives one role to one person, once."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from accounts.models import Account
from core import tenancy
from core.ledger.models import Member
from core.permissions import TenantRole
from core.platform_ledger.models import OutgoingMail
from core.platform_ledger.tasks import send_mail
from tenants import operations
from tenants.models import Invitation, Membership
from tests import make
from tests.tenants import letters
from tests.tenants.breaking import DiskFull, breaking_at

EWA = "ewa@example.org"
NEW_PERSON = {
    "display_name": "Ewa Czaja",
    "password": "it rains in May",
    "again": "it rains in May",
}


def invite(tenant, **facts):
    usual = {"email": EWA, "display_name": "Ewa Czaja", "role": "case_worker", "by": make.BY}
    return operations.invite(tenant=tenant, **{**usual, **facts})


@pytest.fixture
def invitation(alfa):
    """Ewa, whom nobody knows yet, is invited to alfa as a case worker."""
    return invite(alfa)


@pytest.fixture
def link(invitation):
    return letters.link_to(EWA)


def test_a_new_person_gets_one_membership_and_the_tenant_knows_them(
    alfa, invitation, link, client_of
):
    browser = client_of(None, alfa)

    answer = browser.post(link, NEW_PERSON)

    assert answer["Location"] == "/"
    membership = Membership.objects.get(account__email=EWA)
    assert (membership.tenant, membership.role) == (alfa, "case_worker")
    with tenancy.inside(alfa):
        member = Member.objects.get(account_id=membership.account_id)
    assert (member.display_name, member.left_at) == ("Ewa Czaja", None)
    assert member.grants == [{"role": "case_worker", "project": None}]
    assert browser.get("/").status_code == 200


def _use_up(invitation):
    operations.accept_invitation(
        invitation=invitation, display_name="Ewa", password="it rains in May", by=make.BY
    )


def _withdraw(invitation):
    operations.withdraw_invitation(invitation=invitation, by=make.BY)


def _grow_old(invitation):
    invitation.expires_at = timezone.now() - timedelta(seconds=1)
    invitation.save(update_fields=["expires_at"])


@pytest.mark.parametrize("ended", [_use_up, _withdraw, _grow_old])
def test_a_used_up_withdrawn_or_old_link_is_gone(alfa, invitation, link, client_of, ended):
    browser = client_of(None, alfa)
    assert browser.get(link).status_code == 200
    ended(invitation)
    held = Membership.objects.count()

    answers = [browser.get(link), browser.post(link, NEW_PERSON)]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert Membership.objects.count() == held


def test_a_link_works_on_the_host_of_its_tenant_only(beta, link, client_of):
    assert client_of(None, beta).post(link, NEW_PERSON).status_code == 410
    assert not Account.objects.filter(email=EWA).exists()


def test_two_people_with_one_link_at_once_let_one_in(invitation):
    _use_up(invitation)

    with pytest.raises(operations.LinkUsedUp):
        _use_up(invitation)


@pytest.mark.parametrize("signed_in_as", [None, "jan@example.org"])
def test_a_known_person_must_sign_in_first(alfa, coordinator, client_of, signed_in_as):
    invite(alfa, email=coordinator.email, role="viewer")
    somebody = signed_in_as and make.account(signed_in_as, "Jan Hinc", alfa, "viewer")
    browser = client_of(somebody, alfa)
    link = letters.link_to(coordinator.email)

    answers = [browser.get(link), browser.post(link, NEW_PERSON)]

    templates = {template.name for answer in answers for template in answer.templates}
    assert "tenants/sign_in_first.html" in templates
    assert "tenants/accept.html" not in templates
    assert not coordinator.memberships.filter(role="viewer").exists()


def test_a_known_person_who_is_signed_in_accepts_and_keeps_the_password(
    beta, coordinator, client_of
):
    invite(beta, email="Anna@Example.org", role="viewer")
    before = coordinator.password

    client_of(coordinator, beta).post(letters.link_to(coordinator.email))

    assert coordinator.memberships.get(tenant=beta).role == "viewer"
    assert Account.objects.get(pk=coordinator.pk).password == before


def test_two_links_for_one_role_give_it_once(alfa, coordinator):
    first = invite(alfa, email=coordinator.email, role="viewer")
    second = invite(alfa, email=coordinator.email, role="viewer")

    for each in (first, second):
        operations.accept_invitation(
            invitation=each, display_name="", password=None, by=coordinator
        )

    assert coordinator.memberships.filter(role="viewer").count() == 1
    assert not Invitation.objects.filter(accepted_at=None).exists()


def test_nobody_is_invited_to_a_role_they_hold(alfa, coordinator):
    with pytest.raises(operations.HasRoleAlready):
        invite(alfa, email=coordinator.email, role="coordinator")


def test_the_invitation_and_its_letter_are_one_change(alfa):
    with pytest.raises(DiskFull), breaking_at('INSERT INTO "platform_audit_event"'):
        invite(alfa)

    assert not Invitation.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_the_letter_to_a_known_person_is_in_their_language_to_the_last_word(alfa, coordinator):
    coordinator.language = "en"
    coordinator.save()

    with translation.override("pl"):
        invite(alfa, email=coordinator.email, role="viewer")

    letter = letters.last_to(coordinator.email)
    assert letter.subject == "Szansa: an invitation from Gmina Alfa"
    assert "Your role: viewer." in letter.text


def test_the_letter_to_a_stranger_is_in_polish_whatever_the_inviter_reads(alfa):
    with translation.override("en"):
        invite(alfa)

    letter = letters.last_to(EWA)
    with translation.override("pl"):
        assert str(TenantRole.CASE_WORKER.label) in letter.text
    assert letter.subject == "Szansa: zaproszenie (Gmina Alfa)"


def test_a_letter_is_sent_once_however_often_the_queue_asks(invitation, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    letter = letters.last_to(EWA)

    send_mail.run(str(letter.pk))
    send_mail.run(str(letter.pk))

    (sent,) = tmp_path.iterdir()
    assert letters.link_to(EWA) in sent.read_text()
    letter.refresh_from_db()
    assert letter.sent_at
    assert letter.attempts_count == 1


def test_a_letter_that_could_not_be_sent_waits_and_says_why(invitation, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    letter = letters.last_to(EWA)

    send_mail.run(str(letter.pk))

    letter.refresh_from_db()
    assert letter.sent_at is None
    assert "Connection refused" in letter.problem
