"""What can be wrong with the output that a user names."""

from __future__ import annotations


class OutputError(Exception):
    """The output cannot be written; the message is one line that tells the user why and what to do."""
