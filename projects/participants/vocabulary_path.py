"""The closed lists of a path: areas of support, plans, pauses, surroundings, voiding and links."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SupportArea(TextChoices):
    """The five areas of the basket, in the order of the programme."""

    SOCIAL = "SOCIAL", _("Social")
    HEALTH = "HEALTH", _("Health")
    VOCATIONAL = "VOCATIONAL", _("Vocational")
    EDUCATIONAL = "EDUCATIONAL", _("Educational")
    ACCOMPANYING = "ACCOMPANYING", _("Accompanying support")


class PlanKind(TextChoices):
    REINTEGRATION_PATH = "REINTEGRATION_PATH", _("Individual reintegration path (IŚR)")
    DEVELOPMENT_PLAN = "DEVELOPMENT_PLAN", _("Individual development plan (IPR)")


class Moment(TextChoices):
    """When the questionnaire of social progress is filled in."""

    ENTRY = "ENTRY", _("at the entry")
    EXIT = "EXIT", _("at the exit")


class PauseReason(TextChoices):
    ILLNESS = "ILLNESS", _("Illness or a stay in hospital")
    PREGNANCY = "PREGNANCY", _("Pregnancy or a birth")
    CARE = "CARE", _("Care of a close person")
    OTHER = "OTHER", _("Another reason")


class Relation(TextChoices):
    CHILD = "CHILD", _("Child")
    SPOUSE = "SPOUSE", _("Spouse or partner")
    PARENT = "PARENT", _("Parent")
    SIBLING = "SIBLING", _("Brother or sister")
    OTHER_RELATIVE = "OTHER_RELATIVE", _("Another relative")
    NEIGHBOUR = "NEIGHBOUR", _("Neighbour or friend")
    OTHER = "OTHER", _("Somebody else close")


class AgeGroup(TextChoices):
    CHILD = "CHILD", _("under 18")
    ADULT = "ADULT", _("18 or more")


class SurroundingSupport(TextChoices):
    CHILD_CARE = "CHILD_CARE", _("Care while the participant takes part")
    AFTER_SCHOOL = "AFTER_SCHOOL", _("After-school activities")
    FAMILY_WORKSHOP = "FAMILY_WORKSHOP", _("Family workshops")
    FAMILY_TRIP = "FAMILY_TRIP", _("Family trip")
    COUNSELLING = "COUNSELLING", _("Psychological or family counselling")
    OTHER = "OTHER", _("Another kind of support")


class VoidKind(TextChoices):
    INELIGIBLE = "INELIGIBLE", _("A check found the person ineligible")
    MISTAKE = "MISTAKE", _("Entered by mistake")


class LinkKind(TextChoices):
    SAME = "SAME", _("The same person")
    DIFFERENT = "DIFFERENT", _("Not the same person")
