"""A person: identity and contact, what identifies is sealed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.changes import changed_at
from core.ids import new_id
from core.rows import Row
from core.sealed import SealedField
from projects.participants import vocabulary as words


def listed_name(family_name: str, given_name: str) -> str:
    """As a person stands in lists."""
    return f"{family_name} {given_name}"


class PersonQuerySet(models.QuerySet["Person"]):
    def alphabetical(self) -> "PersonQuerySet":
        return self.order_by("sort_key", "id")


class Person(Row):
    """Identity and contact, known to one tenant alone. What identifies is sealed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    given_name = models.CharField(_("first name"), max_length=80)
    family_name = models.CharField(_("last name"), max_length=80)
    # Made from the names: the embedded PostgreSQL knows no Polish alphabet.
    sort_key = models.CharField(max_length=400, db_index=True, editable=False)
    search_key = models.CharField(max_length=200, editable=False)
    born_on = models.DateField(_("date of birth"))
    sex = models.CharField(_("sex"), max_length=1, choices=words.Sex.choices)
    pesel = SealedField(_("PESEL"))
    pesel_index = models.BinaryField(null=True, unique=True, editable=False)
    matching_box = models.BinaryField(null=True, editable=False)
    # A passport or another document, for people without PESEL.
    other_identifier = SealedField(_("other identifier"))
    phone = SealedField(_("telephone"))
    email = SealedField(_("e-mail"))
    country = models.CharField(_("country"), max_length=2, default="PL", db_default="PL")
    street = SealedField(_("street"))
    building = SealedField(_("building"))
    flat = SealedField(_("flat"))
    postal_code = models.CharField(_("postal code"), max_length=6)
    place = models.CharField(_("town or village"), max_length=80)
    gmina = models.CharField(_("gmina"), max_length=7)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PersonQuerySet.as_manager()
    changed_at = changed_at()

    class Meta:
        db_table = "person"
        # Somebody without a number is known again by name and birth date.
        indexes = [models.Index(name="person_by_birth_and_name", fields=["born_on", "search_key"])]

    class Privacy:
        personal = (
            "given_name",
            "family_name",
            "sort_key",
            "search_key",
            "born_on",
            "sex",
            "phone",
            "email",
            "country",
            "street",
            "building",
            "flat",
            "postal_code",
            "place",
            "gmina",
        )
        sensitive = ("pesel", "pesel_index", "matching_box", "other_identifier")
        plain = ("id", "version", "created_at", "changed_at")

    def __str__(self) -> str:
        return listed_name(self.family_name, self.given_name)
