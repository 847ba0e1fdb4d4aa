"""What a map is asked for: read from the address, mended with a sentence, written back as links."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from dashboards.metropolis.codes import BY_GMINA, COMPLETED, DISABLED, EMPLOYED, QUALIFIED, RISK
from dashboards.metropolis.releasing import WHOLE_TIME
from dashboards.metropolis.scope import PERIOD, UNIT
from ui import parts

LEVEL, MEASURE, INDICATOR, VIEW = "poziom", "miara", "wskaznik", "widok"
UNITS, GMINY = "powiaty", "gminy"
RATE, COUNT = "na-10-tys", "liczba"
TILES, BORDERS, TABLE = "kafelki", "mapa", "tabela"
HEADLINES = (RISK, DISABLED, COMPLETED, EMPLOYED, QUALIFIED)


@dataclass(frozen=True)
class Asked:
    """The state of a map's page. Gminas are told from the start and in counts only."""

    level: str = UNITS
    measure: str = RATE
    indicator: str = RISK
    period: str = WHOLE_TIME
    unit: str = ""  # whose gminas; all of them by default
    view: str = TILES

    @property
    def query(self) -> str:
        """The state as the end of an address, what is usual left out."""
        usual = Asked()
        written = {
            LEVEL: (self.level, usual.level),
            INDICATOR: (self.indicator, usual.indicator),
            MEASURE: (self.measure, RATE if self.level == UNITS else COUNT),
            PERIOD: (self.period, usual.period),
            UNIT: (self.unit, usual.unit),
            VIEW: (self.view, usual.view),
        }
        chosen = {name: value for name, (value, common) in written.items() if value != common}
        return f"?{urlencode(chosen)}" if chosen else "?"

    def with_(self, **changes: str) -> "Asked":
        """The nearest state that can be had after a change."""
        return _possible(replace(self, **changes))


def _possible(asked: Asked) -> Asked:
    if asked.level == UNITS:
        return replace(asked, unit="")
    indicator = asked.indicator if asked.indicator in BY_GMINA else RISK
    return replace(asked, measure=COUNT, period=WHOLE_TIME, indicator=indicator)


@dataclass(frozen=True)
class Offered:
    """What this page can be asked for: each choice with its words."""

    indicators: Mapping[str, str]
    years: Sequence[str]
    units: Mapping[str, str]
    bordered: Collection[str] = ()  # the levels whose borders are loaded

    def choices(self, name: str, level: str = UNITS) -> dict[str, str]:
        """The choices of one filter on a level, as they stand in its list."""
        whole_time = _("from the start of the programme")
        counts = {COUNT: _("number of people")}
        rates = {RATE: _("people per 10,000 residents")}
        on_units = level == UNITS
        return {
            LEVEL: {UNITS: _("powiats and cities"), GMINY: _("gminas")},
            MEASURE: rates | counts if on_units else counts,
            INDICATOR: {
                code: words
                for code, words in self.indicators.items()
                if on_units or code in BY_GMINA
            },
            PERIOD: {WHOLE_TIME: whole_time} | {y: y for y in self.years if on_units},
            UNIT: {"": _("the whole area"), **self.units},
            VIEW: self.views(level),
        }[name]

    def views(self, level: str) -> dict[str, str]:
        borders = {BORDERS: _("Map")} if level in self.bordered else {}
        return {TILES: _("Tiles"), **borders, TABLE: _("Table")}


FIELDS = {
    LEVEL: "level",
    INDICATOR: "indicator",
    MEASURE: "measure",
    PERIOD: "period",
    UNIT: "unit",
    VIEW: "view",
}


def labels() -> dict[str, str]:
    return {
        LEVEL: _("Level"),
        INDICATOR: _("Indicator"),
        MEASURE: _("Shown as"),
        PERIOD: _("Period of the figures"),
        UNIT: _("Gminas of"),
        VIEW: _("View"),
    }


def read(typed: QueryDict, offered: Offered) -> tuple[Asked, list[str]]:
    """What the address asks for, and a sentence for each thing that it cannot have."""
    asked, complaints = Asked(), []
    for name, field in FIELDS.items():
        wanted = typed.get(name) or ""
        choices = offered.choices(name, asked.level)
        if not wanted or wanted in choices:
            asked = replace(asked, **{field: wanted}) if wanted else asked
            continue
        chosen = nearest(wanted, list(choices))
        asked = replace(asked, **{field: chosen})
        complaints.append(_complaint(name, wanted, choices[chosen]))
    return _possible(asked), complaints


def _complaint(name: str, wanted: str, chosen: str) -> str:
    if wanted == BORDERS:
        return _("No official borders are loaded for this level. Shown is: %(chosen)s.") % {
            "chosen": chosen
        }
    shown = "".join(sign for sign in wanted[:20] if sign.isprintable())
    sentence = _("“%(wanted)s” cannot be had here (%(filter)s). Shown is: %(chosen)s.")
    return sentence % {"wanted": shown, "filter": labels()[name].lower(), "chosen": chosen}


def nearest(wanted: str, choices: Sequence[str]) -> str:
    """The choice most like what was typed: a year by its distance, a word by its letters."""
    years = [choice for choice in choices if choice.isdigit() and len(choice) == len(wanted) == 4]
    if years and wanted.isascii() and wanted.isdigit():
        return min(years, key=lambda year: abs(int(year) - int(wanted)))
    return next(iter(get_close_matches(wanted[:40], choices, n=1)), choices[0])


def filters(asked: Asked, offered: Offered) -> list[parts.Filter]:
    """The chips of the page; every choice is a link that keeps the others as far as can be."""
    names = [LEVEL, INDICATOR, *((MEASURE, PERIOD) if asked.level == UNITS else (UNIT,))]
    return [
        parts.Filter(
            labels()[name],
            offered.choices(name, asked.level)[getattr(asked, FIELDS[name])],
            [
                parts.Link(words, asked.with_(**{FIELDS[name]: key}).query, key == current)
                for key, words in offered.choices(name, asked.level).items()
            ],
        )
        for name in names
        for current in [getattr(asked, FIELDS[name])]
    ]


def views(asked: Asked, offered: Offered, *, path: str = "") -> list[parts.Link]:
    """Tiles | Map | Table, as links that keep everything else."""
    return [
        parts.Link(words, path + asked.with_(view=key).query, key == asked.view)
        for key, words in offered.views(asked.level).items()
    ]
