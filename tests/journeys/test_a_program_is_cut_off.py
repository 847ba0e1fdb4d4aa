"""A program that loses its connection at any moment and asks again has done everything once."""

import json
import random
import socket
import time
from datetime import date, timedelta
from uuid import uuid4

import pytest
import requests

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journey")]
CUTS = 200
# In seconds: how long a program waits for an answer before its connection is gone.
LONGEST_WAIT = 0.05
FIRST_DAY = date(2026, 1, 2)


@pytest.fixture(scope="module")
def program(site):
    return json.loads(site.run("tests.journeys.program", "cut"))


def written(program, key, day):
    """One request in the bytes that go over the wire."""
    body = json.dumps(
        {
            "items": [
                {
                    "participant": program["participants"][0],
                    "service": program["service"],
                    "given_on": day.isoformat(),
                    "quantity": "1.00",
                }
            ]
        }
    ).encode()
    head = (
        "POST /api/v1/support/ HTTP/1.1\r\n"
        f"Host: {program['host']}\r\nAuthorization: Bearer {program['key']}\r\n"
        f"Idempotency-Key: {key}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    ).encode()
    return head + body


def cut(site, request, chance):
    """Send a part of it, or all of it, wait a little, and be gone without reading."""
    sent = request[: chance.randint(1, len(request))] if chance.random() < 0.3 else request
    with socket.create_connection(("127.0.0.1", site.port), timeout=5) as link:
        link.sendall(sent)
        time.sleep(chance.uniform(0, LONGEST_WAIT))


def asked_again(site, request):
    with socket.create_connection(("127.0.0.1", site.port), timeout=30) as link:
        link.sendall(request)
        answer = b"".join(iter(lambda: link.recv(65536), b""))
    head, _gap, body = answer.partition(b"\r\n\r\n")
    return head, body


def test_two_hundred_cuts_double_nothing(site, program):
    chance = random.Random(2026)
    replayed = 0
    for number in range(CUTS):
        request = written(program, uuid4(), FIRST_DAY + timedelta(days=number))
        cut(site, request, chance)
        head, body = asked_again(site, request)
        assert head.startswith(b"HTTP/1.1 200"), body
        assert json.loads(body)["done_count"] == 1
        replayed += b"Idempotency-Replayed: true" in head

    assert len(support(site, program)) == CUTS
    # Otherwise nothing was cut after it was done, and this has shown nothing.
    assert CUTS > replayed > CUTS / 10


def support(site, program):
    answer = requests.get(
        f"http://127.0.0.1:{site.port}/api/v1/support/?limit=1000",
        headers={"Host": program["host"], "Authorization": f"Bearer {program['key']}"},
        timeout=30,
    )
    return answer.json()["items"]
