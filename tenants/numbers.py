"""Numbers by which the state's registers know a body: checked, and written as the registers write them."""

import re

from django.utils.translation import gettext_lazy as _
from stdnum.pl import nip as tax_number

from core.errors import RuleBroken

TEN_DIGITS = re.compile(r"[0-9]{10}")


class WrongNip(RuleBroken):
    message = _(
        "%(nip)s is no NIP: it has 10 digits and the last one follows from the others. "
        "Check it, or leave it empty."
    )
    field = "nip"


class WrongKrs(RuleBroken):
    message = _("%(krs)s is no number of the KRS: it has 10 digits. Check it, or leave it empty.")
    field = "krs"


def nip(typed: str) -> str:
    """The ten digits of a NIP, or nothing for nothing."""
    number: str = tax_number.compact(typed)
    if number and not tax_number.is_valid(number):
        raise WrongNip(nip=typed)
    return number


def krs(typed: str) -> str:
    """The ten digits of a number of the KRS, which has no digit to check, or nothing for nothing."""
    number = re.sub(r"[\s-]", "", typed)
    if number and not TEN_DIGITS.fullmatch(number):
        raise WrongKrs(krs=typed)
    return number
