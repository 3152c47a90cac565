"""Adds articles to datasets that are there: what was read before is not read again, then everything is folded anew.

The datasets that come out are those of one run over all inputs, but for the revisions of rows and ``superseded``.
"""

from __future__ import annotations

from pipeline.append.former import FormerRun, joined, load_former
from pipeline.append.transform import FormerDatasets, ReadFormer, ReviseRecords, SettleArticles

__all__ = ["FormerDatasets", "FormerRun", "ReadFormer", "ReviseRecords", "SettleArticles", "joined", "load_former"]
