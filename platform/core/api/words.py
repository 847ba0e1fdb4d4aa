"""Sentences of Django REST framework that have no Polish there: our catalogue tells them."""

from django.utils.translation import gettext_noop as _

OF_THE_FRAMEWORK = (
    _("Must be a valid boolean."),
    _("Not a valid string."),
    _("Datetime value out of range."),
    _("Ensure this field has at least {min_length} elements."),
    _("Ensure this field has no more than {max_length} elements."),
    _("Must be a valid UUID."),
)
