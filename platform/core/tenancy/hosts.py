"""Addresses of tenants: built from what is stored, never from what a request claims."""

from typing import Any

from django.conf import settings


def address_of(tenant: Any) -> str:
    """The root address of a tenant's host, without a slash at the end."""
    scheme = "https" if settings.HTTPS else "http"
    port = settings.PUBLIC_PORT
    usual = 443 if settings.HTTPS else 80
    return f"{scheme}://{tenant.host}" + ("" if port == usual else f":{port}")
