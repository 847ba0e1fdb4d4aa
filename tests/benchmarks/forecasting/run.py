"""The back-test from end to end: simulated series, the demo's, one table, and the promise."""

from collections.abc import Sequence
from time import perf_counter

from tests.benchmarks.forecasting import backtest, series

SERIES, SEED = 1_400, 2026


def main(arguments: Sequence[str]) -> int:
    """Print the table; 1 where the band holds the truth too seldom or too often."""
    count = int(arguments[0]) if arguments else SERIES
    since = perf_counter()
    simulated = backtest.run(series.simulated(count, seed=SEED))
    each = (perf_counter() - since) / count * 1000
    demo = backtest.run(series.of_the_demo())
    print(backtest.table({**simulated, "demo": demo["demo"]}))  # noqa: T201
    print(f"\n{each:.1f} ms a forecast of twelve months")  # noqa: T201
    low, high = backtest.PROMISED
    wholes = simulated["all"].whole, demo["demo"].whole
    return int(not all(low <= whole <= high for whole in wholes))
