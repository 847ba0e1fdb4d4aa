"""What one person asked for and another one must agree to, as whoever keeps it tells. No Django here."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from projects.deadlines.rules import Kind


@dataclass(frozen=True, kw_only=True)
class Request:
    """It waits for anybody who may agree, except whoever asked; `page` is where it is answered."""

    id: UUID
    kind: Kind
    asked_by_id: UUID
    asked_by: str
    asked_on: date
    expires_on: date
    page: str
    page_arguments: tuple[object, ...]
    label: str = ""
