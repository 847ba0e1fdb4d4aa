"""Recipes of partners' tokens, and of the credentials behind them."""

from datetime import timedelta
from typing import Any

from core.ids import new_id
from projects.partners import operations
from projects.partners.models import Token
from tenants.credentials import operations as credentials
from tests import make
from tests.everywhere.recipes.recipe import coordinator, recipe
from tests.make import agreements, partners

PARTNERS = "projects.partners.operations"
CREDENTIALS = "tenants.credentials.operations"


@recipe(f"{PARTNERS}.make_token", inside_a_tenant=True)
def make_token() -> dict[str, Any]:
    project = make.project(by=coordinator())
    partner = agreements.partner(of=project, by=coordinator())
    entry = partners.token_entry(partner, ends_at=agreements.NOW + timedelta(days=90))
    return {"entry": entry, "at": agreements.NOW, "by": coordinator()}


def _made() -> dict[str, Any]:
    token: Token = operations.make_token(**make_token())
    return {"token": token, "at": agreements.NOW, "by": coordinator()}


@recipe(f"{PARTNERS}.ask_for_key", inside_a_tenant=True)
def ask_for_key() -> dict[str, Any]:
    return _made()


@recipe(f"{PARTNERS}.narrow_token", inside_a_tenant=True)
def narrow_token() -> dict[str, Any]:
    return {**_made(), "actions": ["projects:read"], "fields": []}


@recipe(f"{PARTNERS}.suspend_token", inside_a_tenant=True)
def suspend_token() -> dict[str, Any]:
    return _made()


@recipe(f"{PARTNERS}.resume_token", inside_a_tenant=True)
def resume_token() -> dict[str, Any]:
    return _made()


@recipe(f"{PARTNERS}.suspend_idle_token", inside_a_tenant=True)
def suspend_idle_token() -> dict[str, Any]:
    return _made()


@recipe(f"{PARTNERS}.make_portal_link", inside_a_tenant=True)
def make_portal_link() -> dict[str, Any]:
    return _made()


@recipe(f"{PARTNERS}.close_portal_link", inside_a_tenant=True)
def close_portal_link() -> dict[str, Any]:
    facts = _made()
    operations.make_portal_link(**facts)
    return {"token": facts["token"], "by": facts["by"]}


@recipe(f"{PARTNERS}.let_a_person_in", inside_a_tenant=True)
def let_a_person_in() -> dict[str, Any]:
    return _made()


@recipe(f"{PARTNERS}.shut_a_person_out", inside_a_tenant=True)
def shut_a_person_out() -> dict[str, Any]:
    facts = _made()
    return {"token": facts["token"], "by": facts["by"]}


@recipe(f"{PARTNERS}.revoke_token", inside_a_tenant=True)
def revoke_token() -> dict[str, Any]:
    return _made()


@recipe(f"{CREDENTIALS}.issue_credential")
def issue_credential() -> dict[str, Any]:
    return {
        "tenant": make.tenant("alfa"),
        "token_id": new_id(),
        "display_name": "System Fundacji Most",
        "at": agreements.NOW,
        "ends_at": agreements.NOW + timedelta(days=90),
        "older_end_at": agreements.NOW,
        "by": make.BY,
    }


@recipe(f"{CREDENTIALS}.end_credentials")
def end_credentials() -> dict[str, Any]:
    facts = issue_credential()
    credentials.issue_credential(**facts)
    return {"token_id": facts["token_id"], "at": agreements.NOW, "by": make.BY}
