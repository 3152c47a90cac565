"""Folding: all reports of one event into one event, all tellings of one claim into one claim."""

from pipeline.fold.sketch_articles import SketchArticles, SketchedArticles, Sketches
from pipeline.fold.transform import Claims, Copies, Events, FindCopies, FoldClaims, FoldEvents

__all__ = [
    "Claims",
    "Copies",
    "Events",
    "FindCopies",
    "FoldClaims",
    "FoldEvents",
    "SketchArticles",
    "SketchedArticles",
    "Sketches",
]
