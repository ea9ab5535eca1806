"""Packages (.docx, .xlsx are ZIP files): what reading a damaged one can raise."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import Final

PACKAGE_FAULTS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    ValueError,
)
"""Errors of a package that is cut off or overwritten; `zipfile` checks little before it reads."""
