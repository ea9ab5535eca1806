"""How much is read at most: beyond it a file is refused in one line, so that whatever comes takes less than 1.5 GB.

A plan of a hundred pages has 60,000 characters, 1,000 lines and a few thousand cells.
"""

from __future__ import annotations

from typing import Final

MAX_BYTES: Final = 100_000_000
"""Bytes of a file: those above are refused unread."""

MAX_PAGE_BYTES: Final = 16_000_000
"""Bytes of a web page, the pictures inside it not counted."""

MAX_PART: Final = 32_000_000
"""Bytes that a part of a .docx or .xlsx package, or a stream of a PDF file, may unpack to."""

MAX_STREAMS: Final = 256_000_000
"""Bytes that all streams of a PDF file that are no pictures may unpack to."""

MAX_PAGES: Final = 1_000
"""Pages of a PDF file."""

MAX_CHARACTERS: Final = 500_000
"""Characters of a text."""

MAX_LINES: Final = 20_000
"""Lines of a text that are no rows of tables."""

MAX_CELLS: Final = 50_000
"""Cells of all tables."""

MAX_PLACES: Final = 4 * MAX_CELLS
"""Places that the cells of all tables cover: one that runs over three rows and two columns covers six."""

MAX_SHEET_CELLS: Final = 500_000
"""Cells of a workbook, those without words too."""

MAX_SPAN: Final = 100
"""Columns that a cell may run over, and a sheet of a workbook may have; a cell that claims more is taken at this."""
