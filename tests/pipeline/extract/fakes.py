"""Articles and an extractor made for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from models.records import Attribution, Document, Event, Extraction, Span
from pipeline.records import Article


def make_article(text: str, number: int = 0) -> Article:
    return Article(
        article_id=f"article-{number}",
        source_id=f"source-{number}",
        source_uri="file:///in/articles.jsonl",
        outlet="The Lowmere Courier",
        url=None,
        title=None,
        language="en",
        published_at=datetime(2031, 5, 1, tzinfo=UTC),
        published_at_source="input",
        text=text,
        body_spans=(Span(0, len(text)),),
        syndication_id=f"article-{number}",
    )


class CapitalExtractor:
    """Every capital letter is the trigger of an event and the cue of a telling; a text with "poison" raises."""

    def __init__(self) -> None:
        self.batch_sizes: list[int] = []

    def extract(self, documents: Sequence[Document]) -> list[Extraction]:
        self.batch_sizes.append(len(documents))
        if any("poison" in document.text for document in documents):
            raise RuntimeError("the tensor has no shape")
        return [self._extraction(document.text) for document in documents]

    def _extraction(self, text: str) -> Extraction:
        capitals = [Span(at, at + 1) for at, character in enumerate(text) if character.isupper()]
        whole = Span(0, len(text))
        return Extraction(
            events=tuple(
                Event(span, whole, "CONSULT", None, (), "asserted", confidence=index / 10, vector=(1.0,))
                for index, span in enumerate(capitals)
            ),
            attributions=tuple(
                Attribution((), (span,), (whole,), whole, "indirect", confidence=index / 10, vector=(1.0,))
                for index, span in enumerate(capitals)
            ),
            entities=(),
            sentences=(whole,),
            vector=(1.0,),
        )
