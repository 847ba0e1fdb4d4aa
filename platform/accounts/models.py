"""The account: who a person is to the sign-in page, and nothing about what they may do."""

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.ids import new_id


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, email: str | None) -> "Account":
        """Find by e-mail; upper and lower case are the same person."""
        return self.get(email=(email or "").strip().lower())


class Account(AbstractBaseUser):
    """A person who signs in by e-mail and password."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    display_name = models.CharField(_("first and last name"), max_length=120)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="pl")
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        db_table = "account"
        constraints = [
            models.CheckConstraint(
                name="account_email_is_lower_case",
                condition=models.Q(email=models.functions.Lower("email")),
            )
        ]

    class Privacy:
        personal = ("email", "display_name")
        sensitive = ("password",)
        plain = ("id", "language", "is_active", "is_demo", "created_at", "last_login")

    class Grants:
        web = "read write"

    def __str__(self) -> str:
        return self.display_name

    @property
    def account_id(self):  # noqa: ANN201 - the actor's protocol
        return self.pk
