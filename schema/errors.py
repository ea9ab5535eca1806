"""The errors a person can act on: one line that says what is wrong and what to do."""

from __future__ import annotations

from plankg.schema.wording import words


class PlankgError(Exception):
    """Something the user can mend. `key` names the sentence in the word files, `values` fill it.

    >>> print(ReadingError("file_missing", path="计划.txt"))
    找不到文件 计划.txt：请检查文件名和所在文件夹。
    """

    def __init__(self, key: str, **values: object) -> None:
        """Look the sentence up in the language in force."""
        super().__init__(words(f"error.{key}", **values))
        self.key = key
        self.values = values

    def __reduce__(self) -> tuple[object, ...]:
        """As it was said: another process raises it again."""
        return packed(self)


def packed(error: Exception) -> tuple[object, ...]:
    """What pickle keeps of an exception: what it said and holds, whatever its constructor takes.

    >>> import pickle
    >>> str(pickle.loads(pickle.dumps(UsageError("file_missing", path="计划.txt"))))
    '找不到文件 计划.txt：请检查文件名和所在文件夹。'
    """
    return _unpacked, (type(error), error.args, error.__dict__)


def _unpacked(kind: type[Exception], args: tuple[object, ...], state: dict[str, object]) -> Exception:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class ReadingError(PlankgError):
    """A file cannot be read as text."""


class ExtractionError(PlankgError):
    """A text cannot be read as a plan."""


class ReviewError(PlankgError):
    """A review file is broken or its decisions cannot be applied."""


class GraphError(PlankgError):
    """The graph cannot be made, stored, asked or written as wanted."""


class InstallationError(PlankgError):
    """A library that this use alone needs is not installed."""


class UsageError(PlankgError):
    """A command, a name or a setting is not what the program takes."""
