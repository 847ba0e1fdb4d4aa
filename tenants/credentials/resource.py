"""What every resource behind a token asks first: is the token open, may it come from here, how often has it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.request import Request

from accounts.addresses import client_address
from core.api.problems import Problem
from core.api.resource import Resource
from tenants.credentials import log
from tenants.credentials.door import ProgramRequest
from tenants.credentials.models import Credential
from tenants.credentials.standing import Held, require_open, require_place

REFUSED = "token-refused"


class TokenResource(Resource):
    """A resource that is held to its token; every answer tells how many requests are left."""

    limits: Mapping[str, str] = {}

    def admit(self, request: Request, token: Held) -> None:
        """Refuse a token that comes from elsewhere, one too many, one that is not open, a wrong method.

        Also a key that has ended: the door let its holder in to be told so, as often as the token may
        ask. From elsewhere nothing is counted aloud: that would tell that the key is somebody's.
        """
        asked: ProgramRequest = request._request  # type: ignore[assignment]
        at = timezone.now()
        require_place(token, address=client_address(asked))
        self._count(asked.credential, token.per_minute_count, at=at)
        self.require_open(request, token, at=at)
        if (request.method or "").lower() not in self.http_method_names:
            self.http_method_not_allowed(request)

    def require_open(self, request: Request, token: Held, *, at: datetime) -> None:
        asked: ProgramRequest = request._request  # type: ignore[assignment]
        require_open(token, asked.credential, address=client_address(asked), at=at)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        answer = super().finalize_response(request, response, *args, **kwargs)
        for name, value in self.limits.items():
            answer.headers[name] = value
        if getattr(getattr(answer, "problem", None), "code", "") == REFUSED:
            # As the door refuses a key that nobody has: nothing tells that this one is somebody's.
            for name in ("Allow", "Cache-Control"):
                del answer.headers[name]
        return answer

    def _count(self, credential: Credential, most: int, *, at: datetime) -> None:
        """Refuse what goes beyond the token's number of requests a minute, and tell what is left."""
        minute = log.minute_of(at)
        used = log.used_count(credential, minute=minute)
        again = str(60 - at.second)
        self.limits = {
            "RateLimit-Limit": str(most),
            "RateLimit-Remaining": str(max(0, most - used - 1)),
            "RateLimit-Reset": again,
        }
        if used >= most:
            raise Problem(
                "too-many",
                _("Wait %(seconds)s seconds, or send more records in one request.")
                % {"seconds": again},
                headers={"Retry-After": again},
            )
