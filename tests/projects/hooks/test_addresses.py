"""Where nothing is sent, however it is written and whatever a name leads to."""

import socket
from ipaddress import ip_address
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.hooks import addresses
from projects.hooks.addresses import BadAddress, LeadsAway

GOOD = "https://system.example.org/szansa?od=1"


@pytest.mark.parametrize(
    "address",
    [
        GOOD,
        "https://system.example.org",
        "https://system.example.org:8443/a/b",
        "HTTPS://System.Example.ORG/Szansa",
        "https://xn--d-sub-5xa.example.pl/",
    ],
)
def test_a_name_of_the_public_network_is_taken(address):
    assert addresses.place_of(address).port in addresses.PORTS


def test_an_address_is_taken_apart_as_it_is_written():
    place = addresses.place_of("https://System.example.org:8443/Szansa?od=1")

    assert (place.host, place.port, place.target) == ("system.example.org", 8443, "/Szansa?od=1")
    assert place.written == "system.example.org:8443"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://system.example.org/",
        "ftp://system.example.org/",
        "//system.example.org/",
        "https:/system.example.org/",
        "https://user@system.example.org/",
        "https://user:word@system.example.org/",
        "https://good.example.org@evil.example.org/",
        "https://good.example.org#@evil.example.org/",
        "https://good.example.org\\@evil.example.org/",
        "https://system.example.org/#part",
        "https://system.example.org:80/",
        "https://system.example.org:22/",
        "https://system.example.org:0443x/",
        "https://system.example.org:5432/",
        "https://localhost/",
        "https://localhost:8443/",
        "https://kartuzy.localhost/",
        "https://printer.local/",
        "https://metadata.google.internal/",
        "https://router.lan/",
        "https://system/",
        "https://system.example.org./",
        "https://.example.org/",
        "https://a..example.org/",
        "https://-a.example.org/",
        "https://a_b.example.org/",
        "https://127.0.0.1/",
        "https://93.184.216.34/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.1/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://１２７.０.０.１/",
        "https://127。0。0。1/",
        "https://ⓔxample.org/",
        "https://dąb.example.pl/",
        "https://exam\u00adple.org/",
        "https://system.example.org/\r\nX-Injected: 1",
        "https://system.example.org/a b",
        "https://system.example.org/ą",
        " https://system.example.org/",
        "https://system.example.org/\n",
        "https://system.example.org/" + "a" * 500,
        "https://" + "a" * 64 + ".example.org/",
    ],
)
def test_everything_else_is_refused(address):
    with pytest.raises(BadAddress):
        addresses.place_of(address)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_taken_apart_or_refused(text):
    try:
        place = addresses.place_of(f"https://{text}")
    except BadAddress:
        return
    assert place.host.isascii()
    assert place.target.isascii()
    assert place.target.startswith("/")
    assert not set(place.host + place.target) & set(" \r\n\t@#\\")


NOT_PUBLIC = [
    *("0.0.0.0", "0.1.2.3", "10.0.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254"),
    *("172.16.0.1", "172.31.255.255", "192.168.1.1", "192.0.0.192", "192.0.2.1", "198.18.0.1"),
    *("198.51.100.7", "203.0.113.9", "100.64.0.1", "100.100.100.200", "224.0.0.1", "239.1.1.1"),
    *("240.0.0.1", "255.255.255.255", "168.63.129.16", "192.88.99.1"),
    *("::", "::1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "fe80::1", "fc00::1"),
    *("fd00:ec2::254", "ff02::1", "fec0::1", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:a00:1::1"),
    *(
        "2001:0:53aa:64c:0:fb:f5ff:fffe",
        "2001:db8::1",
        "100::1",
        "5f00::1",
        "3fff::1",
        "2001:20::1",
    ),
]


@pytest.mark.parametrize("machine", NOT_PUBLIC)
def test_a_machine_that_is_not_public_is_none(machine):
    assert not addresses.is_public(ip_address(machine))


@pytest.mark.parametrize("machine", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450::5"])
def test_a_machine_of_the_public_network_is_one(machine):
    assert addresses.is_public(ip_address(machine))


@given(st.ip_addresses(network="10.0.0.0/8") | st.ip_addresses(network="fc00::/7"))
def test_no_machine_of_an_own_network_is_public(machine):
    assert not addresses.is_public(machine)


def _leads_to(monkeypatch: pytest.MonkeyPatch, *machines: str) -> None:
    """The name service answers so; nothing else is replaced."""

    def answer(host: str, port: int, **_how: Any) -> list[Any]:
        return [
            (socket.AF_INET6 if ":" in one else socket.AF_INET, 1, 6, "", (one, port))
            for one in machines
        ]

    monkeypatch.setattr(socket, "getaddrinfo", answer)


@pytest.mark.parametrize("machine", NOT_PUBLIC)
def test_a_name_that_leads_there_is_refused(monkeypatch, machine):
    _leads_to(monkeypatch, machine)

    with pytest.raises(LeadsAway):
        addresses.resolved(addresses.place_of(GOOD))


def test_one_machine_at_home_among_public_ones_is_enough_to_refuse(monkeypatch):
    _leads_to(monkeypatch, "8.8.8.8", "10.0.0.1")

    with pytest.raises(LeadsAway):
        addresses.resolved(addresses.place_of(GOOD))


def test_the_scope_of_a_local_address_hides_nothing(monkeypatch):
    _leads_to(monkeypatch, "fe80::1%eth0")

    with pytest.raises(LeadsAway):
        addresses.resolved(addresses.place_of(GOOD))


def test_the_receiver_of_tests_is_that_one_and_no_other(settings):
    settings.WEBHOOK_TEST_RECEIVER = "localhost:44300"

    assert addresses.place_of("https://localhost:44300/").is_for_tests
    with pytest.raises(BadAddress):
        addresses.place_of("https://localhost:44301/")
