"""What a worker does with the workbook of an earlier project: look at its sheets, once."""

import json
from collections import defaultdict
from datetime import date
from uuid import UUID

from django.db import transaction

from core import sealed
from projects.exchange import queries, recognising
from projects.exchange.earlier import operations as earlier
from projects.exchange.earlier.sheets import ORDER, Heads, Sheet, ours, recognised
from projects.exchange.kinds import REGISTERED
from projects.exchange.models import EarlierFile, EarlierProject
from projects.exchange.vocabulary import Step
from sheets import reading


def advance(earlier_id: UUID, *, on: date) -> None:
    """Divide it into parts where every sheet is known; else somebody is asked what they hold."""
    with transaction.atomic():
        locked = EarlierProject.objects.select_for_update(of=("self",), skip_locked=True)
        found = locked.select_related("project", "made_by")
        whole = found.filter(pk=earlier_id, step=Step.READING).first()
        if whole is None:
            return
        try:
            is_ours = _look_at(whole, on=on)
        except reading.Refused as refusal:
            whole.step = Step.REFUSED
            whole.refusal = json.dumps({"reason": refusal.reason, "where": refusal.where})
            whole.save()
            EarlierFile.objects.filter(pk=whole.pk).delete()
            return
        whole.step = Step.NAMING
        whole.save()
        chosen = [one for one in earlier.sheets_of(whole) if one.kind]
        if is_ours and chosen:
            earlier.divide(whole, chosen)


def _look_at(whole: EarlierProject, *, on: date) -> bool:
    """Keep what each sheet seems to hold; returns whether the workbook is a template of ours."""
    file = EarlierFile.objects.get(pk=whole.pk)
    content = sealed.opened_content(earlier.CONTENT, whole.pk, bytes(file.content))
    with reading.opened(content, whole.file_name or "") as book:
        names = {place: one.name for place, one in enumerate(book.sheets) if not one.hidden}
        template, heads = book.template, _heads(book)
    told = _recognised(whole, names, heads, template, on=on)
    whole.sheets = json.dumps([one.told for one in told], ensure_ascii=False)
    return bool(ours(template))


def _heads(book: reading.Book) -> Heads:
    heads: dict[int, list[tuple[int, list[str]]]] = defaultdict(list)
    for row in book.rows():
        first = heads[row.sheet]
        if len(first) < recognising.LOOKED_AT:
            first.append((row.number, list(row.cells)))
    return heads


def _recognised(
    whole: EarlierProject, names: dict[int, str], heads: Heads, template: str, *, on: date
) -> list[Sheet]:
    by = whole.made_by
    readers = {code: REGISTERED[code].reader(whole.project, on=on, by=by) for code in ORDER}
    remembered = {code: queries.remembered_of(code) for code in ORDER}
    return recognised(names, heads, template, readers, remembered)
