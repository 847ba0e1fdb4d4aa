"""People as nobody would think them up, every one of whom the form of their project accepts."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from hypothesis import strategies as st

from core import pesel
from projects.exchange.readers import typed
from projects.exchange.readers.people import PeopleReader
from projects.forms import DayField
from projects.participants.entries import ParticipantEntry
from projects.participants.forms.state import NO_BENEFIT
from projects.participants.scopes import JOINED
from tests import make

# Signs at which a file, a spreadsheet or a formula may trip.
SIGNS = "aąćŻŁ \"';,|=+-@\\/<>&_x0041:%0129—’"  # noqa: RUF001
ALMOST_FORMULAS = ["=1+1", "+48 600", "-5", "@SUM(A1)", "''", "00123", "1E5", "#N/A", "tak"]
# An apostrophe before a sign of a formula is what a file puts there: no text comes back with one.
TEXTS = (
    st.one_of(st.text(SIGNS, max_size=12), st.sampled_from(ALMOST_FORMULAS))
    .map(str.strip)
    .filter(lambda text: typed.text(text, "t") == text)
)
NAMES = TEXTS.filter(lambda text: any(sign.isalpha() for sign in text))
PHONES = st.sampled_from(["", "600 100 200", "+48 512 100 297", "(58) 681-00-00", "0048600100200"])
EMAILS = st.sampled_from(["", "a@example.org", "-x+1@example.org", "=a@example.org"])
DAYS = st.dates(date(2025, 1, 1), make.TODAY)


@st.composite
def people(draw: Any, reader: PeopleReader, *, most: int) -> Sequence[ParticipantEntry]:
    """Whole participants of the reader's project, no two of one number or one day of birth."""
    count = draw(st.integers(1, most))
    return [draw(person(reader, number)) for number in range(count)]


@st.composite
def person(draw: Any, reader: PeopleReader, number: int) -> ParticipantEntry:
    form = reader.form
    posted = {name: draw(_answer(field)) for name, field in form.fields.items()}
    for part in (_identity(number), _state(form), _start()):
        posted |= draw(part)
    form.take({name: told for name, told in posted.items() if told not in ("", None)})
    assert not form.errors, (posted, form.errors)
    return form.entry()  # type: ignore[no-any-return]


def _answer(field: forms.Field) -> st.SearchStrategy[Any]:
    codes = [str(code) for code, _words in typed.choices_of(field)]
    if isinstance(field, forms.MultipleChoiceField):
        some = st.lists(st.sampled_from([one for one in codes if one != NO_BENEFIT]), unique=True)
        return some.map(lambda chosen: chosen or [NO_BENEFIT])
    if codes:
        return st.sampled_from(codes if field.required else ["", *codes])
    if isinstance(field, forms.BooleanField):
        return st.sampled_from(["on", ""])
    if isinstance(field, DayField):
        day = DAYS.map(lambda day: f"{day:%d.%m.%Y}")
        return day if field.required else st.one_of(st.just(""), day)
    return NAMES if field.required else TEXTS


@st.composite
def _identity(draw: Any, number: int) -> dict[str, Any]:
    """With a PESEL that belongs to nobody alive, with another identifier, or with neither."""
    sex = draw(st.sampled_from(["F", "M"]))
    kind = draw(st.sampled_from(["pesel", "pesel", "other", "none"]))
    first = date(1880, 1, 1) if kind == "pesel" else date(1970, 1, 1)
    born_on = first + timedelta(days=5 * number + draw(st.integers(0, 4)))
    serial = draw(st.integers(0, 4999))
    return {
        "pesel": pesel.make(born_on=born_on, sex=sex, serial=serial) if kind == "pesel" else "",
        "no_pesel": "" if kind == "pesel" else "on",
        "other_identifier": draw(NAMES) if kind == "other" else "",
        "born_on": f"{born_on:%d.%m.%Y}",
        "sex": sex,
        "phone": draw(PHONES),
        "email": draw(EMAILS),
        "postal_code": draw(st.sampled_from(["83-300", "01-001", "00-950"])),
    }


@st.composite
def _state(draw: Any, form: Any) -> dict[str, Any]:
    """What must fit together: the status and its detail, the citizenship and what follows of it."""
    statuses = [code for code, _words in typed.choices_of(form.fields["labour_status"])]
    status = draw(st.sampled_from(statuses))
    bare = status.partition(JOINED)[0]
    detail = draw(st.sampled_from(sorted(form.scope.details_of(bare))))
    is_long = detail == "LONG_TERM"
    months = draw(st.integers(13 if is_long else 0, 720 if is_long else 5))
    told = {
        "labour_status": status,
        "labour_detail": detail,
        "months_out_of_work": str(months) if bare == "UNEMPLOYED" else "",
    }
    if "third_country" in form.fields:
        citizenship = draw(st.sampled_from(["PL", "EU", "OUTSIDE_EU"]))
        is_outside = citizenship == "OUTSIDE_EU"
        told["citizenship"] = citizenship
        told["third_country"] = "YES" if is_outside else "NO"
        told["foreign_background"] = "YES" if is_outside else draw(st.sampled_from(["YES", "NO"]))
    return told


@st.composite
def _start(draw: Any) -> dict[str, str]:
    """Nobody has left: a file to correct people in tells of no exits."""
    left = {"ended_on": "", "completed_path": "", "exit_situation": ""}
    return {**left, "started_on": f"{draw(DAYS):%d.%m.%Y}"}
