"""Addresses of the metropolis's API, version 1."""

from django.urls import URLPattern, path, re_path

from dashboards.serving import resources

app_name = "api"
urlpatterns: list[URLPattern] = [
    path("units/", resources.Units.as_view(), name="units"),
    path("indicators/", resources.Indicators.as_view(), name="indicators"),
    path("values/", resources.Values.as_view(), name="values"),
    path("breakdowns/", resources.Breakdowns.as_view(), name="breakdowns"),
    path("openapi.json", resources.Description.as_view(), name="description"),
    # Whatever else there is, be there a line end in it.
    re_path("", resources.Nowhere.as_view(), name="nowhere"),
]
