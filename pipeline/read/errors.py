"""What can be wrong with an input: the whole command (InputError) or one file or record (Unusable)."""

from __future__ import annotations


class InputError(ValueError):
    """The inputs or options as given cannot be read at all; its message is one line for the user."""


class Unusable(Exception):  # noqa: N818 (it names the record, which is a result, not a failure of the program)
    """One file or record that cannot become an article.

    ``error_type`` is a stable snake_case name, ``message`` tells the user what to do.
    """

    def __init__(self, error_type: str, message: str) -> None:
        super().__init__(message)
        self.error_type = error_type
        self.message = message
