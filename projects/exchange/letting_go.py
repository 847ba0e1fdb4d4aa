"""What a file said is forgotten: of what it was about only counts stay, what its columns were named, and what
somebody said that words of it mean."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from projects.exchange.models import (
    EarlierFile,
    EarlierProject,
    Import,
    ImportFile,
    ImportRow,
)
from projects.exchange.vocabulary import OVER, Step

OF_IMPORT = ("file_name", "sheets", "refusal", "answering")
OF_WHOLE = ("file_name", "sheets", "refusal")
OF_ROW = ("cells", "mended", "decided", "reported", "before", "after", "key", "why")


def drop(imports: Any) -> None:
    """Nothing of these is wanted any more: rows and files go at once. For whoever holds them locked."""
    ids = list(imports.order_by().values_list("pk", flat=True))
    wholes = EarlierProject.objects.filter(parts__in=ids)
    # Of two who drop parts at once the second waits here, and sees what the first did.
    held = set(wholes.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    ImportRow.objects.filter(of__in=ids).delete()
    ImportFile.objects.filter(pk__in=ids).delete()
    dropped = Import.objects.filter(pk__in=ids)
    dropped.update(step=Step.DROPPED, **dict.fromkeys(OF_IMPORT))
    _drop_wholes(held)


def _drop_wholes(held: Collection[UUID]) -> None:
    """Those of which no part goes on or is entered."""
    needed = Import.objects.filter(earlier__in=held).exclude(step__in=OVER)
    gone = set(held) - set(needed.values_list("earlier", flat=True))
    EarlierFile.objects.filter(pk__in=gone).delete()
    dropped = EarlierProject.objects.filter(pk__in=gone)
    dropped.update(step=Step.DROPPED, **dict.fromkeys(OF_WHOLE))
