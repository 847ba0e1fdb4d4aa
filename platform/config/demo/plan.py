"""The demo's plan and the figures it must hold: what was published, 5,000 people, 5,240 times."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from config.demo import planned
from config.demo.planned import GROSZ, PlanBroken, PlannedProject, Repeat, Tenant

# The day the running projects were planned for: some people in, some just out, some due.
PLANNED_FOR = date(2026, 11, 21)
PEOPLE = 5_000
PEOPLE_WITH_DISABILITIES = 1_487
PARTICIPATIONS = 5_240
PEOPLE_BY_PROJECTS = {1: 4_773, 2: 214, 3: 13}
TENANTS = 17
EU_SHARE = Decimal("0.85")
# Powiat nowodworski stays on the map with "no data".
UNIT_WITHOUT_PROJECTS = "2210"

projects = planned.projects
project = planned.project
tenants = planned.tenants
repeats = planned.repeats
partners = planned.partners
support = planned.support

Cells = Counter[tuple[str, bool]]


@dataclass(frozen=True, kw_only=True)
class Plan:
    projects: tuple[PlannedProject, ...]
    tenants: tuple[Tenant, ...]
    repeats: tuple[Repeat, ...]

    def people_by_projects(self) -> dict[int, int]:
        """How many people took part in one project, in two, in three."""
        times: Counter[int] = Counter()
        for repeat in self.repeats:
            times[len(repeat.path)] += repeat.other.total + repeat.disabled.total
        taken = sum(count * people for count, people in times.items())
        return {1: self.participations() - taken, **times}

    def people_with_disabilities(self) -> int:
        """Each once: their participations less the second and third ones."""
        participations = sum(each.result.disabled.total for each in self.projects)
        return participations - sum(
            (len(each.path) - 1) * each.disabled.total for each in self.repeats
        )

    def participations(self) -> int:
        return sum(each.result.supported.total for each in self.projects)


def whole() -> Plan:
    return Plan(projects=projects(), tenants=tenants(), repeats=repeats())


def check(plan: Plan | None = None) -> None:
    """Raise PlanBroken with every broken promise of the plan, one a line."""
    plan = plan or whole()
    faults = [
        *_faults_of_the_programme(plan),
        *_faults_of_tenants(plan),
        *(fault for each in plan.projects for fault in _faults_of(each)),
        *_faults_of_paths(plan),
        *_faults_of_repeated_people(plan),
    ]
    if faults:
        raise PlanBroken("\n".join(faults))


def cells(figures: planned.Figures) -> Cells:
    """Supported people by sex and disability."""
    supported, disabled = figures.supported, figures.disabled
    return Counter(
        {
            ("F", False): supported.women - disabled.women,
            ("M", False): supported.men - disabled.men,
            ("F", True): disabled.women,
            ("M", True): disabled.men,
        }
    )


def repeated_cells(repeat: Repeat) -> Cells:
    return Counter(
        {
            ("F", False): repeat.other.women,
            ("M", False): repeat.other.men,
            ("F", True): repeat.disabled.women,
            ("M", True): repeat.disabled.men,
        }
    )


def single_cells(project: PlannedProject, plan: Plan) -> Cells:
    """The people of a project who took part in no other."""
    left = cells(project.result)
    for repeat in plan.repeats:
        if project.key in repeat.path:
            left.subtract(repeated_cells(repeat))
    return left


def _faults_of_the_programme(plan: Plan) -> Iterator[str]:
    by_projects = plan.people_by_projects()
    promises = {
        "people": (sum(by_projects.values()), PEOPLE),
        "people with disabilities": (plan.people_with_disabilities(), PEOPLE_WITH_DISABILITIES),
        "people by number of projects": (by_projects, PEOPLE_BY_PROJECTS),
        "participations": (plan.participations(), PARTICIPATIONS),
        "tenants": (len({each.slug for each in plan.tenants}), TENANTS),
    }
    for name, (counted, promised) in promises.items():
        if counted != promised:
            yield f"{name}: {counted} instead of {promised}"


def _faults_of_tenants(plan: Plan) -> Iterator[str]:
    units = {each.slug: each.unit for each in plan.tenants}
    for each in plan.projects:
        if units.get(each.tenant) != each.unit:
            yield f"{each.key}: no tenant {each.tenant} in the unit {each.unit}"
        if each.unit == UNIT_WITHOUT_PROJECTS:
            yield f"{each.key}: the unit {each.unit} has no project"
    numbers = Counter(each.agreement_number for each in plan.projects if each.agreement_number)
    yield from (f"agreement {number} twice" for number, times in numbers.items() if times > 1)


def _faults_of(each: PlannedProject) -> Iterator[str]:
    promises = {
        "it ends before it starts": each.starts_on <= each.first_support_on < each.ends_on,
        "EU money is not 85%": _is_eu_share(each),
        "more people left than came": each.pending <= each.left <= each.result.supported.total,
        "more results than people who left": _has_room_for_results(each),
        "more people with disabilities than people": min(cells(each.result).values()) >= 0,
        "wider disability targets than targets": min(cells(each.target).values()) >= 0,
        "a gmina outside its unit": all(code.startswith(each.unit) for code in each.gminas),
        "a day does not complete the printed date": _completes_printed_dates(each),
    }
    yield from (f"{each.key}: {fault}" for fault, holds in promises.items() if not holds)


def _is_eu_share(each: PlannedProject) -> bool:
    """Money published as a pair stays as published, even where it was rounded."""
    is_published = not each.invented & {"total_value", "eu_funding"}
    return is_published or abs(each.eu_funding - each.total_value * EU_SHARE) <= GROSZ


def _has_room_for_results(each: PlannedProject) -> bool:
    result, known = each.result, each.left - each.pending
    completed = result.completed or 0
    return (
        result.employed + result.job_seeking <= known
        and result.qualified <= min(completed, known)
        and completed <= each.left
    )


def _completes_printed_dates(each: PlannedProject) -> bool:
    """A printed year or month begins the day we completed it to; other misprints cannot."""
    days = {"starts_on": each.starts_on, "ends_on": each.ends_on}
    return all(
        days[name].isoformat().startswith(printed)
        for name, printed in each.as_published.items()
        if len(printed) in {len("2017"), len("2017-02")}
    )


def _faults_of_paths(plan: Plan) -> Iterator[str]:
    by_key = {each.key: each for each in plan.projects}
    for repeat in plan.repeats:
        if len(set(repeat.path)) != len(repeat.path):
            yield f"{repeat.path}: nobody is twice in one project"
        path = [by_key[key] for key in repeat.path]
        for earlier, later in zip(path, path[1:], strict=False):
            if earlier.first_support_on > later.first_support_on:
                yield f"{earlier.key} cannot come before {later.key}"


def _faults_of_repeated_people(plan: Plan) -> Iterator[str]:
    for each in plan.projects:
        left = single_cells(each, plan)
        if min(left.values()) < 0:
            yield f"{each.key}: more people repeat than take part: {dict(left)}"
