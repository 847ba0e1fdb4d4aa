"""The file behind an import, wherever it lies: its own, or the workbook of which it is a sheet."""

from django.db.models.functions import Length

from core import sealed
from projects.exchange.models import EarlierFile, Import, ImportFile


def content_of(found: Import) -> bytes | None:
    """None where it is kept no more."""
    held = _held(found).first()
    if held is None:
        return None
    field = type(held)._meta.get_field("content")
    return sealed.opened_content(field, held.pk, bytes(held.content))


def is_kept(found: Import) -> bool:
    return bool(_held(found).exists())


def size_of(found: Import) -> int:
    """In bytes, sealed."""
    told = _held(found).annotate(size=Length("content")).values_list("size", flat=True)
    return told.first() or 0


def name_of(found: Import) -> str:
    """As it was sent: its ending says how it is read."""
    return (found.earlier.file_name if found.earlier else found.file_name) or ""


def _held(found: Import):  # type: ignore[no-untyped-def]
    if found.earlier_id is None:
        return ImportFile.objects.filter(pk=found.pk)
    return EarlierFile.objects.filter(pk=found.earlier_id)
