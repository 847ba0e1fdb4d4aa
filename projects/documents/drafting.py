"""Writes a paper out in full: subject, wording and number become the HTML that the press sets."""

from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from projects.agreements.models import Project
from projects.documents import press
from projects.documents.kinds import DocumentKind, Subject
from projects.documents.models import LogoStrip
from projects.documents.rules import wording
from ui import formats

# Papers are in Polish whatever the language of whoever issues them.
LANGUAGE = "pl"


def draft(
    kind: DocumentKind,
    subject: Subject,
    *,
    number: str,
    version: int,
    text: str,
    strip: LogoStrip | None,
    mono: bool,
    on: date,
) -> press.Printed:
    """The finished paper."""
    signs = press.strip_of(strip, mono=mono)
    with translation.override(LANGUAGE):
        values = _values(subject.project, number=number, on=on) | _texts(subject.context)
        html = render_to_string(
            kind.template,
            {
                **subject.context,
                "name": kind.heading or str(kind.name),
                "number": number,
                "version": version,
                "project": subject.project,
                "issued_on": on,
                "strip_text": signs.description,
                "blocks": wording.blocks(text, values),
            },
        )
    return press.print_paper(html, strip=signs)


def preview(kind: DocumentKind, text: str, *, strip: LogoStrip | None, on: date) -> press.Printed:
    """A paper about nobody: each placeholder shows what it stands for."""
    signs = press.strip_of(strip)
    with translation.override(LANGUAGE):
        values = {name: f"‹{label}›" for name, label in kind.known.items()}
        html = render_to_string(
            kind.template,
            {
                **values,
                "name": kind.heading or str(kind.name),
                "number": f"{kind.prefix}/…",
                "project": Project(title=values["projekt"], leader_name=values["lider"]),
                "issued_on": on,
                "strip_text": signs.description,
                "blocks": wording.blocks(text, values),
                "is_preview": True,
            },
        )
    return press.print_paper(html, strip=signs)


def _values(project: Project, *, number: str, on: date) -> dict[str, str]:
    first, last = formats.day(project.starts_on), formats.day(project.ends_on)
    return {
        "projekt": str(project),
        "numer_projektu": project.agreement_number,
        "program": project.get_fund_display(),
        "lider": project.leader_name,
        "realizator": project.implementing_unit or project.leader_name,
        "okres_projektu": f"od {first} r. do {last} r.",
        "data": f"{formats.day(on)} r.",
        "numer": number,
    }


def _texts(context: dict[str, Any]) -> dict[str, str]:
    return {name: value for name, value in context.items() if isinstance(value, str)}
