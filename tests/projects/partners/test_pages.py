"""A coordinator makes a token on a page, sees its key once, and stops it with a click."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core import tenancy
from core.days import today
from core.ledger.models import Member
from projects.partners import issuing, operations
from projects.partners.actions import Action, Field
from projects.partners.models import PortalLink, Token
from tenants.credentials.models import Credential
from tests import make
from tests.make import agreements, hooks, partners

LIST = "/programy-partnerow/"
KEY = re.compile(r"szansa_\w{10}_\w{43}_\w{6}")


@pytest.fixture
def pages(client_of, coordinator, alfa):
    browser = client_of(coordinator, alfa)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return browser


def typed(workshop, **facts):
    usual = {
        "name": "Dziennik",
        "projects": [str(workshop.partner.pk)],
        "actions": ["projects:read", "participants:read", "attendance:write"],
        "ends_on": f"{today() + timedelta(days=100):%d.%m.%Y}",
        "per_minute_count": "60",
    }
    return {**usual, **facts}


def address(workshop, token=None, page=""):
    return f"{LIST}{token.pk}/{page}" if token else f"{LIST}nowy/{workshop.partner.pk}/"


def test_a_token_is_made_on_a_page_and_its_key_opens_the_door(pages, workshop, alfa):
    answer = pages.post(address(workshop), typed(workshop))

    [key] = set(KEY.findall(answer.content.decode()))
    assert "no-store" in answer["Cache-Control"]
    assert partners.Program(alfa, key).get("/sessions/").status_code == 200
    assert partners.Program(alfa, key).get("/outcomes/").status_code == 403


def test_the_key_is_on_no_page_but_the_first(pages, workshop, alfa):
    key = KEY.search(pages.post(address(workshop), typed(workshop)).content.decode())[0]
    with tenancy.inside(alfa):
        token = Token.objects.get()

    shown = [
        pages.get(LIST),
        pages.get(address(workshop, token)),
        pages.get(f"{LIST}{token.pk}/zapytania/"),
    ]

    assert all(page.status_code == 200 for page in shown)
    assert not any(key.split("_")[2] in page.content.decode() for page in shown)


def test_a_second_click_makes_no_second_token_and_shows_no_key(pages, workshop, alfa):
    page = pages.get(address(workshop)).content.decode()
    once = re.search(r'name="once" value="([^"]+)"', page)[1]
    pages.post(address(workshop), typed(workshop, once=once))

    again = pages.post(address(workshop), typed(workshop, once=once))

    assert again.status_code == 302
    assert Credential.objects.count() == 1
    with tenancy.inside(alfa):
        assert Token.objects.count() == 1


def test_what_is_ticked_is_said_before_it_is_saved(pages, workshop, alfa):
    answer = pages.post(
        address(workshop),
        typed(workshop, seen=["contact"], networks="203.0.113.9"),
        headers={"HX-Request": "true"},
    )

    said = answer.content.decode().partition('id="said"')[2]
    for words in ("Fundacja Most", "send attendance", "telephone and e-mail", "203.0.113.9/32"):
        assert words in said
    with tenancy.inside(alfa):
        assert not Token.objects.exists()


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"ends_on": f"{today() + timedelta(days=366):%d.%m.%Y}"}, "ends_on"),
        ({"ends_on": f"{today() - timedelta(days=1):%d.%m.%Y}"}, "ends_on"),
        ({"networks": "somewhere"}, "networks"),
        ({"actions": []}, "actions"),
        ({"projects": []}, "projects"),
        ({"per_minute_count": "0"}, "per_minute_count"),
    ],
)
def test_what_no_token_may_have_is_told_at_its_field(pages, workshop, alfa, facts, field):
    answer = pages.post(address(workshop), typed(workshop, **facts))

    assert list(answer.context["form"].errors) == [field]
    with tenancy.inside(alfa):
        assert not Token.objects.exists()


def test_the_365th_day_is_still_allowed(pages, workshop):
    last = f"{today() + timedelta(days=365):%d.%m.%Y}"

    answer = pages.post(address(workshop), typed(workshop, ends_on=last))

    assert KEY.search(answer.content.decode())


def test_only_what_its_maker_holds_is_offered(client_of, workshop, alfa):
    """A coordinator of another project alone finds neither the partner nor its tokens."""
    token, _key = partners.token(workshop)
    other = make.account("ola@example.org", "Ola Hinc")
    with tenancy.inside(alfa):
        elsewhere = make.project(by=workshop.anna, title="Inny").pk
    _grant(other, alfa, "coordinator", elsewhere)
    stranger = client_of(other, alfa)

    assert stranger.get(address(workshop)).status_code == 404
    assert stranger.get(address(workshop, token)).status_code == 404
    assert stranger.get(LIST).context["count"] == 0


def _grant(account, tenant, role, project):
    from tenants import operations as tenants

    tenants.grant(account=account, tenant=tenant, role=role, project_id=project, by=make.BY)


@pytest.mark.parametrize(
    ("role", "status"),
    [("auditor", 200), ("case_worker", 404), ("viewer", 404), ("administrator", 404)],
)
def test_an_auditor_looks_and_nobody_else_does(client_of, workshop, alfa, role, status):
    token, _key = partners.token(workshop)
    someone = client_of(make.account("iga@example.org", "Iga Szulc", alfa, role), alfa)

    seen = [someone.get(LIST).status_code, someone.get(address(workshop, token)).status_code]
    changed = someone.post(address(workshop, token, "wstrzymaj/")).status_code

    assert seen == [status, status]
    assert changed == 404


def test_suspended_with_a_click_it_is_refused_and_resumed_it_works(pages, workshop, alfa):
    token, key = partners.token(workshop)
    program = partners.Program(alfa, key)

    pages.post(address(workshop, token, "wstrzymaj/"))
    assert program.get("/sessions/").status_code == 401
    pages.post(address(workshop, token, "wznow/"))

    assert program.get("/sessions/").status_code == 200


def test_a_new_key_is_shown_and_the_older_lives_for_the_overlap(pages, workshop, alfa):
    token, old = partners.token(workshop)
    with tenancy.inside(alfa):
        version = Token.objects.get().version
    form = {"overlap_hours": "24", "version": version}

    answer = pages.post(address(workshop, token, "nowy-klucz/"), form)
    again = pages.post(address(workshop, token, "nowy-klucz/"), form)

    new = KEY.search(answer.content.decode())[0]
    assert new != old
    for key in (old, new):
        assert partners.Program(alfa, key).get("/sessions/").status_code == 200
    assert not KEY.search(again.content.decode())
    states = [state.text for _key, state in pages.get(address(workshop, token)).context["keys"]]
    assert states[0] == "works"
    assert states[1].startswith("older key, works until")


def test_revoked_it_never_works_again_and_nothing_is_offered(pages, workshop, alfa):
    token, key = partners.token(workshop)
    asked = pages.get(address(workshop, token, "uniewaznij/"))
    pages.post(address(workshop, token, "uniewaznij/"))

    page = pages.get(address(workshop, token))

    assert asked.status_code == 200
    assert partners.Program(alfa, key).get("/sessions/").status_code == 401
    assert page.context["state"].text.startswith("revoked")
    assert "wznow/" not in page.content.decode()


def test_what_is_taken_away_is_refused_with_the_next_request(pages, workshop, alfa):
    token, key = partners.token(workshop)
    pages.post(address(workshop, token, "zawez/"), {"actions": ["figures:read"]})

    assert partners.Program(alfa, key).get("/sessions/").status_code == 403
    with tenancy.inside(alfa):
        assert Token.objects.get().fields == []


def test_the_log_says_in_words_what_was_wrong_and_never_what_was_sent(pages, workshop, alfa):
    token, key = partners.token(workshop)
    program = partners.Program(alfa, key)
    program.get("/sessions/")
    program.post("/attendance/", {"items": [{"session": "canary"}]})

    every = pages.get(address(workshop, token, "zapytania/")).content.decode()
    refused = pages.get(address(workshop, token, "zapytania/?odpowiedz=odrzucone"))
    file = pages.get(f"{LIST}{token.pk}/zapytania.csv")

    assert "/sessions/" in every
    assert "Some fields are not right. " in every
    assert "/items/0/mark" in every
    assert refused.context["page"].paginator.count == 1
    assert len(file.content.decode("utf-8-sig").splitlines()) == 3
    assert "canary" not in every + file.content.decode()


def test_the_list_costs_the_same_however_many_tokens_there_are(pages, workshop):
    partners.token(workshop)
    pages.get(LIST)
    with CaptureQueriesContext(connection) as one:
        pages.get(LIST)
    for _nth in range(5):
        partners.token(workshop)

    with CaptureQueriesContext(connection) as six:
        pages.get(LIST)

    assert len(six) == len(one) <= 15


def test_the_address_of_the_partners_page_is_kept_as_a_hash_and_can_be_closed(
    pages, workshop, alfa, client_of
):
    token, _key = partners.token(workshop)
    shown = pages.post(address(workshop, token, "adres/")).content.decode()
    link = re.search(r"/partner/([\w-]{43})/", shown)[1]
    visitor = client_of(None, alfa)
    assert visitor.get(f"/partner/{link}/").status_code == 200

    with tenancy.inside(alfa):
        assert link.encode() not in bytes(PortalLink.objects.get().link_hash)
    pages.post(address(workshop, token, "adres/zamknij/"))

    assert visitor.get(f"/partner/{link}/").status_code == 404


def test_the_next_token_begins_like_the_one_before(pages, workshop):
    token, _key = partners.token(
        workshop, actions=(Action.READ_FIGURES,), fields=(Field.CONTACT,), per_minute_count=7
    )

    form = pages.get(f"{address(workshop)}?jak={token.pk}").context["form"]

    assert form.initial["actions"] == ["figures:read"]
    assert (form.initial["seen"], form.initial["per_minute_count"]) == (["contact"], 7)


def test_a_partner_of_two_projects_is_one_choice_with_both(pages, workshop, alfa):
    with tenancy.inside(alfa):
        second = make.project(by=workshop.anna, title="Klub drugi", edition_no=2)
        agreements.partner(of=second, by=workshop.anna, name="Fundacja Most")

    bodies = pages.get(f"{LIST}nowy/").context["bodies"]
    form = pages.get(address(workshop)).context["form"]

    assert [len(lines) for lines in bodies] == [2]
    assert len(form.fields["projects"].choices) == 2


def test_a_token_without_a_key_says_so(pages, workshop, alfa):
    with tenancy.inside(alfa):
        token = operations.make_token(
            entry=partners.token_entry(workshop.partner),
            at=timezone.now(),
            by=Member.objects.get(pk=workshop.anna.pk),
        )
        assert issuing.first_key(token, at=timezone.now(), by=workshop.anna)
        other = operations.make_token(
            entry=partners.token_entry(workshop.partner), at=timezone.now(), by=workshop.anna
        )

    assert pages.get(address(workshop, token)).context["state"].works
    assert pages.get(address(workshop, other)).context["state"].text == "without a key"


def test_narrowing_that_takes_nothing_away_says_so(pages, workshop, alfa):
    token, _key = partners.token(workshop)
    asked = {"actions": token.actions, "seen": token.fields}

    answer = pages.post(address(workshop, token, "zawez/"), asked)

    assert answer.status_code == 200
    assert "Nothing was taken away" in answer.content.decode()


def test_the_pages_of_addresses_belong_to_partners_and_lead_back(pages, workshop):
    made = hooks.subscribed(workshop)
    page = pages.get(reverse("hooks:one", args=[made.pk], urlconf=settings.TENANT_URLCONF))

    assert [link.label for link in page.context["nav"] if link.current] == ["Partners"]
    back = reverse("partners:token", args=[made.token_id], urlconf=settings.TENANT_URLCONF)
    assert back in page.content.decode()


def warned_of(pages, workshop, **facts):
    page = pages.post(address(workshop), typed(workshop, **facts), headers={"HX-Request": "true"})
    return page.context["warnings"], page.content.decode()


def test_the_form_warns_of_sending_without_the_reading_that_it_needs(pages, workshop):
    """Or the developer finds out by a refusal, a week later."""
    sending = {"actions": [Action.WRITE_ATTENDANCE, Action.READ_PARTICIPANTS]}

    (told,), shown = warned_of(pages, workshop, **sending)

    assert "read the projects, their services, groups and sessions; read attendance" in told
    assert "read whom the partner serves" not in told
    assert told in shown


def test_what_the_form_warns_of_stands_above_its_button(pages, workshop):
    """On a phone, what stands beside the form comes after it: nobody would read it before saving."""
    (told,), shown = warned_of(pages, workshop, actions=[Action.WRITE_SUPPORT])
    form = shown.partition('id="token-form"')[2].partition("</form>")[0]

    assert told in form
    assert form.index(told) < form.index('type="submit"')


@pytest.mark.parametrize(
    ("ticked", "said"),
    [
        ({"actions": [Action.RECEIVE_EVENTS]}, "told of changes only in what it may read"),
        (
            {"actions": [Action.READ_PROJECTS], "seen": [Field.CONTACT]},
            "What it sees of a person is told only where it may read whom the partner serves",
        ),
        ({"actions": [Action.WRITE_SUPPORT]}, "To send support that it gave"),
        ({"actions": [Action.WRITE_OUTCOMES]}, "To send qualifications and outcomes"),
    ],
)
def test_a_right_that_would_come_to_nothing_is_said_to(pages, workshop, ticked, said):
    (told,), _shown = warned_of(pages, workshop, **ticked)

    assert said in told


@pytest.mark.parametrize("actions", [Action.values, [Action.READ_FIGURES], []])
def test_whoever_lacks_nothing_is_warned_of_nothing(pages, workshop, actions):
    assert warned_of(pages, workshop, actions=actions)[0] == []
