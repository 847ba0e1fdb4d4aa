"""Brings a unit's consents to the shared tables, in the transaction that publishes its cards.

Told under the publishing role, inside the tenant.
"""

from indicators.facts.telling import Teller

OPEN_PAGES = Teller(
    table="open_page",
    columns="project_id, tenant_id, partners, given_at",
    expected="""
select project_id, %s::integer as tenant_id, partners, given_at from page_consent_in_force""",
)
