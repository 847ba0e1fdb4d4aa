"""What a file said is forgotten: of what it was about only counts stay, and what its columns were named."""

from typing import Any

from projects.exchange.models import EarlierFile, Import, ImportFile, ImportRow
from projects.exchange.vocabulary import OVER, Step

OF_IMPORT = ("file_name", "sheets", "refusal", "answering")
OF_ROW = ("cells", "mended", "decided", "reported", "before", "after", "key", "why")


def drop(imports: Any) -> None:
    """Nothing of these is wanted any more: rows and files go at once. For whoever holds them locked."""
    ids = list(imports.order_by().values_list("pk", flat=True))
    ImportRow.objects.filter(of__in=ids).delete()
    ImportFile.objects.filter(pk__in=ids).delete()
    dropped = Import.objects.filter(pk__in=ids)
    dropped.update(step=Step.DROPPED, **dict.fromkeys(OF_IMPORT))
    # A workbook stays for the parts that go on, or are entered.
    wholes = EarlierFile.objects.filter(of__parts__in=ids)
    needed = Import.objects.filter(earlier__isnull=False).exclude(step__in=OVER)
    gone = wholes.exclude(pk__in=needed.values("earlier")).values_list("pk", flat=True)
    EarlierFile.objects.filter(pk__in=list(gone)).delete()
