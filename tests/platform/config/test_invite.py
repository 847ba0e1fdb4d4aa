"""The first way in: a command invites whoever nobody else can invite yet."""

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from core.platform_ledger.models import OutgoingMail
from tenants.models import Invitation


def invite(**options: Any) -> str:
    said = io.StringIO()
    call_command("invite", stdout=said, **{"email": "Olga@example.org", "name": "Olga W", **options})
    return said.getvalue()


def test_the_first_operator_gets_a_letter(metropolis):
    said = invite()

    invitation = Invitation.objects.get()
    assert (invitation.tenant, invitation.role) == (metropolis, "operator")
    assert OutgoingMail.objects.get().to == invitation.email == "olga@example.org"
    assert "olga@example.org" in said


def test_a_tenant_gets_its_first_administrator(alfa):
    invite(tenant="alfa", role="administrator")

    assert Invitation.objects.get().tenant == alfa


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"tenant": "nowhere", "role": "viewer"}, 'no tenant "nowhere"'),
        ({"tenant": "alfa"}, "does not exist here|nie ma takiej roli"),
        ({"role": "case_worker"}, "does not exist here|nie ma takiej roli"),
        ({"email": "olga"}, '"olga" is no e-mail'),
    ],
)
def test_a_wrong_invitation_is_refused_with_a_sentence(alfa, options, sentence):
    with pytest.raises(CommandError, match=sentence):
        invite(**options)

    assert not Invitation.objects.exists()
