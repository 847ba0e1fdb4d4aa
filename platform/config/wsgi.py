"""The WSGI application. WSGI only: switching tenants and event loops do not go together."""

import os
import sys

from django.core.wsgi import get_wsgi_application

from config import env

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

try:
    application = get_wsgi_application()
except env.BadSetting as refusal:
    sys.exit(f"szansa: {refusal}")
