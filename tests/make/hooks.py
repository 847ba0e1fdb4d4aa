"""A receiver of webhooks over real HTTPS under an authority of its own, and subscriptions to it."""

import json
import socket
import ssl
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.utils import timezone

from core import tenancy
from projects.hooks import making, operations, sending
from projects.hooks.models import Event, SigningSecret, Subscription
from projects.hooks.vocabulary import Kind
from projects.partners.models import Token
from projects.support.models import Session
from tests.make import partners, support

HOST = "localhost"
EVERYTHING = tuple(Kind.values)


@dataclass
class Received:
    """One request as the receiver got it."""

    headers: dict[str, str]
    body: bytes

    @property
    def told(self) -> dict[str, Any]:
        return json.loads(self.body)


Behaviour = Callable[[BaseHTTPRequestHandler], None]


def answering(status: int, text: str = "", **headers: str) -> Behaviour:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", str(len(text.encode())))
        request.end_headers()
        request.wfile.write(text.encode())

    return answer


def hanging(seconds: float) -> Behaviour:
    """Takes the request and says nothing for a while."""
    return lambda request: time.sleep(seconds)


def dripping(signs: int, seconds_each: float) -> Behaviour:
    """Answers sign by sign: each of them comes in time, the whole of them never."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(signs))
        request.end_headers()
        for _number in range(signs):
            request.wfile.write(b".")
            time.sleep(seconds_each)

    return answer


def breaking(request: BaseHTTPRequestHandler) -> None:
    """Cuts the connection in the middle of the first line."""
    request.wfile.write(b"HTTP/1.1 2")


@dataclass
class Receiver:
    """`next` are the behaviours of the coming requests; afterwards each is answered 204."""

    port: int
    received: list[Received] = field(default_factory=list)
    next: deque[Behaviour] = field(default_factory=deque)

    @property
    def name(self) -> str:
        return f"{HOST}:{self.port}"

    def address(self, path: str = "/szansa") -> str:
        return f"https://{self.name}{path}"

    @property
    def objects(self) -> list[tuple[str, int]]:
        """What came: the object and the number of each event."""
        return [(one.told["object_id"], one.told["number"]) for one in self.received]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    receiver: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.receiver.received.append(Received(dict(self.headers.items()), body))
        behave = self.receiver.next.popleft() if self.receiver.next else answering(204)
        self.close_connection = True
        try:
            behave(self)
        except OSError:
            return

    def log_message(self, *_said: object) -> None:
        return


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, place: Any, context: ssl.SSLContext, handler: Any) -> None:
        self.address_family = place[0]
        super().__init__(place[4][:2], handler)
        self.socket = context.wrap_socket(
            self.socket, server_side=True, do_handshake_on_connect=False
        )

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that refuses the certificate leaves; that is its right."""


@contextmanager
def receiving(folder: Path, *, certified_for: str = HOST, port: int = 0) -> Iterator[Receiver]:
    """A receiver on this machine; the authority that signed for it is `folder`/ca.pem.

    At a free port, unless one is named.
    """
    make_certificates(folder, certified_for)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "receiver.pem")
    place = socket.getaddrinfo(HOST, port, type=socket.SOCK_STREAM)[0]
    handler = type("OwnHandler", (Handler,), {})
    server = Server(place, context, handler)
    receiver = handler.receiver = Receiver(server.server_address[1])  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def make_certificates(folder: Path, name: str) -> None:
    """An authority nobody else trusts, and a certificate of it for the name."""
    ca_key, key = (ec.generate_private_key(ec.SECP256R1()) for _each in range(2))
    ca_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Authority of the tests")])
    ca = _certificate(ca_name, ca_name, ca_key.public_key(), is_authority=True).sign(
        ca_key, hashes.SHA256()
    )
    own_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    own = (
        _certificate(own_name, ca_name, key.public_key(), is_authority=False)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(ca_key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "ca.pem").write_bytes(ca.public_bytes(pem))
    written = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "receiver.pem").write_bytes(written + own.public_bytes(pem))


def _certificate(
    of: x509.Name, by: x509.Name, key: Any, *, is_authority: bool
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(of)
        .issuer_name(by)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
    )


def subscription(token: Token, *, by: Any, **facts: Any) -> Subscription:
    """Made inside the tenant."""
    usual: dict[str, Any] = {
        "address": "https://system.example.org/szansa",
        "kinds": EVERYTHING,
        "at": timezone.now(),
    }
    return operations.subscribe(token=token, by=by, **{**usual, **facts})


def subscribed(
    workshop: partners.Workshop, address: str = "", *, token: Token | None = None, **facts: Any
) -> Subscription:
    """From outside: an address of the workshop's own token, told of everything."""
    own = token or partners.token(workshop)[0]
    told = {"address": address} if address else {}
    with tenancy.inside(workshop.tenant):
        return subscription(own, by=workshop.anna, **told, **facts)


def planned(workshop: partners.Workshop) -> Session:
    """One more session of the workshop's group, on a day of its own."""
    count = Session.objects.filter(group=workshop.group).count()
    held_on = support.MONDAY + timedelta(days=count)
    return support.session(workshop.group, by=workshop.anna, held_on=held_on)


def secret_of(one: Subscription) -> str:
    return SigningSecret.objects.filter(subscription=one)[0].text


def make_events() -> int:
    return making.make_events(at=timezone.now())


def hurry() -> None:
    """Let what rests or waits for its next try be due now."""
    now = timezone.now()
    Event.objects.update(due_at=now)
    Subscription.objects.update(rests_until=None)


def send() -> int:
    """Events are made of what has changed, and what is due is sent."""
    make_events()
    return sending.send_due()


def send_all(most: int = 30) -> None:
    """Until nothing waits, as if the pauses were over at once."""
    for _turn in range(most):
        send()
        if not Event.objects.filter(state="waiting").exists():
            return
        hurry()
    raise AssertionError("something waits for ever")
