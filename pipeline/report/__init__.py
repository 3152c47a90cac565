"""One self-contained HTML page about written datasets: ``python -m pipeline.report OUTPUT [--to FILE]``."""

from __future__ import annotations

from pipeline.report.bounds import Bounds
from pipeline.report.errors import ReportError
from pipeline.report.report import PAGE_NAME, page_bytes, page_of_run, write_page

__all__ = ["PAGE_NAME", "Bounds", "ReportError", "page_bytes", "page_of_run", "write_page"]
