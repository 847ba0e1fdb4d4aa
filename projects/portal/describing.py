"""The API's own description, made once for each process, for whoever generates a client from it."""

import json
from functools import cache

from django.conf import settings
from django.utils import translation
from drf_spectacular.generators import SchemaGenerator


@cache
def described(host: str = settings.TENANT_URLCONF) -> bytes:
    """The OpenAPI 3.1 document as JSON, in English: a generator makes names of classes from labels.

    Of a unit's host, or of the one whose addresses are named.
    """
    with translation.override("en"):
        document = SchemaGenerator(urlconf=host).get_schema(public=True)
        return json.dumps(document, ensure_ascii=False, default=str).encode()
