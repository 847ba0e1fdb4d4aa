"""Addresses of the bare domain: the metropolis."""

from django.urls import include, path, re_path
from django.views.i18n import set_language

from core.doors import public_page
from dashboards.serving.resources import Nowhere
from projects.portal.views_problems import problems

handler404 = "config.failures.not_found"
handler500 = "config.failures.failed"

urlpatterns = [
    path("", include("dashboards.public.urls")),
    path("", include("dashboards.metropolis.urls")),
    path("", include("dashboards.watching.urls")),
    re_path("^api/v1/problems/?$", problems, name="problems"),
    path("api/v1/", include("config.urls_api_metropolis")),
    # Another version, or none: Django would send a program from one to the other as a GET.
    re_path("^api(?:/|$)", Nowhere.as_view(), name="nowhere"),
    path("odbiorcy-danych/", include("dashboards.serving.urls")),
    path("partner/", include("dashboards.serving.urls_portal")),
    path("organizacja/", include("projects.portal.urls_organisation")),
    path("wydania/", include("dashboards.public.urls_editions")),
    path("mapa/", include("dashboards.maps.urls")),
    path("", include("accounts.urls")),
    path("", include("tenants.urls")),
    path("wskazniki/", include("indicators.drafts.urls")),
    path("nowe-wskazniki/", include("indicators.drafts.urls_proposals")),
    path("sprawozdania/", include("dashboards.reports.urls")),
    path("okresy/", include("indicators.programme_periods.urls")),
    path("jednostki/", include("tenants.urls_opening")),
    path("uzgodnienia/", include("indicators.facts.urls")),
    path("jezyk/", public_page(set_language), name="set_language"),
]
