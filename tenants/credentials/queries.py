"""Which credential came with a request, and what is known of the keys and requests of a token."""

import hmac
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from core.api.bulk import NOTHING_DONE
from core.briefly import Briefly
from core.questions import Question
from tenants.credentials import log, secrets
from tenants.credentials.models import ApiRequest, Credential
from tenants.models import Tenant


def _named(handle: str, tenant_id: int) -> QuerySet[Credential]:
    return Credential.objects.filter(handle=handle, tenant=tenant_id)


THE_CREDENTIAL = Question(_named)


# What a secret is compared with where nobody has its handle: the digest of no secret.
NOBODYS = bytes(secrets.DIGEST_LENGTH)


def _proved(handle: str, digest: bytes, tenant_id: int, minute: datetime) -> Credential | None:
    """By its secret, with what this process has counted of its requests in this minute."""
    found = THE_CREDENTIAL.first(handle=handle, tenant_id=tenant_id)
    kept = bytes(found.digest) if found else NOBODYS
    if not hmac.compare_digest(kept, digest) or found is None:
        return None
    found.noted_before = log.noted_count(found.pk)
    found.unwritten_count = log.waiting_count(found.pk, since=minute)
    return found


# Kept by the whole secret: a wrong one is always asked for, be its handle somebody's or nobody's.
PROVED_BRIEFLY = Briefly(_proved)


def presented(text: str, tenant: Tenant, *, is_reading: bool = False) -> Credential | None:
    """The credential of this host whose whole secret this is, ended or not; None says nothing of why.

    A handle that nobody has is compared like one that somebody has: neither takes longer. For reading it
    may have been found a second ago.
    """
    secret = secrets.read(text)
    if secret is None:
        return None
    prove = PROVED_BRIEFLY if is_reading else _proved
    return prove(secret.handle, secret.digest, tenant.pk, log.minute_of(timezone.now()))


def keys_of(token_ids: Collection[UUID], *, since: datetime) -> list[Credential]:
    """The keys of these tokens, the newest first, each with `recent_count`: its requests since then.

    What opens with them, a hash of random bits, is left where it lies.
    """
    recent = ApiRequest.objects.filter(credential=OuterRef("pk"), made_at__gte=since)
    counted = recent.order_by().values("credential").annotate(n=Count("pk")).values("n")
    found = Credential.objects.filter(token_id__in=token_ids).defer("digest")
    return list(
        found.annotate(recent_count=Coalesce(Subquery(counted), 0)).order_by("-made_at", "-pk")
    )


# A batch of which nothing was done is answered with 200, and refused all the same.
REFUSED = Q(status__gte=400, status__lt=500) | Q(problem=NOTHING_DONE)
FAILED = Q(status__gte=500)
# How a request ended, as the filter of the log names it.
ENDINGS: dict[str, Q] = {
    "udane": Q(status__lt=400) & ~Q(problem=NOTHING_DONE),
    "odrzucone": REFUSED,
    "bledy-serwera": FAILED,
}


def refused_counts(token_ids: Collection[UUID], *, since: datetime) -> dict[UUID, int]:
    """How many requests of each token ended badly since then."""
    found = ApiRequest.objects.filter(REFUSED | FAILED, made_at__gte=since)
    here = found.filter(credential__token_id__in=token_ids).order_by()
    return dict(here.values_list("credential__token_id").annotate(n=Count("pk")))


def requests_of(token_id: UUID, *, ending: str = "") -> QuerySet[ApiRequest]:
    """The log of a token, the newest first, whichever of its keys was used."""
    found = ApiRequest.objects.filter(ENDINGS.get(ending, Q()), credential__token_id=token_id)
    return found.select_related("credential").order_by("-made_at", "-pk")
