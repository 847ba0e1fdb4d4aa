"""How much of a stranger's file is read: each number with what it protects. No Django here."""

MEGABYTE = 1024 * 1024

# What an office sends is below 20 MB; a form may take less than this and never more.
FILE_BYTES = 64 * MEGABYTE
# Two hundred thousand rows of twenty cells are about 160 MB of XML.
INFLATED_BYTES = 400 * MEGABYTE
# Real sheets shrink to a tenth, wholly formatted empty ones to a fiftieth, bombs to a thousandth.
RATIO, RATIO_COUNTS_FROM = 200, 8 * MEGABYTE
TEXT_BYTES = 160 * MEGABYTE  # of all cells together, as they wait for the reader
PARTS = 2_000
SHEETS = 200
ROWS = 200_000
COLUMNS = 512
CELL_LENGTH = 32_767  # Excel's own limit, which counts UTF-16
STRINGS = 4_000_000  # entries of a workbook's table of texts
STYLES = 65_490  # Excel's own limit

MEMORY_BYTES = 512 * MEGABYTE
CPU_SECONDS = 30
WAIT_SECONDS = 30
