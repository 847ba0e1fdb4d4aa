"""The API's own description as it is committed, so that no change of it goes unseen."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from drf_spectacular.generators import SchemaGenerator

KEPT = Path(settings.BASE_DIR) / "docs" / "api" / "openapi.json"


def described() -> dict[str, Any]:
    """OpenAPI 3.1 of a unit's API: names in English, what they are called in Polish."""
    with translation.override("pl"):
        return SchemaGenerator(urlconf="config.urls_tenant").get_schema(request=None, public=True)


def written() -> str:
    return json.dumps(described(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
