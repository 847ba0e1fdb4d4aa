"""The page behind the `type` of a problem: every problem that the code can answer with stands there."""

import ast
import re
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from django.conf import settings

from core.api import bulk, catalogue, problems, schema
from core.api.catalogue import KINDS
from projects.partners import reasons
from tests.make import partners, serving

SOURCES = ("platform", "tenants", "projects", "indicators", "dashboards")
LANGUAGES = ("pl", "en")


def raised() -> set[str]:
    """The codes by which the sources make problems, wherever one is called for by its name."""
    found = set()
    for folder in SOURCES:
        for path in (Path(settings.BASE_DIR) / folder).rglob("*.py"):
            found |= {*_codes_in(ast.parse(path.read_text()))}
    return found


def _codes_in(tree):
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and call.args and _name_of(call.func) in MAKERS:
            first = call.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def _name_of(called):
    return getattr(called, "id", getattr(called, "attr", ""))


MAKERS = ("Problem", "refusal")


@pytest.fixture(params=["unit", "metropolis"])
def host(request, alfa, metropolis):
    return alfa if request.param == "unit" else metropolis


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_type_of_every_problem_opens_a_page_that_explains_it(host, client_of, language):
    browser = client_of(None, host)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    for code in KINDS:
        address, place = urldefrag(problems.type_of(code))
        answer = browser.get(address)
        told = answer.content.decode()
        assert (answer.status_code, answer["Content-Type"][:9]) == (200, "text/html"), code
        assert told.count(f'id="{place}"') == 1, code


def test_what_the_code_raises_is_in_the_catalogue_and_nothing_else_is():
    found = raised()

    assert len(found) > 10
    assert found - set(KINDS) == set()
    # Made of what the framework raises, by a table.
    assert set(KINDS) - found == {"method-not-allowed", "not-acceptable"}


def test_the_description_names_the_status_of_every_problem():
    assert {kind.status for kind in KINDS.values()} == {*schema.CODES, 500}


def test_every_problem_says_what_it_means_and_what_to_do():
    for code, kind in KINDS.items():
        texts = [str(kind.title), str(kind.meaning), str(kind.cure)]
        assert all(text.endswith((".", "…")) for text in texts), code


def test_the_page_is_the_same_for_whoever_is_signed_in(alfa, coordinator, client_of):
    assert client_of(coordinator, alfa).get(catalogue.PAGE).status_code == 200


def test_the_page_is_there_with_a_slash_too(host, client_of):
    assert client_of(None, host).get(f"{catalogue.PAGE}/").status_code == 200


def test_codes_of_single_fields_are_told_beside(alfa, client_of):
    told = client_of(None, alfa).get(catalogue.PAGE).content.decode()

    assert re.findall(r">\s*(wrong_type|twice|unknown)\s*<", told)
    assert all(code in told for code in reasons.WORDS)
    assert bulk.NOTHING_DONE not in KINDS


@pytest.fixture
def program(alfa, coordinator):
    return partners.Program(alfa, partners.token(partners.workshop(alfa, coordinator))[1])


@pytest.mark.parametrize("method", ["get", "post", "delete"])
@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("/sessions", "/api/v1/sessions/"),
        ("/sessions?limit=1", "/api/v1/sessions/"),
        ("/csv", "/api/v1/csv/"),
        ("/support/01a2087c-6b7c-79ff-bb02-7fb6b428b980", None),
    ],
)
def test_an_address_without_its_slash_is_named_with_it(program, method, asked, meant):
    """Whatever the method: a redirect would make a GET of a POST."""
    body = {} if method == "post" else None
    answer = getattr(program, method)(asked, *([body] if method == "post" else []))

    told = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (404, problems.MEDIA_TYPE)
    assert told["address"] == (meant or f"/api/v1{asked}/")
    assert told["address"] in told["detail"]


@pytest.mark.parametrize("asked", ["/api", "/api/", "/api/v1", "/api/v2/sessions/"])
def test_another_root_is_answered_with_the_right_one(program, asked):
    headers = {"Authorization": f"Bearer {program.key}", "Host": program.tenant.host}

    for method in ("get", "post"):
        answer = getattr(program.client, method)(asked, headers=headers)
        assert (answer.status_code, answer["Content-Type"]) == (404, problems.MEDIA_TYPE)
        assert answer.json()["address"] == "/api/v1/"


@pytest.mark.parametrize("asked", ["/nobody/", "/nobody", "/"])
def test_an_address_that_is_like_none_is_answered_without_a_guess(program, asked):
    answer = program.get(asked)

    assert answer.status_code == 404
    assert "address" not in answer.json()


def test_the_metropolis_names_its_own_addresses(metropolis):
    program = serving.program()

    assert program.get("/values").json()["address"] == "/api/v1/values/"
    assert program.get("/openapi.json/").json()["address"] == "/api/v1/openapi.json"
    assert program.get("/sessions").json().get("address") is None


def test_whoever_has_no_token_hears_of_no_address(alfa):
    answer = partners.Program(alfa, "x").get("/sessions")

    assert answer.status_code == 401
    assert "address" not in answer.json()
