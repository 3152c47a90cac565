"""Texts and articles for the tests of the clean stage."""

from __future__ import annotations

from models.records import Span
from pipeline.records import Article

ENGLISH = (
    "The road bridge at Orlen was closed on Tuesday night after inspectors found a crack in its main pier. "
    "Police turned back traffic shortly after ten, and divers went down at first light to look at the foundations."
)
GERMAN = (
    "In einem Möbelhaus in Lindau-Nord ist in der Nacht zum Montag ein Großbrand ausgebrochen. Rund 180 Feuerwehrleute "
    "waren im Einsatz. Verletzt wurde nach Angaben der Polizei niemand. Die Ursache des Brandes ist noch nicht geklärt."
)


def make_article(text: str, language: str | None = None, identity: str = "a1") -> Article:
    return Article(
        article_id=identity,
        source_id=f"source-{identity}",
        source_uri="news.jsonl",
        outlet="Orlen Courier",
        url=None,
        title=None,
        language=language,
        published_at=None,
        published_at_source=None,
        text=text,
        body_spans=(Span(0, len(text)),),
        syndication_id=identity,
    )
