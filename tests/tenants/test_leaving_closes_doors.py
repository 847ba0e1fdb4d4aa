"""Whoever loses their roles leaves no invitation behind, and no old role in the tenant's copy."""

from core import tenancy
from core.ledger.models import Member
from tenants import operations, queries
from tenants.models import Invitation
from tests import make


def test_invitations_of_someone_who_was_removed_are_withdrawn(alfa):
    boss = make.account("ola@example.org", "Ola Miotk", alfa, "administrator")
    other = make.account("iga@example.org", "Iga Szulc", alfa, "administrator")
    operations.invite(
        tenant=alfa,
        email="second@example.org",
        display_name="Drugie Konto",
        role="administrator",
        by=queries.steward(boss, alfa),
    )

    operations.end_membership(membership=boss.memberships.get(), by=queries.steward(other, alfa))

    assert not Invitation.objects.waiting().filter(tenant=alfa).exists()


def test_a_role_that_ended_is_gone_from_the_tenants_copy(alfa):
    jan = make.account("jan@example.org", "Jan Hinc", alfa, "coordinator")
    viewer = operations.grant(account=jan, tenant=alfa, role="viewer", by=make.BY)
    operations.end_membership(membership=jan.memberships.get(role="coordinator"), by=make.BY)

    with tenancy.inside(alfa):
        grants = Member.objects.get(account_id=jan.pk).grants
    assert [grant["role"] for grant in grants] == [viewer.role]
