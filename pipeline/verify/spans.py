"""Checks of the way back: what a span covers in the article is the text that is stored for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.verify.folder import Row, Rows, where
from pipeline.verify.violation import Violation

_MENTIONS = ("event_mentions", "claim_mentions")


def body_spans_are_in_order(rows: Rows) -> Iterator[Violation]:
    """Body spans lie within the text, have a length, and follow each other."""
    for article in rows.of["articles"]:
        edges = [edge for span in article["body_spans"] for edge in (span["start"], span["end"])]
        spans_have_length = all(span["start"] < span["end"] for span in article["body_spans"])
        if not spans_have_length or [0, *edges, len(article["text"])] != sorted([0, *edges, len(article["text"])]):
            yield Violation("body spans are in order in the text", where("articles", article), str(edges))


def triggers_are_in_the_text(rows: Rows) -> Iterator[Violation]:
    """A trigger's span covers its text."""
    for mention, article in rows.with_articles("event_mentions"):
        covered = article["text"][mention["trigger_start"] : mention["trigger_end"]]
        if not _is_span(mention["trigger_start"], mention["trigger_end"]) or covered != mention["trigger_text"]:
            yield _differs("trigger", "event_mentions", mention, covered, mention["trigger_text"])


def arguments_are_in_the_text(rows: Rows) -> Iterator[Violation]:
    """An argument's span covers its text."""
    for mention, article in rows.with_articles("event_mentions"):
        for argument in mention["arguments"]:
            covered = article["text"][argument["start"] : argument["end"]]
            if not _is_span(argument["start"], argument["end"]) or covered != argument["text"]:
                yield _differs("argument", "event_mentions", mention, covered, argument["text"])


def sentences_are_in_the_text(rows: Rows) -> Iterator[Violation]:
    """A sentence lies within the text; it holds the trigger of its event."""
    for name in _MENTIONS:
        for mention, article in rows.with_articles(name):
            start, end = mention["sentence_start"], mention["sentence_end"]
            if not (_is_span(start, end) and end <= len(article["text"])):
                yield Violation("sentences lie in the text", where(name, mention), f"{start} to {end}")
    for mention in rows.of["event_mentions"]:
        if (
            not mention["sentence_start"]
            <= mention["trigger_start"]
            < mention["trigger_end"]
            <= mention["sentence_end"]
        ):
            yield Violation("sentences hold their trigger", where("event_mentions", mention), "it is outside")


def attributions_are_in_the_text(rows: Rows) -> Iterator[Violation]:
    """Source, cue and content spans cover their texts, white space between several spans aside."""
    for mention, article in rows.with_articles("claim_mentions"):
        for part in ("source", "cue", "content"):
            covered = _covered(article["text"], mention[f"{part}_spans"])
            if covered != _squeezed(mention[f"{part}_text"] or ""):
                yield _differs(part, "claim_mentions", mention, covered, mention[f"{part}_text"])


def dates_and_places_are_in_the_text(rows: Rows) -> Iterator[Violation]:
    """The words that tell when and where stand in the article."""
    for mention, article in rows.with_articles("event_mentions"):
        for column in ("date_text", "place_text"):
            if mention[column] is not None and mention[column] not in article["text"]:
                yield Violation(f"{column} is in the text", where("event_mentions", mention), repr(mention[column]))


def claims_have_content(rows: Rows) -> Iterator[Violation]:
    """A telling of a claim has a content."""
    for mention in rows.of["claim_mentions"]:
        if not mention["content_spans"]:
            yield Violation("a claim has content", where("claim_mentions", mention), "no content span")


def _is_span(start: int, end: int) -> bool:
    return 0 <= start < end


def _covered(text: str, spans: Sequence[Row]) -> str:
    return _squeezed(
        "".join(text[span["start"] : span["end"]] for span in spans if _is_span(span["start"], span["end"]))
    )


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _differs(part: str, name: str, row: Row, covered: str, stored: str | None) -> Violation:
    finding = f"the text has {_shortened(covered)}, stored is {_shortened(stored)}"
    return Violation(f"the {part} span covers the {part} text", where(name, row), finding)


def _shortened(text: str | None) -> str:
    return repr(text) if text is None or len(text) <= 60 else repr(f"{text[:60]}…")


SPAN_CHECKS = (
    body_spans_are_in_order,
    triggers_are_in_the_text,
    arguments_are_in_the_text,
    sentences_are_in_the_text,
    attributions_are_in_the_text,
    dates_and_places_are_in_the_text,
    claims_have_content,
)
