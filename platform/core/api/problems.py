"""Problem documents (RFC 9457): what went wrong, where, and what to do, in the reader's language."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.api import catalogue
from core.api.catalogue import KINDS

MEDIA_TYPE = "application/problem+json"
# The code of a fault whose place has a name that is none of ours.
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: a JSON pointer (RFC 6901) into the body, or a parameter's name.

    `allowed` are the codes to choose among, where there are so few that they can be told.
    """

    detail: str
    code: str
    pointer: str | None = None
    parameter: str | None = None
    allowed: Sequence[str] | None = None

    def told(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value is not None}


class Problem(Exception):
    """Raised anywhere behind the API's door; the door answers with its document."""

    def __init__(
        self,
        code: str,
        detail: str | Promise,
        *,
        faults: Iterable[Fault] = (),
        headers: Mapping[str, str] | None = None,
        noted: Iterable[Fault] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.kind = KINDS[code]
        self.detail = detail
        self.faults = list(faults)
        # What the log of requests keeps of it: the same, or what the answer says in words alone.
        self.noted = self.faults if noted is None else list(noted)
        self.headers = dict(headers or {})
        self.more = more

    def document(self) -> dict[str, Any]:
        told = {
            "type": type_of(self.code),
            "title": str(self.kind.title),
            "status": self.kind.status,
            "detail": str(self.detail),
            **self.more,
        }
        if self.faults:
            told["errors"] = [fault.told() for fault in self.faults]
        return told

    def answer(self) -> HttpResponse:
        # Half of a sign that was sent comes back as it was written: \ud800.
        body = json.dumps(self.document(), ensure_ascii=False).encode("utf-8", "backslashreplace")
        answer = HttpResponse(
            body, status=self.kind.status, content_type=MEDIA_TYPE, headers=self.headers
        )
        # Read by the log of requests, so that nothing has to be parsed again.
        answer.problem = self  # type: ignore[attr-defined]
        return answer


def type_of(code: str) -> str:
    """The page that explains it, at its place there: relative to the host, as RFC 9457 allows."""
    return f"{catalogue.PAGE}#{code}"


def failed() -> Problem:
    return Problem(
        "failed",
        _(
            "The fault is ours and was noted. Send the request again after a while, with the same"
            " Idempotency-Key: nothing is done twice."
        ),
    )


def not_found() -> Problem:
    """The same for what is another's, what never was and what no id could be."""
    return Problem(
        "not-found",
        _("No such record, or not one that this token reaches. Check the address and the id."),
    )
