"""Of which type of JSON a value has to be: the one its field is described with, never one it could be made of.

A framework that is kind to web forms reads 5 as an id, true as a number and 1.5 as a text. A program that
sends those has mistaken something, and is better told so than understood.
"""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

WRONG_TYPE = "wrong_type"
# Amounts, days, moments and ids are texts in JSON; only what is counted is a number.
TEXTS = (
    serializers.CharField,
    serializers.ChoiceField,
    serializers.DateField,
    serializers.DateTimeField,
    serializers.DecimalField,
    serializers.TimeField,
    serializers.UUIDField,
)
AS_TEXT = _("Write it as a text, in quotation marks.")
AS_WHOLE_NUMBER = _("Write a whole number, without quotation marks.")
AS_TRUTH = _("Write true or false, without quotation marks.")


def refusal(field: serializers.Field, sent: Any) -> serializers.ErrorDetail | None:
    """What is wrong with the type alone; null, lists and objects are for the field itself to judge."""
    if sent is None:
        return None
    told = _wrong(field, sent)
    return serializers.ErrorDetail(str(told), code=WRONG_TYPE) if told else None


def _wrong(field: serializers.Field, sent: Any) -> str | Promise | None:
    if isinstance(field, TEXTS) and not isinstance(sent, str):
        return AS_TEXT
    if isinstance(field, serializers.IntegerField) and not _is_whole(sent):
        return AS_WHOLE_NUMBER
    if isinstance(field, serializers.BooleanField) and not isinstance(sent, bool):
        return AS_TRUTH
    return None


def _is_whole(sent: Any) -> bool:
    """JSON knows one kind of number: 3.0 is 3. Truth is none, whatever Python thinks."""
    if isinstance(sent, bool):
        return False
    return isinstance(sent, int) or (isinstance(sent, float) and sent.is_integer())
