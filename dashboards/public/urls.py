"""Addresses that are open to all: pages in two languages, open data, widgets."""

from django.urls import include, path, register_converter

from dashboards.public import views, views_data
from dashboards.public.tables import TABLES


class TableName:
    """The tables of the editions and no others: the metropolis has tables of its own beside them."""

    regex = "|".join(TABLES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(TableName, "public_table")

app_name = "public"
pages = [
    path("", views.programme, name="programme"),
    path("powiaty-i-miasta/<slug:slug>/", views.unit, name="unit"),
    path("projekty/<uuid:project_id>/", views.project, name="project"),
    path("dostepnosc/", views.accessibility, name="accessibility"),
    path("dane/", views.data, name="data"),
]
widgets = [
    path("<slug:what>/", views.widget, name="widget"),
    path("<slug:what>.svg", views.picture, name="picture"),
]
urlpatterns = [
    path("program/en/", include(pages), {"language": "en"}),
    path("program/", include(pages), {"language": "pl"}),
    path("osadz/en/", include(widgets), {"language": "en"}),
    path("osadz/", include(widgets), {"language": "pl"}),
    path("dane/", views_data.index, name="index"),
    path("dane/katalog.ttl", views_data.catalogue_ttl, name="catalogue-ttl"),
    path("dane/katalog.jsonld", views_data.catalogue_jsonld, name="catalogue-jsonld"),
    path("dane/wyniki.rss", views_data.feed, name="feed"),
    path("dane/<public_table:table>.csv", views_data.table_csv, name="csv"),
    path("dane/<public_table:table>.xlsx", views_data.table_xlsx, name="xlsx"),
    path("dane/<public_table:table>.json", views_data.table_json, name="json"),
    path("dane/<public_table:table>.schema.json", views_data.schema, name="schema"),
    path("dane/<public_table:table>.csv-metadata.json", views_data.csvw, name="csvw"),
]
