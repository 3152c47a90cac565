"""The articles of the page's mentions: whole texts where there is room, else the sentences that are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.report.bounds import Bounds, whole_texts
from pipeline.report.columns import moment
from pipeline.report.errors import ReportError
from pipeline.report.selection import Chosen
from pipeline.report.source import Row, Source
from pipeline.report.texts import Units, clip, pieces

_TITLE, _URL = 300, 2000
_BEFORE = 500
"""The most code points before a trigger that are shown of its sentence."""

_COLUMNS = ("article_id", "outlet", "url", "title", "language", "published_at", "text", "body_spans", "syndication_id")


@dataclass(frozen=True, slots=True)
class ArticleTexts:
    """The articles of a page in the order in which its events and claims, best first, use them."""

    order: tuple[str, ...]
    numbers: Mapping[str, int]
    whole: frozenset[str]
    outlets: Mapping[str, str]
    units: Mapping[str, Units]
    _rows: Mapping[str, Row]

    @classmethod
    def read(cls, source: Source, chosen: Chosen, bounds: Bounds) -> ArticleTexts:
        """Read the articles of the chosen mentions; of those that are not given whole, only what is shown is kept.

        Raises:
            ReportError: a mention names an article that is not there.
        """
        spans = _spans_by_article(chosen)
        kept = pc.field("article_id").isin(pa.array(spans, pa.string()))
        lengths = _lengths(source, kept)
        _check_all_there(spans, lengths)
        whole = whole_texts(tuple(spans), lengths, bounds)
        rows, units = {}, {}
        for row in source.rows("articles", _COLUMNS, kept):
            article_id, text = row["article_id"], row["text"]
            parts = [(0, len(text))] if article_id in whole else pieces(len(text), spans[article_id])
            units[article_id] = Units.of(text)
            rows[article_id] = {**row, "text": [(start, text[start:end]) for start, end in parts], "length": len(text)}
        outlets = {article_id: rows[article_id]["outlet"] for article_id in spans}
        return cls(tuple(spans), {article_id: at for at, article_id in enumerate(spans)}, whole, outlets, units, rows)

    @property
    def sizes(self) -> list[int]:
        """How many code points of each article the page holds."""
        return [sum(len(text) for _, text in self._rows[article_id]["text"]) for article_id in self.order]

    def records(self, events: Mapping[str, Sequence[int]]) -> list[dict[str, Any]]:
        """Return the articles as the page holds them; ``events`` are the numbers of the events in each."""
        groups: dict[str, int] = {}
        return [self._record(article_id, groups, events.get(article_id, ())) for article_id in self.order]

    def _record(self, article_id: str, groups: dict[str, int], events: Sequence[int]) -> dict[str, Any]:
        row, units = self._rows[article_id], self.units[article_id]
        body = row["body_spans"] if article_id in self.whole else ()
        return {
            "title": clip(row["title"], _TITLE),
            "url": clip(row["url"], _URL),
            "language": row["language"],
            "published": moment(row["published_at"]),
            "group": groups.setdefault(row["syndication_id"], len(groups)),
            "length": units(row["length"]),
            "pieces": [[units(start), text] for start, text in row["text"]],
            "body": [[units(span["start"]), units(span["end"])] for span in body],
            "events": list(events),
        }


def _spans_by_article(chosen: Chosen) -> dict[str, list[tuple[int, int]]]:
    """Return what is shown of each article, in the order in which events and claims, best first, use the articles."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for event in chosen.events:
        for row in chosen.mentions[event["event_id"]]:
            near = (max(row["sentence_start"], row["trigger_start"] - _BEFORE), row["sentence_end"])
            spans.setdefault(row["article_id"], []).append(near)
    for claim in chosen.claims:
        for row in chosen.tellings[claim["claim_id"]]:
            told = [row[name] for name in ("source_spans", "cue_spans", "content_spans")]
            parts = [(span["start"], span["end"]) for some in told for span in some]
            spans.setdefault(row["article_id"], []).extend([(row["sentence_start"], row["sentence_end"]), *parts])
    return spans


def _lengths(source: Source, kept: pc.Expression) -> dict[str, int]:
    lengths: dict[str, int] = {}
    for table in source.batches("articles", ["article_id", "text"], kept):
        sizes = pc.utf8_length(table.column("text")).to_pylist()
        lengths.update(zip(table.column("article_id").to_pylist(), sizes, strict=True))
    return lengths


def _check_all_there(wanted: Iterable[str], there: Mapping[str, int]) -> None:
    missing = [article_id for article_id in wanted if article_id not in there]
    if missing:
        raise ReportError(f"article {missing[0]} is named but not there; python -m pipeline.verify tells what is wrong")
