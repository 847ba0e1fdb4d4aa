"""One request to a receiver: to the very machine that was checked, under the name's own certificate.

No redirect is followed, no proxy of the environment asked, no more read than what is kept of it.
"""

import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass

import certifi
import urllib3
from django.conf import settings

from projects.hooks import addresses
from projects.hooks.addresses import Place
from projects.hooks.vocabulary import Trouble

CONNECT_SECONDS = 5
WHOLE_SECONDS = 10
MOST_READ = 64 * 1024
MOST_KEPT = 300


@dataclass(frozen=True)
class Answer:
    """What came back: a status, or why there is none. `text` is its beginning."""

    milliseconds: int
    status: int | None = None
    trouble: str = Trouble.NONE
    text: str = ""


class Hurry(ssl.SSLContext):
    """Ends at one moment, however slowly the other side drips: a socket's own limit is for each sign."""

    ends_at: float


class HurriedSocket(ssl.SSLSocket):
    context: Hurry

    def recv_into(self, *place: object, **how: object) -> int:
        left = self.context.ends_at - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self.settimeout(left)
        return super().recv_into(*place, **how)  # type: ignore[arg-type]


def post(address: str, *, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Send the body and say how it went; nothing that a receiver does is raised."""
    begun = time.monotonic()
    status, trouble, text = None, Trouble.NONE, ""
    try:
        place = addresses.place_of(address)
        status, text = _sent(place, addresses.resolved(place), body, headers, begun)
    except (addresses.BadAddress, addresses.LeadsAway):
        trouble = Trouble.REFUSED_ADDRESS
    except urllib3.exceptions.SSLError:
        trouble = Trouble.BAD_CERTIFICATE
    except (urllib3.exceptions.ReadTimeoutError, TimeoutError):
        trouble = Trouble.TOO_SLOW
    except (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError):
        trouble = Trouble.NO_CONNECTION
    except urllib3.exceptions.HTTPError:
        trouble = Trouble.CUT_SHORT
    except OSError:
        trouble = Trouble.UNKNOWN_NAME
    taken = int((time.monotonic() - begun) * 1000)
    return Answer(taken, status, trouble, text)


def _sent(
    place: Place, machine: str, body: bytes, headers: Mapping[str, str], begun: float
) -> tuple[int, str]:
    context = _context()
    context.ends_at = begun + WHOLE_SECONDS
    limits = urllib3.Timeout(connect=CONNECT_SECONDS, total=WHOLE_SECONDS)
    pool = urllib3.HTTPSConnectionPool(
        machine, place.port, timeout=limits, ssl_context=context, server_hostname=place.host
    )
    told = {
        "Host": place.written,
        "Content-Type": "application/json",
        "Accept-Encoding": "identity",
        "User-Agent": "Szansa-Webhooks/1",
        **headers,
    }
    with pool:
        answer = pool.urlopen(
            "POST",
            place.target,
            body=body,
            headers=told,
            retries=False,
            redirect=False,
            preload_content=False,
            decode_content=False,
        )
        try:
            beginning = answer.read(MOST_READ)
        finally:
            answer.close()
    return answer.status, _readable(beginning)


def _context() -> Hurry:
    context = Hurry(ssl.PROTOCOL_TLS_CLIENT)
    context.sslsocket_class = HurriedSocket
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    # An office's own authorities from the machine, and the public ones where it has none.
    context.load_default_certs()
    context.load_verify_locations(certifi.where())
    if settings.WEBHOOK_TEST_CA:
        context.load_verify_locations(settings.WEBHOOK_TEST_CA)
    return context


def _readable(beginning: bytes) -> str:
    text = beginning[: MOST_KEPT * 4].decode("utf-8", errors="replace")[:MOST_KEPT]
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text)
