"""The demo's staff: enough of them to try what takes two people."""

from config.demo import cast, plan
from config.demo.scenes import playing
from core.permissions import TenantRole


def staff_of(slug: str) -> list[cast.Actor]:
    position = [each.slug for each in plan.tenants()].index(slug)
    return [*cast.of_tenant(position, has_projects=True), *cast.SECOND.get(slug, ())]


def test_where_a_working_day_is_played_two_people_may_agree_with_each_other():
    people = staff_of(playing.TENANT)

    coordinators = [one.name for one in people if one.role == TenantRole.COORDINATOR]
    assert coordinators == ["Ewa Bieszk", "Danuta Necel"]
    # Nobody there is called as somebody else: the sign-in page tells them apart by name.
    assert len({one.name for one in people}) == len(people)
