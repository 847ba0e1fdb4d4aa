"""Memberships: who hands out which role, who may not be lost, and that nobody helps themselves."""

import pytest

from core import tenancy
from core.errors import NotAllowed
from core.ledger.models import Member
from core.permissions import MetropolitanRole, TenantRole
from core.platform_ledger.models import PlatformAuditEvent
from tenants import operations
from tenants.models import Invitation
from tests import make


def invite(tenant, role, *, by, email="ewa@example.org"):
    return operations.invite(tenant=tenant, email=email, display_name="Ewa Czaja", role=role, by=by)


@pytest.mark.parametrize("role", TenantRole.values)
def test_an_administrator_hands_out_every_role_of_the_unit(alfa, administrator, acting, role):
    invite(alfa, role, by=acting(administrator, alfa))

    assert Invitation.objects.get().role == role


@pytest.mark.parametrize("role", MetropolitanRole.values)
def test_the_operator_hands_out_every_metropolitan_role(metropolis, operator, acting, role):
    invite(metropolis, role, by=acting(operator, metropolis))

    assert Invitation.objects.get().role == role


def test_the_operator_names_a_units_administrator_and_nobody_else_there(
    alfa, metropolis, operator, acting
):
    by = acting(operator, metropolis)

    invite(alfa, "administrator", by=by)

    for role in set(TenantRole.values) - {"administrator"}:
        with pytest.raises(operations.MoreThanYouHold):
            invite(alfa, role, by=by)


def test_an_administrator_has_no_power_in_the_neighbours_unit(alfa, beta, administrator, acting):
    by = acting(administrator, alfa)
    neighbour = make.account("bob@example.org", "Bob Bieszk", beta, "viewer")

    with pytest.raises(operations.MoreThanYouHold):
        invite(beta, "viewer", by=by)
    with pytest.raises(operations.MoreThanYouHold):
        operations.end_membership(membership=neighbour.memberships.get(), by=by)


@pytest.mark.parametrize("role", sorted(set(TenantRole.values) - {"administrator"}))
def test_whoever_does_not_administer_gives_and_takes_nothing(alfa, administrator, acting, role):
    by = acting(make.account("jan@example.org", "Jan Hinc", alfa, role), alfa)
    ewa = make.account("ewa@example.org", "Ewa Czaja")

    with pytest.raises(NotAllowed):
        invite(alfa, "viewer", by=by, email="iga@example.org")
    with pytest.raises(NotAllowed):
        operations.grant(account=ewa, tenant=alfa, role="viewer", by=by)
    with pytest.raises(NotAllowed):
        operations.end_membership(membership=administrator.memberships.get(), by=by)


def test_an_administrator_of_one_project_administers_nothing(alfa, acting):
    jan = make.account("jan@example.org", "Jan Hinc")
    operations.grant(
        account=jan, tenant=alfa, role="administrator", project_id=alfa.uuid, by=make.BY
    )

    with pytest.raises(NotAllowed):
        invite(alfa, "viewer", by=acting(jan, alfa))


@pytest.mark.parametrize("role", [*MetropolitanRole.values, "king"])
def test_a_unit_knows_no_metropolitan_role(alfa, administrator, acting, role):
    with pytest.raises(operations.RoleElsewhere):
        invite(alfa, role, by=acting(administrator, alfa))


def test_nobody_changes_their_own_roles(alfa, administrator, acting):
    by = acting(administrator, alfa)
    membership = administrator.memberships.get()

    with pytest.raises(operations.OwnMembership):
        operations.grant(account=administrator, tenant=alfa, role="coordinator", by=by)
    with pytest.raises(operations.OwnMembership):
        invite(alfa, "coordinator", by=by, email=" Ola@Example.org")
    with pytest.raises(operations.OwnMembership):
        operations.end_membership(membership=membership, by=by)
    assert [held.role for held in administrator.memberships.live()] == ["administrator"]


def test_the_operator_does_not_become_a_units_administrator(alfa, metropolis, operator, acting):
    with pytest.raises(operations.OwnMembership):
        invite(alfa, "administrator", by=acting(operator, metropolis), email=operator.email)


def test_the_last_administrator_is_neither_removed_nor_leaves(alfa, administrator, acting):
    with pytest.raises(operations.LastAdministrator):
        operations.end_membership(membership=administrator.memberships.get(), by=make.BY)
    with pytest.raises(operations.LastAdministrator):
        operations.leave(account=administrator, tenant=alfa, by=acting(administrator, alfa))

    assert administrator.memberships.live().exists()


def test_the_last_operator_stays_too(metropolis, operator, acting):
    with pytest.raises(operations.LastAdministrator):
        operations.leave(account=operator, tenant=metropolis, by=acting(operator, metropolis))


def test_of_two_administrators_one_may_go(alfa, administrator, acting):
    other = make.account("jan@example.org", "Jan Hinc", alfa, "administrator")

    operations.end_membership(membership=other.memberships.get(), by=acting(administrator, alfa))

    with pytest.raises(operations.LastAdministrator):
        operations.leave(account=administrator, tenant=alfa, by=acting(administrator, alfa))


def test_with_the_last_role_every_page_closes_at_once(alfa, administrator, coordinator, client_of):
    browser = client_of(coordinator, alfa)
    assert browser.get("/").status_code == 200

    client_of(administrator, alfa).post(f"/ludzie/{coordinator.memberships.get().pk}/zakoncz/")

    assert browser.get("/").status_code == 404
    with tenancy.inside(alfa):
        member = Member.objects.get(account_id=coordinator.pk)
    assert member.grants == []
    assert member.left_at


def test_with_one_of_two_roles_the_other_stays(alfa, coordinator):
    viewer = operations.grant(account=coordinator, tenant=alfa, role="viewer", by=make.BY)

    operations.end_membership(membership=viewer, by=make.BY)

    with tenancy.inside(alfa):
        member = Member.objects.get(account_id=coordinator.pk)
    assert member.grants == [{"role": "coordinator", "project": None}]
    assert member.left_at is None


def test_whoever_leaves_is_signed_out_and_has_no_role(alfa, coordinator, client_of):
    browser = client_of(coordinator, alfa)

    browser.post("/konto/opusc/")

    assert not coordinator.memberships.live().exists()
    assert browser.get("/").status_code == 302


def test_the_page_refuses_to_end_ones_own_role(alfa, administrator, client_of):
    make.account("jan@example.org", "Jan Hinc", alfa, "administrator")
    own = administrator.memberships.get()

    client_of(administrator, alfa).post(f"/ludzie/{own.pk}/zakoncz/")

    own.refresh_from_db()
    assert own.ended_at is None


@pytest.mark.parametrize("path", ["/ludzie/", "/ludzie/zapros/"])
def test_the_pages_about_people_are_the_administrators(alfa, coordinator, client_of, path):
    assert client_of(coordinator, alfa).get(path).status_code == 403


def test_the_trail_says_who_gave_which_role_in_which_tenant(alfa, administrator, acting):
    jan = make.account("jan@example.org", "Jan Hinc")

    operations.grant(account=jan, tenant=alfa, role="viewer", by=acting(administrator, alfa))

    row = PlatformAuditEvent.objects.latest("id")
    assert (row.actor_name, row.account_id) == ("Ola Miotk", administrator.pk)
    assert (row.verb, row.reason, row.tenant_id) == ("gave a role", "viewer", alfa.pk)
