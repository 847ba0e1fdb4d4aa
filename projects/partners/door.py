"""The resources of a unit, for its partners' programs: each asks what its token reaches here."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.request import Request

from core.api import bulk
from core.api.problems import Problem
from core.api.resource import rendered
from projects.partners import answers, queries
from projects.partners.queries import Reach
from tenants.credentials.door import ProgramRequest, refused
from tenants.credentials.models import Credential
from tenants.credentials.resource import TokenResource

JSON = "application/json"
Told = tuple[int, Any]


class PartnerResource(TokenResource):
    """A resource that knows its token's reach; without the action of its method it is refused."""

    reach: Reach
    # Given instead of asked for where something is tried out among invented people.
    given: Reach | None = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        asked: ProgramRequest = request._request  # type: ignore[assignment]
        reach = self.given or self._reach(asked.credential)
        if reach is None:
            raise refused()
        self.admit(request, reach.token)
        super().initial(request, *args, **kwargs)
        self.reach = reach
        action = self.actions.get(request.method or "")
        if action and not reach.allows(action):
            raise Problem(
                "not-in-scope",
                _("The token may not do this here: %(action)s. Ask the unit that gave it.")
                % {"action": action},
            )

    def _reach(self, credential: Credential) -> Reach | None:
        if self.request.method == "GET":
            return queries.REACH_BRIEFLY(credential.tenant_id, credential.token_id)
        return queries.reach_of(credential.token_id)

    def lines(self) -> frozenset[UUID]:
        """The partner's lines in the projects where this method is allowed."""
        return self.reach.lines(self.actions[self.request.method or "GET"])

    def carry_out(self, work: Callable[[], Told]) -> HttpResponse:
        """Do it once for its key, in one transaction with the answer that is kept for a repetition.

        The token is held meanwhile: whoever revokes it comes before all of this or after it.
        """
        at = timezone.now()
        sent = answers.sent(
            self.reach.token.pk,
            self.request.headers.get(answers.HEADER),
            method=self.request.method or "",
            address=self.request.get_full_path(),
            body=self.request._request.body,
        )
        with transaction.atomic():
            if not queries.hold(self.reach.token.pk, at):
                raise self._stopped_meanwhile()
            kept = answers.begin(sent, at=at)
            if kept.status is not None:
                return _answer(kept.status, bytes(kept.body or b""), replayed=True)
            status, told = work()
            body = rendered(told)
            answers.keep(kept, status=status, body=body)
        answer = _answer(status, body, replayed=False)
        # Read by the log of requests: a batch of which nothing was done is answered with 200.
        answer.problem = bulk.left_out(told)  # type: ignore[attr-defined]
        return answer

    def _stopped_meanwhile(self) -> Problem:
        """Why the token opens nothing any more, as its next request would hear it."""
        now = queries.reach_of(self.reach.token.pk)
        if now is not None:
            self.require_open(self.request, now.token, at=timezone.now())
        return refused()


def _answer(status: int, body: bytes, *, replayed: bool) -> HttpResponse:
    answer = HttpResponse(body, status=status, content_type=JSON)
    if replayed:
        answer.headers["Idempotency-Replayed"] = "true"
    return answer
