"""The look of charts: one plotly template as a plain dict, made of the tokens of tokens.css.

Texts of a figure carry no HTML tags: plotly would set their style inline, which the
Content-Security-Policy refuses. For a bold label use its font: `font={"weight": 700}`.
"""

from typing import Any

from ui.formats import NARROW_NO_BREAK

# The light theme's values. The browser repaints them where the reader's colours are others:
# charts.js looks the colours of a figure up in `tokens` below and reads what the same token is there.
TOKENS = {
    "ink": "#10243e",
    "ink-soft": "#4a5a70",
    "paper": "#fbfaf7",
    "card": "#ffffff",
    "line": "#d9dee6",
    "line-strong": "#7c8a9d",
    "grid": "#e6e9ee",
    "sea": "#0a5a9c",
    "sea-soft": "#dbe9f5",
    "amber": "#e39a00",
    "amber-soft": "#fdf1d6",
    "ok": "#1b7f5c",
    "bad": "#b3261e",
    "q1": "#e9f1f8",
    "q2": "#bcd6ec",
    "q3": "#7fb0da",
    "q4": "#2872ae",
    "q5": "#0a4f8a",
}
SCALE = [TOKENS[f"q{step}"] for step in range(1, 6)]

# Neighbours differ in lightness too, so that the order survives grey print and colour blindness.
SERIES = [TOKENS["sea"], TOKENS["q3"], TOKENS["ink"], TOKENS["amber"], TOKENS["ok"]]
FONT = "Lato, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif"
SEPARATORS = {"pl": f",{NARROW_NO_BREAK}", "en": ".,"}

# Around every bar: a pale one must stand out from its ground as 3 to 1, too.
EDGE = {"color": TOKENS["line-strong"], "width": 1}
TARGET_LINE = {"color": TOKENS["bad"], "width": 1.5, "dash": "6px,4px"}
FORECAST_LINE = {"color": TOKENS["ink"], "width": 2, "dash": "5px,5px"}
FORECAST_FILL = TOKENS["amber-soft"]


def template() -> dict[str, Any]:
    """For `fig.update_layout(template=...)`; every chart of the product uses it."""
    look = {**_frame(), "xaxis": _axis(grid=False), "yaxis": _axis(grid=True)}
    return {"layout": look, "data": {"bar": [{"marker": {"line": EDGE}}]}}


def layout(language: str = "pl") -> dict[str, Any]:
    """The whole layout a new figure starts from."""
    return {"template": template(), "separators": SEPARATORS["pl" if language == "pl" else "en"]}


def _frame() -> dict[str, Any]:
    return {
        "meta": {"tokens": {colour: name for name, colour in TOKENS.items()}},
        "font": {"family": FONT, "size": 13, "color": TOKENS["ink-soft"]},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "colorway": SERIES,
        "colorscale": {"sequential": [[step / 4, colour] for step, colour in enumerate(SCALE)]},
        "margin": {"l": 8, "r": 8, "t": 12, "b": 8},
        "bargap": 0.35,
        "dragmode": False,  # a chart must not swallow the finger that scrolls the page
        "hovermode": "x unified",
        "hoverlabel": _hover(),
        "legend": _legend(),
        "showlegend": False,
    }


def _hover() -> dict[str, Any]:
    ink = {"family": FONT, "size": 13, "color": TOKENS["ink"]}
    return {"bgcolor": TOKENS["card"], "bordercolor": TOKENS["line"], "font": ink}


def _legend() -> dict[str, Any]:
    return {"orientation": "h", "x": 0, "xanchor": "left", "y": 1.02, "yanchor": "bottom"}


def _axis(*, grid: bool) -> dict[str, Any]:
    return {
        "showgrid": grid,
        "gridcolor": TOKENS["grid"],
        "gridwidth": 1,
        "zeroline": False,
        "showline": not grid,
        "linecolor": TOKENS["line"],
        "ticks": "outside",  # unseen ticks keep the labels off the axis
        "ticklen": 6,
        "tickcolor": "rgba(0,0,0,0)",
        "automargin": True,
        "fixedrange": True,
        "title": {"font": {"size": 13}},
        "tickfont": {"size": 12, "color": TOKENS["ink-soft"]},
    }
