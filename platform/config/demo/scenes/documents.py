"""Documents: contracts and declarations of a group, a certificate, evidence, one issued again."""

import io
from collections.abc import Callable, Sequence
from uuid import UUID

from PIL import Image, ImageDraw
from pypdf import PdfWriter

from config.demo.scenes import Scene
from projects.documents import kinds, operations
from projects.documents.inspection import inspect
from projects.documents.models import IssuedPaper
from projects.participants import papers
from projects.participants.models import Participation

HOW_MANY = 5


def play(scene: Scene) -> None:
    people = _people(scene)
    declarations = _issue(scene, "declaration", [each.pk for each in people])
    contracts = _issue(scene, "contract", [each.pk for each in people[:4]])
    _issue(scene, "labour-status", [each.pk for each in people[:2]])
    operations.reissue(paper=contracts[0], on=scene.today, by=scene.coordinator)
    operations.void(
        paper=declarations[-1], reason="Wystawiona dwa razy na papierze.", by=scene.coordinator
    )
    _certify(scene)
    _upload_evidence(scene, people)


def _people(scene: Scene) -> list[Participation]:
    rows = Participation.objects.filter(project=scene.project, voided_at=None)
    return list(rows.order_by("person__sort_key", "pk")[:HOW_MANY])


def _issue(scene: Scene, code: str, subject_ids: Sequence[UUID]) -> list[IssuedPaper]:
    return operations.issue_batch(
        kind=kinds.KINDS[code], subject_ids=subject_ids, on=scene.today, by=scene.case_worker
    )


def _certify(scene: Scene) -> None:
    rows = Participation.objects.filter(project=scene.project, completed_path=True, voided_at=None)
    completed = rows.order_by("person__sort_key", "pk").first()
    if completed is not None:
        _issue(scene, "certificate", [completed.pk])


def _upload_evidence(scene: Scene, people: Sequence[Participation]) -> None:
    scans = [
        ("Zaświadczenie z urzędu pracy", "zaswiadczenie_pup.pdf", _pdf("PUP")),
        ("Orzeczenie o stopniu niepełnosprawności", "orzeczenie.png", _scan("ORZECZENIE")),
        ("Kopia umowy o pracę", "umowa o prace.pdf", _pdf("umowa")),
    ]
    for person, (title, filename, content) in zip(people, scans, strict=False):
        operations.upload(
            project=scene.project,
            subject_kind=papers.SUBJECT,
            subject_id=person.pk,
            title=title,
            file=inspect(content, filename=filename),
            by=scene.case_worker,
            on=scene.today,
        )


def _pdf(subject: str) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.add_metadata({"/Title": "Wzór do demonstracji", "/Subject": subject})
    return _bytes_of(writer.write)


def _scan(words: str) -> bytes:
    page = Image.new("L", (620, 877), 250)
    ImageDraw.Draw(page).text((60, 80), f"{words}\nwzor do demonstracji", fill=40)
    return _bytes_of(lambda held: page.save(held, "PNG"))


def _bytes_of(write: Callable[[io.BytesIO], object]) -> bytes:
    held = io.BytesIO()
    write(held)
    return held.getvalue()
