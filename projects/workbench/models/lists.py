"""How a member likes a list: saved views, chosen columns, the view to begin with, the keys."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from core.ledger.models import Member

LONGEST_NAME = 80


def codes() -> ArrayField:
    """Codes of columns, in the order of the list's own declaration."""
    return ArrayField(models.CharField(max_length=40), default=list, blank=True)


class SavedView(models.Model):
    """Filters, order and columns of one list under a name.

    The words somebody searched for are not kept: a name of a person is no part of a view.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    list_code = models.CharField(max_length=40)
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    query = models.TextField(blank=True)
    columns = codes()
    is_shared = models.BooleanField(_("shared with the unit"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "saved_view"
        constraints = [
            models.UniqueConstraint(
                "member", "list_code", Lower("name"), name="one_view_of_a_name_for_each_member"
            )
        ]

    class Privacy:
        plain = (
            "id",
            "member",
            "list_code",
            "name",
            "query",
            "columns",
            "is_shared",
            "created_at",
        )

    def __str__(self) -> str:
        return self.name


class ListSetting(models.Model):
    """What one member chose for one list; without columns, the list's own are shown."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    list_code = models.CharField(max_length=40)
    columns = codes()
    default_view = models.ForeignKey(
        SavedView, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        db_table = "list_setting"
        constraints = [
            models.UniqueConstraint(
                name="one_setting_for_each_list", fields=["member", "list_code"]
            )
        ]

    class Privacy:
        plain = ("id", "member", "list_code", "columns", "default_view")

    def __str__(self) -> str:
        return self.list_code


class KeySetting(models.Model):
    """Whether single keys do something for a member (WCAG 2.1.4); without a row they do."""

    member = models.OneToOneField(
        Member, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    is_on = models.BooleanField(default=True)

    class Meta:
        db_table = "key_setting"

    class Privacy:
        plain = ("member", "is_on")

    def __str__(self) -> str:
        return "on" if self.is_on else "off"
