"""Columns that several tables of support share."""

from typing import Any

from django.db import models


def hours(label: Any, **facts: Any) -> models.DecimalField:
    """Hours of one day or week, with their minutes as a fraction."""
    return models.DecimalField(label, max_digits=5, decimal_places=2, **facts)


def quantity(label: Any, **facts: Any) -> models.DecimalField:
    """So many of the service's unit."""
    return models.DecimalField(label, max_digits=10, decimal_places=2, **facts)


def money(label: Any, **facts: Any) -> models.DecimalField:
    """Zlotys and grosze."""
    return models.DecimalField(label, max_digits=14, decimal_places=2, **facts)
