"""The product's own application, with the empty view among its addresses."""

from django.conf import settings

from config.wsgi import application

settings.TENANT_URLCONF = "tests.benchmarks.api.urls"

__all__ = ["application"]
