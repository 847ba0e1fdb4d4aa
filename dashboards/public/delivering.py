"""Brings a unit's consents to the shared tables, in the transaction that publishes its cards.

Runs under the publishing role, inside the tenant; replaces what was there, so that doing it twice
changes nothing.
"""

from django.db import connection

FORGET = "delete from open_page where tenant_id = %s"
REMEMBER = """
insert into open_page (project_id, tenant_id, partners, given_at)
select project_id, %s, partners, given_at from page_consent_in_force"""


def tell_open_pages(tenant_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(FORGET, [tenant_id])
        cursor.execute(REMEMBER, [tenant_id])
