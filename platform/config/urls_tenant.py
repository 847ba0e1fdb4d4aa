"""Addresses of a tenant's own host."""

from django.urls import include, path, re_path
from django.views.i18n import set_language

from core.doors import public_page
from projects.partners.nowhere import Nowhere
from projects.portal.views_problems import problems

handler404 = "config.failures.not_found"
handler500 = "config.failures.failed"

urlpatterns = [
    re_path("^api/v1/problems/?$", problems, name="problems"),
    path("api/v1/", include("config.urls_api")),
    # Another version, or none: Django would send a program from one to the other as a GET.
    re_path("^api(?:/|$)", Nowhere.as_view(), name="nowhere"),
    path("", include("dashboards.tenant.urls")),
    path("projekty/", include("projects.agreements.urls")),
    path("uczestnicy/", include("projects.participants.urls")),
    path("rekrutacja/", include("projects.recruitment.urls")),
    path("wsparcie/", include("projects.support.urls")),
    path("dokumenty/", include("projects.documents.urls")),
    path("", include("indicators.periods.urls")),
    path("", include("indicators.declared.urls")),
    path("wskazniki-lokalne/", include("indicators.local.urls")),
    path("", include("dashboards.consent.urls")),
    path("zdarzenia/", include("projects.hooks.urls")),
    path("", include("projects.retention.urls")),
    path("", include("projects.sm_efs.urls")),
    path("archiwum-jednostki/", include("projects.leaving.urls")),
    path("sprawozdania/", include("dashboards.project_reports.urls")),
    path("programy-partnerow/", include("projects.partners.urls")),
    path("partner/", include("projects.portal.urls")),
    path("import/", include("projects.exchange.urls")),
    path("terminy/", include("projects.deadlines.urls")),
    path("warsztat/", include("projects.workbench.urls")),
    path("", include("projects.desk.urls")),
    path("", include("accounts.urls")),
    path("", include("tenants.urls")),
    path("dopasowanie/", include("tenants.urls_unit")),
    path("jezyk/", public_page(set_language), name="set_language"),
]
