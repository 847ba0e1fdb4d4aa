"""A tenant uploads the official row of signs of a fund; the former one stays for what was issued."""

import io

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from PIL import Image

from core import audit
from core.errors import RuleBroken
from core.ledger.models import Member
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.documents import inspection
from projects.documents.inspection import Inspected
from projects.documents.models import LogoStrip

# 166 mm of paper at 150 dots an inch; below that print looks torn.
LEAST_WIDTH = 980
# The same paper at 600 dots; every pixel more is unpacked for every paper, and no printer shows it.
MOST_WIDTH = 4000
FLATTEST, TALLEST = 30, 3
MOST_BYTES = 2 * 1024 * 1024


class NotAPicture(RuleBroken):
    message = _("The row of signs must be a PNG or JPEG picture; %(name)s is %(type)s.")


class StripTooSmall(RuleBroken):
    message = _(
        "The picture %(name)s is %(width)s pixels wide. In print it needs at least %(least)s: "
        "take the larger file from the programme's page."
    )


class StripTooWide(RuleBroken):
    message = _(
        "The picture %(name)s is %(width)s pixels wide, and every paper would unpack it. Print "
        "shows at most %(most)s: save it at that width."
    )


class NotARow(RuleBroken):
    message = _(
        "The picture %(name)s is %(width)s by %(height)s pixels, which is not a row of signs. "
        "Upload the whole row as one picture, 3 to 30 times as wide as it is high."
    )


class StripTooLarge(RuleBroken):
    message = _(
        "The picture %(name)s has more than 2 MB; every paper would carry it. Make it smaller."
    )


class NotConfirmed(RuleBroken):
    message = _(
        "Look at the row and confirm: at most four signs, none larger than the flag of the Union."
    )
    field = "confirmed"


@operation()
def upload_strip(
    *,
    fund: str,
    description: str,
    colour: Inspected,
    mono: Inspected | None = None,
    confirmed: bool,
    by: Actor,
) -> LogoStrip:
    """Put a new version in force."""
    require(by, Permission.EDIT_PROJECTS)
    if not confirmed:
        raise NotConfirmed
    _check_picture(colour, field="colour")
    if mono:
        _check_picture(mono, field="mono")
    versions = list(LogoStrip.objects.select_for_update(of=("self",)).filter(fund=fund))
    for current in versions:
        if current.replaced_at is None:
            current.replaced_at = timezone.now()
            current.save(update_fields=["replaced_at"])
    strip = LogoStrip.objects.create(
        fund=fund,
        version=versions[0].version + 1 if versions else 1,
        description=description,
        colour=colour.content,
        mono=mono.content if mono else None,
        uploaded_by=by if isinstance(by, Member) else None,
    )
    audit.record("uploaded a row of signs", strip, by=by)
    return strip


def _check_picture(file: Inspected, *, field: str) -> None:
    named = {"name": file.filename}
    if file.media_type not in inspection.PICTURES:
        raise NotAPicture(field=field, **named, type=file.media_type.label)
    if len(file.content) > MOST_BYTES:
        raise StripTooLarge(field=field, **named)
    # Opened before in a program of its own: here only its head is read.
    with Image.open(io.BytesIO(file.content), formats=("PNG", "JPEG")) as picture:
        width, height = picture.size
    if not TALLEST <= width / height <= FLATTEST:
        raise NotARow(field=field, **named, width=width, height=height)
    if width < LEAST_WIDTH:
        raise StripTooSmall(field=field, **named, width=width, least=LEAST_WIDTH)
    if width > MOST_WIDTH:
        raise StripTooWide(field=field, **named, width=width, most=MOST_WIDTH)
