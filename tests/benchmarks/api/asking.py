"""A program over HTTP: one connection for each request, as behind a proxy that keeps none."""

import http.client
import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Program:
    """Where to ask, for which host, with which key."""

    port: int
    host: str
    key: str

    def ask(self, method: str, address: str, body: bytes = b"", **headers: str) -> bytes:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        shown = {"Host": self.host, "Authorization": f"Bearer {self.key}", **headers}
        if body:
            shown["Content-Type"] = "application/json"
        link.request(method, address, body or None, shown)
        answer = link.getresponse()
        told = answer.read()
        link.close()
        if answer.status != 200:
            raise AssertionError(f"{address}: {answer.status} {told[:300]!r}")
        return told


def free_port() -> int:
    with socket.socket() as link:
        link.bind(("127.0.0.1", 0))
        return link.getsockname()[1]


def seconds_of(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def at_once(works: Sequence[Callable[[], None]]) -> float:
    """Do all of them at the same time; the seconds until the last is done."""
    troubles: list[Exception] = []

    def guarded(work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as trouble:  # noqa: BLE001 - told below, outside of the thread
            troubles.append(trouble)

    threads = [threading.Thread(target=guarded, args=[work]) for work in works]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if troubles:
        raise troubles[0]
    return time.perf_counter() - started
