"""The metropolis's resources: released figures and what they are of. Nothing else can be asked here."""

import hashlib
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from rest_framework.request import Request

from core.api import tags
from core.api.astray import nothing_here
from core.api.paging import bad_choice
from core.api.resource import rendered
from dashboards.metropolis import queries as metropolis
from dashboards.metropolis.models import Release
from dashboards.metropolis.queries import Coverage
from dashboards.metropolis.releasing import WHOLE_TIME
from dashboards.serving import figures, queries, told
from dashboards.serving.figures import ALL_TIME, PROGRAMME, Asked
from indicators.api.figures import IndicatorsOut
from projects.portal.describing import described
from tenants.credentials.door import ProgramRequest, refused
from tenants.credentials.resource import TokenResource
from territory import queries as territory
from territory.models import Unit

JSON = "application/json"
QUARTERS = ("Q1", "Q2", "Q3", "Q4")
# Parameters of figures, and where what each may be is read when it is too much for a sentence.
LISTED_IN = {
    "unit": "/api/v1/units/",
    "indicator": "/api/v1/indicators/",
    "period": "/api/v1/values/?unit=programme",
}
FILTERS = tuple(LISTED_IN)


class ReleaseResource(TokenResource):
    """What is told whole, of the last release: whoever has it already is answered 304 by its ETag."""

    http_method_names: tuple[str, ...] = ("get", "options")

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        asked: ProgramRequest = request._request  # type: ignore[assignment]
        token = queries.token(asked.credential.token_id)
        if token is None:
            raise refused()
        self.admit(request, token)
        super().initial(request, *args, **kwargs)

    @cached_property
    def release(self) -> Release | None:
        return metropolis.latest_release()

    @property
    def of_release(self) -> Any:
        return told.ReleaseOut(self.release).data if self.release else None

    def whole(self, answer: dict[str, Any]) -> HttpResponse:
        """The answer with a tag made of its bytes, which change with a release and with little else."""
        body = rendered(answer)
        tag = tags.tag(hashlib.sha256(body).hexdigest()[:32])
        if tags.is_known(self.request.headers.get("If-None-Match"), tag):
            return HttpResponse(status=304, headers={"ETag": tag})
        return HttpResponse(body, content_type=JSON, headers={"ETag": tag})


class Nowhere(ReleaseResource):
    """Every address that leads nowhere, whatever the method is."""

    http_method_names = ("get", "post", "put", "patch", "delete", "options", "head")

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise nothing_here(request._request)


class Units(ReleaseResource):
    """The three cities and six powiats of the programme, and whether the last release has their data.

    A unit is `late` where a leader of projects in it had not sent data that could be published.
    """

    out = told.UnitsOut

    def get(self, request: Request) -> HttpResponse:
        self.allow_parameters()
        covered = metropolis.coverage(self.release)
        items = [_unit(one, covered.get(one.code)) for one in territory.nine_units()]
        return self.whole({"release": self.of_release, "items": items})


class Indicators(ReleaseResource):
    """The programme's indicators of which a release tells figures."""

    out = IndicatorsOut

    def get(self, request: Request) -> HttpResponse:
        self.allow_parameters()
        return self.whole(IndicatorsOut({"items": queries.told().values()}).data)


class Values(ReleaseResource):
    """Figures of the last release, as the metropolis's pages show them.

    `unit` is a code of `units`, or `programme`; `period` is a year or `all` of the time, and for the
    programme also a quarter such as 2026Q1: one that is left out had nobody. Items with `sex` or
    `disability` are parts of the one without. A figure that is `hidden` is small, or would give a small
    one away; `no-data` is told of a unit without projects. Numbers move in steps of people: `since` is
    the day of the release that first showed this one. People are counted once in each place and period,
    so they add up over neither. What everybody may read, rounded to five, is at `/dane/` as CSV and JSON
    and needs no token.
    """

    out = told.ValuesOut
    parameters = {"GET": dict.fromkeys(FILTERS, str)}

    def get(self, request: Request) -> HttpResponse:
        self.allow_parameters(*FILTERS)
        asked = self.asked()
        items = []
        if self.release:
            working = {"", *metropolis.coverage(self.release)}
            items = figures.values(self.release, asked, working=working)
        return self.whole({"release": self.of_release, "items": items})

    def asked(self) -> Asked:
        """What the parameters choose: nothing named is everything; what there is not is refused."""
        units = ["", *(unit.code for unit in territory.nine_units())]
        return Asked(
            self._chosen("unit", units, {"": PROGRAMME}),
            self._chosen("indicator", queries.told(), {}),
            self._chosen("period", _periods(self.release), {WHOLE_TIME: ALL_TIME}),
        )

    def _chosen(self, name: str, every: Iterable[str], called: dict[str, str]) -> list[str]:
        known = {called.get(one, one): one for one in every}
        typed = self.request.query_params.get(name)
        if typed is None:
            return [*known.values()]
        if typed not in known:
            raise bad_choice(name, known, listed_in=LISTED_IN[name])
        return [known[typed]]


class Breakdowns(Values):
    """The same figures by age, situation at work, education, period of the funds, gmina and beginning.

    Each item is of one `value` of one `trait`, of everybody or of one sex. Only what a release tells is
    here: of the programme more than of its units, of the whole time more than of a year.
    """

    out = told.BreakdownsOut

    def get(self, request: Request) -> HttpResponse:
        self.allow_parameters(*FILTERS)
        asked = self.asked()
        items = figures.breakdowns(self.release, asked) if self.release else []
        return self.whole({"release": self.of_release, "items": items})


class Description(ReleaseResource):
    """Every address of this API in OpenAPI 3.1, for whoever generates a client from it."""

    def get(self, request: Request) -> HttpResponse:
        self.allow_parameters()
        return HttpResponse(described(settings.ROOT_URLCONF), content_type=JSON)


def _periods(release: Release | None) -> list[str]:
    years = sorted(release.years) if release else []
    return [WHOLE_TIME, *(year + part for year in years for part in ("", *QUARTERS))]


def _unit(unit: Unit, covered: Coverage | None) -> dict[str, Any]:
    state = told.NO_PROJECTS if covered is None else told.LATE if covered.late else told.COMPLETE
    return {
        "code": unit.code,
        "name": unit.display_name,
        "kind": "powiat" if unit.kind == Unit.Kind.POWIAT else "city",
        "data": state,
        "late": [*covered.late] if covered else [],
    }
