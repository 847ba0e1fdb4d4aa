"""What else is told of a tenant with its cards: tables of apps that stand above the facts."""

from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True, kw_only=True)
class Teller:
    """A shared table whose rows name their tenant, and what it should hold of the tenant we are in."""

    table: str
    columns: str  # `tenant_id` among them
    expected: str  # these columns, from the tenant's own tables; takes the tenant's number

    @property
    def actual(self) -> str:
        return f"select {self.columns} from {self.table} where tenant_id = %s"  # noqa: S608 - ours

    def tell(self, tenant_id: int) -> None:
        """Replace what was told, so that doing it twice changes nothing."""
        forget = f"delete from {self.table} where tenant_id = %s"  # noqa: S608 - ours
        with connection.cursor() as cursor:
            cursor.execute(forget, [tenant_id])
            cursor.execute(
                f"insert into {self.table} ({self.columns}) {self.expected}", [tenant_id]
            )


# Filled from above, in `ready`; publishing tells them and the nightly round compares them.
tellers: list[Teller] = []
