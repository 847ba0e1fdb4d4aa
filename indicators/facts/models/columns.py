"""Columns that many facts share."""

from django.db import models


def word(max_length: int) -> models.CharField:
    """A code of a closed vocabulary; empty where nobody asked."""
    return models.CharField(max_length=max_length, blank=True, default="", db_default="")


def hours() -> models.DecimalField:
    return models.DecimalField(max_digits=12, decimal_places=2, default=0, db_default=0)


def kinds() -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(default=0, db_default=0)
