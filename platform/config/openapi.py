"""The APIs' own descriptions as they are committed, so that no change of them goes unseen."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from drf_spectacular.generators import SchemaGenerator

FOLDER = Path(settings.BASE_DIR) / "docs" / "api"
UNIT, METROPOLIS = settings.TENANT_URLCONF, settings.ROOT_URLCONF
# By file the host whose addresses it describes: a unit's, and the metropolis's.
KEPT = {"openapi.json": UNIT, "openapi-metropolis.json": METROPOLIS}


def described(host: str = UNIT) -> dict[str, Any]:
    """OpenAPI 3.1 of the API at a host: names in English, what they are called in Polish."""
    with translation.override("pl"):
        return SchemaGenerator(urlconf=host).get_schema(request=None, public=True)


def written(host: str) -> str:
    return json.dumps(described(host), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
