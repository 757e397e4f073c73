"""How much of a file is read. A souk has some thousand places; a hostile file has no end."""

MAX_INFLATED = 24 * 1024 * 1024  # bytes of a workbook, unpacked, as its own directory says
MAX_PARTS = 300  # files within a workbook
MAX_SHEETS = 12
MAX_ROWS = 10_000  # rows with something in them, per sheet
MAX_SCANNED = 20_000  # rows looked at, empty ones included
MAX_COLUMNS = 60
MAX_CELL = 200  # characters
HEADING_WITHIN = 20  # the heading stands in one of the first rows; a title may come before it
MAX_SHOWN_PROBLEMS = 500
SHOWN_VALUE = 40  # characters of a cell that a problem repeats
SAMPLE_ROWS = 5
