"""Problem documents (RFC 9457): what went wrong, where, and what to do, in the reader's language."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MEDIA_TYPE = "application/problem+json"
# Where each code is explained; the guide has an entry for every one.
EXPLAINED_AT = "/api/v1/problems#"
# The code of a fault whose place has a name that is none of ours.
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Kind:
    status: int
    title: str | Promise


KINDS: dict[str, Kind] = {
    "malformed": Kind(400, _("The request cannot be read.")),
    "key-needed": Kind(400, _("This request needs an Idempotency-Key.")),
    "no-token": Kind(401, _("A token is needed.")),
    "token-refused": Kind(401, _("This token opens nothing.")),
    "not-in-scope": Kind(403, _("The token does not reach this.")),
    "not-found": Kind(404, _("There is nothing here.")),
    "method-not-allowed": Kind(405, _("This address does not take this method.")),
    "not-acceptable": Kind(406, _("This form of answer is not offered.")),
    "refused": Kind(409, _("A rule stands against this.")),
    "changed-meanwhile": Kind(412, _("The record has changed meanwhile.")),
    "too-large": Kind(413, _("The request is too large.")),
    "unsupported-media-type": Kind(415, _("The request is of a kind that is not read here.")),
    "invalid": Kind(422, _("Some fields are not right.")),
    "key-used-otherwise": Kind(422, _("This Idempotency-Key came with another request.")),
    "version-needed": Kind(428, _("This request needs If-Match.")),
    "too-many": Kind(429, _("Too many requests.")),
    "failed": Kind(500, _("Something went wrong on our side.")),
}


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
            "type": EXPLAINED_AT + self.code,
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
