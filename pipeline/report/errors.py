"""What keeps a page from being made."""

from __future__ import annotations


class ReportError(Exception):
    """The page cannot be made or written; the message is one line for the user."""
