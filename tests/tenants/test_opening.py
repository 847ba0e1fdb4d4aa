"""Asking to open a unit: the page, the refusals, and the first administrator's invitation."""

import pytest
from django.utils import translation

from core.errors import NotAllowed
from core.platform_ledger.models import Job, OutgoingMail
from tenants import operations
from tenants.models import Domain, Invitation, Tenant
from tests import make
from tests.tenants import letters
from tests.tenants.breaking import DiskFull, breaking_at

OPEN = "/jednostki/otworz/"
ADA = "ada@example.org"
UNIT = {
    "name": "Gmina Gamma",
    "short_name": "Gamma",
    "kind": "GMINA",
    "unit_code": "2205",
    "teryt_code": "2205032",
    "slug": "gamma",
}
TYPED = {**UNIT, "administrator_email": "Ada@Example.org", "administrator_name": "Ada Formela"}


@pytest.fixture
def page(metropolis, operator, client_of):
    """The operator's browser."""
    return client_of(operator, metropolis)


def refusals(answer):
    return {field: list(errors) for field, errors in answer.context["form"].errors.items()}


def test_one_form_writes_the_unit_its_host_its_job_and_its_first_invitation(page):
    answer = page.post(OPEN, TYPED)

    job = Job.objects.get(kind=operations.OPEN, arguments__tenant=Tenant.objects.latest("pk").pk)
    assert answer["Location"] == f"/jednostki/otwieranie/{job.pk}/"
    invitation = Invitation.objects.get()
    assert (invitation.tenant.schema_name, invitation.role) == ("gamma", "administrator")
    assert invitation.email == letters.last_to(ADA).to
    assert "http://gamma.localhost" in letters.last_to(ADA).text
    assert Domain.objects.get(domain="gamma.localhost").tenant.state == Tenant.State.OPENING


def test_the_page_insists_on_a_first_administrator_and_a_program_need_not(page):
    answer = page.post(OPEN, UNIT)
    assert set(refusals(answer)) == {"administrator_email", "administrator_name"}

    operations.ask_to_open(**UNIT, by=make.BY)

    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    "slug", ["Gamma", "żuk", "9gamma", "gam ma", "gamma-", "g--ma", "g", "g_a"]
)
def test_a_bad_address_is_refused_at_the_form_and_in_the_operation(page, slug):
    answer = page.post(OPEN, {**TYPED, "slug": slug})
    with pytest.raises(operations.NameUnusable):
        operations.ask_to_open(**{**UNIT, "slug": slug}, by=make.BY)

    assert list(refusals(answer)) == ["slug"]
    assert not Tenant.objects.filter(name="Gmina Gamma").exists()


@pytest.mark.parametrize(
    "slug", ["public", "facts", "pgmq", "www", "api", "tenant-template", "pg-catalog", "pg-gamma"]
)
def test_a_reserved_name_gets_its_sentence_and_nothing_is_saved(page, slug):
    answer = page.post(OPEN, {**TYPED, "slug": slug})

    with translation.override("pl"):
        assert refusals(answer) == {"slug": [str(operations.NameUnusable(slug=slug))]}
    assert not Tenant.objects.filter(name="Gmina Gamma").exists()
    assert not OutgoingMail.objects.exists()


def test_a_taken_address_names_its_holder_and_nothing_is_saved(page, alfa):
    answer = page.post(OPEN, {**TYPED, "slug": "alfa"})

    with translation.override("pl"):
        sentence = str(operations.NameTaken(slug="alfa", name="Gmina Alfa"))
    assert refusals(answer) == {"slug": [sentence]}
    assert "Gmina Alfa" in sentence
    assert not Tenant.objects.filter(name="Gmina Gamma").exists()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("field", ["kind", "unit_code"])
def test_nothing_is_chosen_for_the_operator(page, field):
    answer = page.post(OPEN, {**TYPED, field: ""})

    assert list(refusals(answer)) == [field]


def test_the_operator_is_not_the_administrator_of_what_they_open(page, operator):
    answer = page.post(OPEN, {**TYPED, "administrator_email": operator.email})

    assert list(refusals(answer)) == ["administrator_email"]
    assert not Tenant.objects.filter(name="Gmina Gamma").exists()


def test_the_unit_and_the_letter_are_one_change(db):
    with pytest.raises(DiskFull), breaking_at('INSERT INTO "platform_job"'):
        operations.ask_to_open(**TYPED, by=make.BY)

    assert not Tenant.objects.filter(name="Gmina Gamma").exists()
    assert not OutgoingMail.objects.exists()


def test_only_the_operator_opens_units(metropolis, acting, client_of):
    ala = make.account("ala@example.org", "Ala Nowak", metropolis, "metropolitan_coordinator")

    with pytest.raises(NotAllowed):
        operations.ask_to_open(**UNIT, by=acting(ala, metropolis))
    assert client_of(ala, metropolis).get(OPEN).status_code == 403
    assert client_of(ala, metropolis).get("/jednostki/").status_code == 403


def test_the_operator_invites_another_administrator_from_the_list(page, alfa):
    address = f"/jednostki/{alfa.uuid}/administrator/"
    assert address in page.get("/jednostki/").content.decode()

    answer = page.post(address, {"email": ADA, "display_name": "Ada Formela"})

    assert answer["Location"] == "/jednostki/"
    invitation = Invitation.objects.get()
    assert (invitation.tenant, invitation.role) == (alfa, "administrator")


def test_the_metropolis_is_no_unit_that_gets_an_administrator(page, metropolis):
    address = f"/jednostki/{metropolis.uuid}/administrator/"

    assert page.get(address).status_code == 404


def test_the_list_counts_administrators_and_not_those_who_left(page, alfa, beta, administrator):
    other = make.account("jan@example.org", "Jan Hinc", alfa, "administrator")
    operations.end_membership(membership=other.memberships.get(), by=make.BY)

    listed = page.get("/jednostki/").context["listed"]

    counts = {line["tenant"]: line["tenant"].administrators_count for line in listed}
    assert counts == {alfa: 1, beta: 0}


def asked_for(**state):
    job = operations.ask_to_open(**UNIT, by=make.BY)
    Job.objects.filter(pk=job.pk).update(**state)
    return f"/jednostki/otwieranie/{job.pk}/"


def test_the_progress_page_tells_how_far_a_given_up_opening_came(page):
    address = asked_for(
        state="failed", attempts_count=5, steps_done_count=1, problem="DiskFull: no space left"
    )

    said = page.get(address).content.decode()

    with translation.override("pl"):
        sentence = str(translation.gettext("Not opened: %(name)s") % {"name": "Gmina Gamma"})
    assert sentence in said
    assert "DiskFull: no space left" in said
    assert "<progress" not in said


def test_the_progress_is_asked_for_until_the_work_has_ended_and_then_the_page_is_drawn_anew(page):
    address = asked_for(state="running", steps_done_count=1, saying=operations.STEPS[1])
    asking = {"HX-Request": "true"}

    answer = page.get(address, headers=asking)
    assert 'max="3" value="1"' in answer.content.decode()
    assert address in answer.content.decode()
    Job.objects.update(state="done")

    assert page.get(address, headers=asking)["HX-Refresh"] == "true"
