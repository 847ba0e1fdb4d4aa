"""The WSGI application. WSGI only: switching tenants and event loops do not go together."""

import gc
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

from config import env

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def _loaded() -> WSGIHandler:
    """The application with every page imported and every page's template parsed, once for all forks.

    What is loaded lives as long as the process. Frozen, it is left alone by the collector, whose
    walk over it took a fifth of a second in the middle of a page.
    """
    loaded = get_wsgi_application()
    for addresses in (settings.ROOT_URLCONF, settings.TENANT_URLCONF):
        _imported = get_resolver(addresses).reverse_dict
    for name in _templates():
        get_template(name)
    gc.collect()
    gc.freeze()
    # What a request makes is gone with it: to look for rings after every 700 things finds none.
    gc.set_threshold(50_000, 20, 100)
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
