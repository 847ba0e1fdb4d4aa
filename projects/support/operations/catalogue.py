"""Changes of a project's catalogue: a service entered, corrected, a whole catalogue copied."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from core import audit, outbox
from core.errors import RuleBroken, StaleEdit
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.agreements.models import Project
from projects.support import reference
from projects.support.entries import ServiceEntry
from projects.support.models import Service
from projects.support.vocabulary import IN_GROUPS


class NameTaken(RuleBroken):
    message = _("The project has a service “%(name)s” already. Give this one another name.")
    field = "name"


class ForeignPartner(RuleBroken):
    message = _(
        "%(partner)s is no partner of this project. Choose one of its partners, or the leader."
    )
    field = "provider"


class UnknownNationalValue(RuleBroken):
    message = _(
        "The value %(code)s is not in the list of the rules %(rule_set)s. Choose one of the list."
    )
    field = "national_code"


class NoCertificateHere(RuleBroken):
    message = _("Only a course or a group can end with a certificate. Clear the mark.")
    field = "ends_with_certificate"


class KindInUse(RuleBroken):
    message = _(
        "Support of the service “%(name)s” has been given or planned, so its kind and unit stay: "
        "figures depend on them. Enter another service instead."
    )
    field = "kind"


class NothingToCopy(RuleBroken):
    message = _("Every service of that catalogue is here already: nothing was copied.")


@operation()
def enter_service(*, project: Project, entry: ServiceEntry, by: Actor) -> Service:
    require(by, Permission.EDIT_PROJECTS, project=project.pk)
    service = Service(project=project, **vars(entry))
    _decide(service)
    service.save(force_insert=True)
    audit.record("entered a service", service, by=by)
    return service


@operation(moves_figures=True)
def correct_service(*, service: Service, entry: ServiceEntry, version: int, by: Actor) -> Service:
    """Correct a line of the catalogue; what was given keeps the meaning it had."""
    require(by, Permission.EDIT_PROJECTS, project=service.project_id)
    locked = Service.objects.select_for_update(of=("self",)).select_related("project")
    found = locked.get(pk=service.pk)
    if found.version != version:
        raise StaleEdit
    changed = [name for name, value in vars(entry).items() if getattr(found, name) != value]
    if {"kind", "unit"} & set(changed) and _is_used(found):
        raise KindInUse(name=found.name)
    for name in changed:
        setattr(found, name, getattr(entry, name))
    _decide(found)
    found.version += 1
    found.save()
    audit.record("corrected a service", found, by=by, fields=changed)
    # The area and the unit of what was given are those of its service.
    outbox.write(outbox.Topic.PROJECT, found.project_id)
    return found


@operation()
def copy_catalogue(*, project: Project, source: Project | None, by: Actor) -> int:
    """Take over the services of another project, or those to begin with; return how many.

    Names that are here already stay as they are. Partners differ between projects: what is
    copied is given by the leader until somebody says otherwise.
    """
    require(by, Permission.EDIT_PROJECTS, project=project.pk)
    if source is not None:
        require(by, Permission.SEE_FIGURES, project=source.pk)
    taken = set(Service.objects.filter(project=project).values_list("name", flat=True))
    known = reference.national_values(project.rule_set)
    new = [
        Service(project=project, **_fit(vars(entry), known))
        for entry in _catalogue_of(source)
        if entry.name not in taken
    ]
    if not new:
        raise NothingToCopy
    Service.objects.bulk_create(new)
    audit.record("copied a catalogue of services", project, by=by, count=len(new))
    return len(new)


def _catalogue_of(source: Project | None) -> Iterable[ServiceEntry]:
    if source is None:
        return [ServiceEntry(**service) for service in reference.starter_catalogue()]
    columns = [name for name in ServiceEntry.__dataclass_fields__ if name != "provider"]
    return [ServiceEntry(**row) for row in Service.objects.filter(project=source).values(*columns)]


def _fit(columns: dict, known: object) -> dict:
    """A national value of another period is left out."""
    fits = columns["national_code"] in known  # type: ignore[operator]
    return {**columns, "national_code": columns["national_code"] if fits else ""}


def _decide(service: Service) -> None:
    same = Service.objects.filter(project=service.project_id, name=service.name)
    if same.exclude(pk=service.pk).exists():
        raise NameTaken(name=service.name)
    if service.provider and service.provider.project_id != service.project_id:
        raise ForeignPartner(partner=service.provider)
    rule_set = service.project.rule_set
    if service.national_code and service.national_code not in reference.national_values(rule_set):
        raise UnknownNationalValue(code=service.national_code, rule_set=rule_set)
    if service.ends_with_certificate and service.kind not in IN_GROUPS:
        raise NoCertificateHere


def _is_used(service: Service) -> bool:
    used = (service.sessions, service.planned, service.given, service.placements, service.groups)
    return any(rows.exists() for rows in used)
