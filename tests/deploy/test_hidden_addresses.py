"""Every address that is a secret itself is hidden in both logs of requests: the proxy's and the server's."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.urls import get_resolver
from gunicorn.config import Config
from gunicorn.util import load_class

from config import processes
from config.access_log import hidden

NGINX = Path(__file__).resolve().parents[2] / "deploy" / "nginx.conf"
# A part of an address that is no id, by what the parts that open something are called.
SECRET_PART = re.compile(r"<str:\w*(?:token|link|secret|uid)\w*>")
SECRET, OTHER = "S3cretS1gns", "one"
OPEN = [
    "/",
    "/partnerzy/",
    "/programy-partnerow/one/osoby/zapros/",
    "/organizacja/zapros/",
    "/konto/",
    "/terminy/",
    "/ustawienia/kalendarz/",
]


def routes(patterns: list[Any], before: str = "/") -> Iterator[str]:
    for one in patterns:
        route = before + str(one.pattern)
        if hasattr(one, "url_patterns"):
            yield from routes(one.url_patterns, route)
        else:
            yield route


def secret_addresses() -> list[str]:
    hosts = (settings.ROOT_URLCONF, settings.TENANT_URLCONF)
    every = {route for host in hosts for route in routes(get_resolver(host).url_patterns)}
    secret = [SECRET_PART.sub(SECRET, route) for route in every if SECRET_PART.search(route)]
    return sorted(re.sub(r"<[^>]+>", OTHER, route) for route in secret)


def logged_by_nginx(path: str) -> str:
    """As the map of hidden addresses has it, by the first of its expressions that fits."""
    text = NGINX.read_text(encoding="utf-8").partition("map $uri $logged_path")[2].partition("}")[0]
    for expression, name in re.findall(r'^ *"~(.+)" "\$(\w+)-";$', text, re.MULTILINE):
        found = re.search(expression.replace("(?<", "(?P<"), path)
        if found is not None:
            return f"{found[name]}-"
    return path


def logged_by_the_server(path: str) -> str:
    return hidden(path)


LOGS = [logged_by_nginx, logged_by_the_server]


def test_addresses_with_secrets_are_found_on_both_hosts() -> None:
    found = {address.partition(SECRET)[0] for address in secret_addresses()}

    assert found >= {"/zaproszenie/", "/organizacja/zaproszenie/", "/konto/haslo/", "/partner/"}


@pytest.mark.parametrize("logged", LOGS)
@pytest.mark.parametrize("address", secret_addresses())
def test_an_address_with_a_secret_is_logged_without_it(address: str, logged: Any) -> None:
    told = logged(address)

    assert SECRET not in told
    assert told == address.partition(SECRET)[0] + "-"


@pytest.mark.parametrize("logged", LOGS)
@pytest.mark.parametrize("address", OPEN)
def test_every_other_address_is_logged_as_it_is(address: str, logged: Any) -> None:
    assert logged(address) == address


def test_the_server_of_the_product_writes_its_log_so() -> None:
    command = processes.web(host="127.0.0.1", port=8123).command
    named = [word for word in command if word.startswith("--logger-class=")]
    log = load_class(named[0].partition("=")[2])(Config())
    answer = SimpleNamespace(status="200 OK", sent=0, headers=[])
    asked = {"REQUEST_METHOD": "GET", "RAW_URI": "", "SERVER_PROTOCOL": "HTTP/1.1"}
    asked["PATH_INFO"] = secret_addresses()[0]

    told = processes.ACCESS_LOG % log.atoms(
        answer, SimpleNamespace(headers=[]), asked, timedelta(0)
    )

    assert SECRET not in told
    assert told.startswith("GET /")
