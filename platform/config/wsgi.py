"""The WSGI application. WSGI only: switching tenants and event loops do not go together."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.template.loader import get_template
from django.urls import get_resolver

from config import env, garbage

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def _loaded() -> WSGIHandler:
    """The application with every page imported and every page's template parsed, once for all forks."""
    loaded = get_wsgi_application()
    for addresses in (settings.ROOT_URLCONF, settings.TENANT_URLCONF):
        _imported = get_resolver(addresses).reverse_dict
    for name in _templates():
        get_template(name)
    garbage.settle()
    return loaded


def _templates() -> Iterator[str]:
    """Those of our own apps, as a page names them."""
    for app in apps.get_app_configs():
        folder = Path(app.path) / "templates"
        if "site-packages" not in folder.parts:
            yield from (str(one.relative_to(folder)) for one in folder.rglob("*.html"))


try:
    application = _loaded()
except env.BadSetting as refusal:
    sys.exit(f"szansa: {refusal}")
