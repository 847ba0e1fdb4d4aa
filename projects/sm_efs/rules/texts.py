"""What a single text of the file may look like, and what was probably meant by another one."""

import re
import unicodedata
from datetime import date

from core import pesel
from projects.participants.rules import POSTAL_CODE

EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]{2,}")
PHONE = re.compile(r"\+?[0-9]{9,15}")
OTHER_DAYS = (
    re.compile(r"(?P<day>\d{1,2})[./ -]+(?P<month>\d{1,2})[./ -]+(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})[./ -]+(?P<month>\d{1,2})[./ -]+(?P<day>\d{1,2})"),
)
# What a spreadsheet would run instead of showing it.
FORMULA_SIGNS = "=+-@\t"
# Letters that Unicode does not take apart.
WHOLE = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ß": "ss", "đ": "d", "Đ": "D"})


def tidy(text: str) -> str:
    """Without spaces at the ends, double or hard ones, and without signs that nobody sees."""
    seen = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return " ".join(seen.split())


def ascii_only(text: str) -> str:
    """Polish and other accented letters without their accents; what stays foreign is left out."""
    apart = unicodedata.normalize("NFKD", text.translate(WHOLE))
    return apart.encode("ascii", "ignore").decode()


def postal_code_of(text: str) -> str:
    """Empty where five digits cannot be found."""
    if POSTAL_CODE.fullmatch(text):
        return text
    digits = re.sub(r"[\s–—-]", "", text)  # noqa: RUF001
    is_code = len(digits) == 5 and digits.isascii() and digits.isdigit()
    return f"{digits[:2]}-{digits[2:]}" if is_code else ""


def phone_of(text: str) -> str:
    """The number without what people put between digits; empty where it is none."""
    bare = re.sub(r"[\s()./–-]", "", text)  # noqa: RUF001
    return bare if PHONE.fullmatch(bare) else ""


def is_email(text: str) -> bool:
    return bool(EMAIL.fullmatch(text))


def pesel_of(text: str) -> str:
    """A valid number: as typed, with spaces, or without the zeros a spreadsheet took."""
    digits = pesel.plain(text)
    if not digits.isascii() or not digits.isdigit():
        return ""
    return next((each for each in (digits, digits.zfill(pesel.LENGTH)) if is_pesel(each)), "")


def is_pesel(number: str) -> bool:
    try:
        pesel.read(number)
    except ValueError:
        return False
    return True


def other_day(text: str) -> date | None:
    """A day as people write it, with a day before a month."""
    for form in OTHER_DAYS:
        found = form.fullmatch(text.strip(" .r"))
        if found:
            parts = {name: int(digits) for name, digits in found.groupdict().items()}
            try:
                return date(**parts)
            except ValueError:
                return None
    return None


def number_in(text: str) -> str:
    """The only number of a text such as "41 lat"; empty where there is none or several."""
    found = re.findall(r"\d+", text)
    return found[0] if len(found) == 1 else ""


def begins_a_formula(text: str) -> bool:
    return text[:1] in FORMULA_SIGNS and bool(text)


def without_formula(text: str) -> str:
    return text.lstrip(FORMULA_SIGNS + " ")


def is_shouted(text: str) -> bool:
    """All in capitals or without any."""
    return len(text) > 2 and text in (text.upper(), text.lower())


def as_a_name(text: str) -> str:
    """Nowy Dwór Gdański, Bielsko-Biała: capitals where names of places have them."""
    return re.sub(r"[^\W\d_]+", lambda word: word[0][0].upper() + word[0][1:].lower(), text)
