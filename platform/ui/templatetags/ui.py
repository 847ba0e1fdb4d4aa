"""Filters and tags of the interface: `{% load ui %}`.

Writing     number, money, millions, money_millions, percent, day, moment, value, of_kind
Drawing     share (the width of a bar), svg (a number), figure_json (a chart's figure), {% card %}
Links       workbook_url (where the table of a CSV is a workbook)
Forms       widget, choice_control (controls in the look), anchor (where an error's link goes),
            is_checkbox, {% kept_draft %}
Lists       page_numbers, {% page_url number parameter %}
Files       {% draws table %} and {% filters_by filters %} (what can be taken out), {% table_files %}
"""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput, Form, Select
from django.forms.boundfield import BoundWidget
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from ui import drawn, formats
from ui.parts import Filter, FormError, Table

register = template.Library()

for written in (
    formats.number,
    formats.money,
    formats.millions,
    formats.money_millions,
    formats.percent,
    formats.day,
    formats.moment,
    formats.of_kind,
):
    register.filter(written.__name__, written)

# What must not stand in a <script> element as it is; JSON reads the escapes back.
_SCRIPT_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.filter
def value(figure: formats.Amount | str | None, decimals: int | None = None) -> str:
    """A number, or NO_DATA, NOT_YET, HIDDEN, NOT_ADDITIVE in words that look like words."""
    shown = formats.words(figure, decimals)
    if figure is not None and not formats.is_state(figure):
        return shown
    css = str(figure or "NO_DATA").lower().replace("_", "-")
    return format_html('<span class="state state-{}">{}</span>', css, shown)


@register.filter
def share(per_cent: formats.Amount | None) -> str:
    """0-100 as the width of a bar; never in the reader's locale, because SVG reads only points."""
    return f"{min(max(float(per_cent or 0), 0), 100):.1f}%"


@register.filter
def svg(amount: formats.Amount) -> str:
    """A number as SVG reads it, whatever the reader's locale."""
    return f"{float(amount):.4f}".rstrip("0").rstrip(".")


@register.filter
def figure_json(figure: str | dict) -> SafeString:
    """A plotly figure, as JSON text or a dict, safe inside <script type="application/json">."""
    text = figure if isinstance(figure, str) else json.dumps(figure, ensure_ascii=False)
    return mark_safe(text.translate(_SCRIPT_ESCAPES))  # noqa: S308 - escaped above for its place


@register.filter
def workbook_url(csv_url: str) -> str:
    """The same table as a workbook, at the same address with another ending; '' where there is none."""
    path, mark, query = csv_url.partition("?")
    if not path.endswith(".csv"):
        return ""
    twin = path.removesuffix("csv") + "xlsx"
    try:
        resolve(twin)
    except Resolver404:
        return ""
    return f"{twin}{mark}{query}"


@register.simple_block_tag
def card(content: str, title: str = "", sub: str = "", key: str = "", tone: str = "") -> str:
    """A surface with a title: {% card title=... sub=... key="units" %} ... {% endcard %}."""
    facts = {"content": content, "title": title, "sub": sub, "key": key, "tone": tone}
    return render_to_string("ui/components/card.html", facts)


@register.filter
def widget(field: BoundField) -> SafeString:
    """The field's control with the class that its kind of widget needs."""
    drawn = field.field.widget
    css = "form-control"
    if isinstance(drawn, CheckboxInput):
        css = "form-check-input"
    elif isinstance(drawn, Select):
        css = "form-select"
    classes = (css, drawn.attrs.get("class"), "is-invalid" if field.errors else "")
    return field.as_widget(attrs={"class": " ".join(filter(None, classes))})


@register.filter
def choice_control(choice: BoundWidget) -> SafeString:
    """One radio button or box of a choice, without the label that Django would put around it."""
    choice.data["attrs"]["class"] = "form-check-input"
    choice.data["wrap_label"] = False
    return choice.tag()


@register.filter
def anchor(field: BoundField) -> str:
    """The id of the control that a link in the error summary moves to."""
    if field.field.widget.use_fieldset and field.subwidgets:
        return field.subwidgets[0].id_for_label
    return field.id_for_label or field.auto_id


@register.filter
def errors_of(form: Form) -> list[FormError]:
    """Everything to correct, in the order of the form; labels that repeat are told by their part."""
    found = [FormError(str(error)) for error in form.non_field_errors()]
    labels = Counter(field.label for field in form)
    parts = {
        field.name: str(legend)
        for legend, fields in getattr(form, "sections", ())
        for field in fields
    }
    for field in form:
        part = parts.get(field.name, "") if labels[field.label] > 1 else ""
        name = f"{part}, {field.label}" if part else field.label
        found += [FormError(f"{name}: {error}", anchor(field)) for error in field.errors]
    return found


@register.filter
def is_checkbox(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)


# Set by the app that keeps drafts, which stands above this one.
draft_finders: list[Callable[..., Any]] = []


@register.simple_tag(takes_context=True)
def kept_draft(context: template.Context, form: Form, name: str, subject_id: Any = None) -> Any:
    """The draft of a form that names itself; continuing it fills the form in."""
    request = context.get("request")
    if not name or request is None:
        return None
    found = (find(request, form, name, subject_id or None) for find in draft_finders)
    return next(found, None)


@register.filter
def page_numbers(page: Page) -> list[int | str]:
    """The first, the last and the near pages, with a gap between."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))


@register.simple_tag(takes_context=True)
def page_url(context: template.Context, number: int, parameter: str) -> str:
    """Another page of the list whose pages this parameter counts; the rest of the address stays."""
    query = context.request.GET.copy()  # type: ignore[attr-defined]
    query[parameter or "page"] = str(number)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def draws(context: template.Context, table: Table) -> bool:
    """Tell the page's files of a table; False where nobody will look at it, because a file was asked for."""
    request = getattr(context, "request", None)
    if request is None:
        return True
    drawn.on(request).tables.append(table)
    return not drawn.is_asked_for(request)


@register.simple_tag(takes_context=True)
def filters_by(context: template.Context, filters: list[Filter]) -> str:
    """Tell the page's files what is filtered."""
    request = getattr(context, "request", None)
    if request is not None:
        drawn.on(request).filters.extend(filters or ())
    return ""


@register.inclusion_tag("ui/table_files.html", takes_context=True)
def table_files(context: template.Context) -> dict[str, Any]:
    """Links to files of the tables that the page has drawn so far."""
    request = getattr(context, "request", None)
    if request is None or request.method != "GET" or not context.get("signed_in_name"):
        return {"tables": []}
    query = request.GET.copy()
    for name in (drawn.FILE, drawn.TABLE, "page"):
        query.pop(name, None)
    told = [
        {"number": number, "caption": table.caption}
        for number, table in enumerate(drawn.on(request).tables, start=1)
        if table.rows
    ]
    return {"tables": told, "query": query.urlencode()}
