"""What the portal's pages show beside the token's own facts."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from core.api.catalogue import KINDS
from core.days import today
from projects import filters
from projects.partners import parts as told
from projects.portal.jobs import Job, jobs
from projects.portal.sandbox import SHOWN
from ui.parts import Column, Filter, Link, Table


def tabs(portal_link: str, names: Iterable[str], *, current: str) -> list[Link]:
    labels = {
        "start": _("What it may do"),
        "requests": _("Requests"),
        "guide": _("Guide"),
        "try_out": _("Try it out"),
        "changes": _("Changes"),
    }
    return [
        Link(
            labels[name],
            reverse(f"portal:{name.replace('_', '-')}", args=[portal_link]),
            name == current,
        )
        for name in names
    ]


def endings_chip(request: HttpRequest, parameter: str) -> Filter:
    return filters.chip(request, label=_("Answer"), parameter=parameter, choices=told.endings())


def job_links(current: Job) -> list[Link]:
    """The five jobs, each by its address."""
    return [
        Link(str(job.title), f"?co={job.code}", job.code == current.code)
        for job in jobs(SHOWN, on=today())
    ]


def problems() -> Table:
    """Every problem that the API answers with, by its code."""
    columns = [Column(_("Answer"), kind="short"), Column(_("Code")), Column(_("What it means"))]
    rows = [(str(kind.status), code, str(kind.title)) for code, kind in KINDS.items()]
    return Table(_("Problems"), columns, rows, caption_hidden=True)
