"""What the day's release tells of recruitment: each project's candidates, and those of its unit.

All of it is protected as one whole: the candidates of a unit are the sum of its projects'. Those who were
accepted and take part are, but for a few, the people of the release's cells, so they are told anew only
where that cell is: a number here must not stand in for one that is hidden or waits there.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from dashboards import disclosure
from dashboards.disclosure import Line
from dashboards.metropolis.codes import UNPLACED
from dashboards.metropolis.models import Release, ReleasedProject, ReleasedRecruitment
from indicators.facts.models import ProjectCard
from projects.recruitment.vocabulary import Standing

# Everybody who applied; whoever of them takes part, and all others; who is accepted and no
# participant yet, which is counted in so that sums hold, and told nowhere.
APPLIED, PARTICIPANTS, OTHERS, NOT_YET = "all", "participants", "others", "not_yet"
TOLD_OF_UNITS = (APPLIED, PARTICIPANTS, OTHERS)
TOLD_OF_PROJECTS = (APPLIED, *Standing.values, PARTICIPANTS)
ACCEPTED = Standing.ACCEPTED.value
# Who is accepted takes part sooner or later.
ARE_PEOPLE = (PARTICIPANTS, ACCEPTED)

Recruitment = Mapping[str, Mapping[str, int]]
# A unit, and a project of it or none.
Place = tuple[str, UUID | None]


class Key(NamedTuple):
    """Candidates of a project, of a unit, or of all."""

    unit_code: str
    project_id: UUID | None
    name: str


def tell(release: Release, *, untold: Collection[Place] = ()) -> None:
    """Write it for a release; nobody publishes meanwhile, as the release has seen to.

    `untold` are the projects and units whose people the release hides, or lets wait.
    """
    cards = {
        (card.unit_code or UNPLACED, card.project_id): card.recruitment
        for card in ProjectCard.objects.only("project_id", "unit_code", "recruitment")
    }
    counts = counted(cards)
    last = Release.objects.filter(pk__lt=release.pk).order_by("-pk").first()
    before = told_before(last) if last else None
    hidden = hidden_of(counts, before=before, untold=untold)
    told = disclosure.released(counts, hidden, before, farthest=_farthest(counts))
    shown = {key: figure.value for key, figure in told.items()}
    _tell_projects({project: unit for unit, project in cards}, shown)
    recruiting = Counter(unit for (unit, _project), told in cards.items() if told)
    for unit, projects in {**recruiting, "": recruiting.total()}.items():
        if unit != UNPLACED:
            _tell_unit(release, unit, projects, shown)


def _tell_projects(units: Mapping[UUID, str], shown: Mapping[Key, int | None]) -> None:
    told = list(ReleasedProject.objects.filter(pk__in=units).only("pk"))
    for project in told:
        keys = {name: Key(units[project.pk], project.pk, name) for name in TOLD_OF_PROJECTS}
        project.recruitment = {name: shown[key] for name, key in keys.items() if key in shown}
    ReleasedProject.objects.bulk_update(told, ["recruitment"], batch_size=500)


def _tell_unit(
    release: Release, unit_code: str, projects: int, shown: Mapping[Key, int | None]
) -> None:
    applied, participants, others = (
        shown.get(Key(unit_code, None, name), 0) for name in TOLD_OF_UNITS
    )
    ReleasedRecruitment.objects.create(
        release=release,
        unit_code=unit_code,
        projects_count=projects,
        applied_count=applied,
        participants_count=participants,
        others_count=others,
    )


def counted(cards: Mapping[tuple[str, UUID], Recruitment]) -> dict[Key, int]:
    """Every number of candidates, by project, by unit and of all; who never recruited has none."""
    counts: Counter[Key] = Counter()
    for (unit, project), recruited in cards.items():
        for name, count in _of_project(recruited).items() if recruited else ():
            counts[Key(unit, project, name)] = count
            if name in TOLD_OF_UNITS:
                counts[Key(unit, None, name)] += count
                counts[Key("", None, name)] += count
    return dict(counts)


def _of_project(recruited: Recruitment) -> dict[str, int]:
    counts = {one.value: recruited.get(one.value, {}).get("candidates", 0) for one in Standing}
    applied = sum(counts.values())
    participants = recruited.get(ACCEPTED, {}).get("participants", 0)
    return {
        **counts,
        APPLIED: applied,
        PARTICIPANTS: participants,
        OTHERS: applied - participants,
        NOT_YET: counts[ACCEPTED] - participants,
    }


def told_before(last: Release) -> dict[Key, int | None]:
    """What the last release showed of projects and units, and what follows from two of its numbers."""
    told: dict[Key, int | None] = {}
    for project in ReleasedProject.objects.exclude(recruitment=None):
        unit = project.unit_code or UNPLACED
        of = dict(project.recruitment or {})
        if of:
            of[OTHERS] = _less(of.get(APPLIED), of.get(PARTICIPANTS))
            of[NOT_YET] = _less(of.get(ACCEPTED), of.get(PARTICIPANTS))
        told |= {Key(unit, project.pk, name): count for name, count in of.items()}
    for row in last.recruitment.all():
        counts = row.applied_count, row.participants_count, row.others_count
        names = zip(TOLD_OF_UNITS, counts, strict=True)
        told |= {Key(row.unit_code, None, name): count for name, count in names}
    return told


def _less(whole: int | None, part: int | None) -> int | None:
    """What is left of a whole; nothing is known of it where one number is older than the other."""
    return None if whole is None or part is None or part > whole else whole - part


def hidden_of(
    counts: Mapping[Key, int],
    *,
    before: Mapping[Key, int | None] | None = None,
    untold: Collection[Place] = (),
) -> frozenset[Any]:
    """Few candidates, and whatever gives them away, with `before` from day to day too; totals go last.

    Of `untold` places also those who take part, whatever their number.
    """
    return disclosure.protect(
        counts,
        list(_lines(counts)),
        sensitive={
            key
            for key, count in counts.items()
            if count and key.name in ARE_PEOPLE and (key.unit_code, key.project_id) in untold
        },
        never_hide={key: _worth(key) for key in counts if key.name == APPLIED},
        before=before,
        farthest=_farthest(counts),
    )


def _farthest(keys: Iterable[Key]) -> dict[Key, int]:
    return dict.fromkeys(keys, disclosure.STEPS_OFF * disclosure.SMALLEST_SHOWN)


def _worth(key: Key) -> int:
    if key.project_id:
        return 1
    return 2 if key.unit_code else 3


def _lines(counts: Mapping[Key, int]) -> Iterator[Line]:
    """Every sum a reader can do: standings, who takes part and who does not, projects, units."""
    parts: dict[Key, list[Key]] = {}
    for key in counts:
        if key.project_id and key.name in TOLD_OF_UNITS:
            parts.setdefault(key._replace(project_id=None), []).append(key)
        elif key.unit_code and not key.project_id:
            parts.setdefault(key._replace(unit_code=""), []).append(key)
        if key.name == APPLIED:
            yield Line(key, (key._replace(name=PARTICIPANTS), key._replace(name=OTHERS)))
        if key.name == APPLIED and key.project_id:
            yield Line(key, tuple(key._replace(name=name) for name in Standing.values))
            accepted = key._replace(name=ACCEPTED)
            yield Line(accepted, (key._replace(name=PARTICIPANTS), key._replace(name=NOT_YET)))
    for total, of in parts.items():
        yield Line(total, tuple(of))
