"""Where each unit stands on the tile maps: equal squares, so that Sopot reads as well as a powiat."""

import csv
from pathlib import Path

FILE = Path(__file__).parent / "data" / "tiles.csv"
POWIAT, GMINA = "powiat", "gmina"  # the two levels of a map


def _placed(level: str) -> dict[str, tuple[int, int]]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {
            row["code"]: (int(row["column"]), int(row["row"]))
            for row in csv.DictReader(lines)
            if row["level"] == level
        }


# (column, row) by TERYT: four digits for the nine units, six for gminas (the seventh is their kind).
UNITS = _placed(POWIAT)
GMINY = _placed(GMINA)
PLACES = {POWIAT: UNITS, GMINA: GMINY}
