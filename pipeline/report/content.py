"""The data of the page, from the chosen rows: a core that is unpacked at once, and chunks that are when they are shown.

What a part holds at which place is said here and in ``page/store.js``, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from pipeline.report.articles import ArticleTexts
from pipeline.report.bounds import Bounds
from pipeline.report.columns import claim_columns, country_names, event_columns
from pipeline.report.mentions import mention_record, telling_record
from pipeline.report.packing import Block, chunk_starts, chunks, pack
from pipeline.report.selection import Chosen, Totals
from pipeline.report.source import Row, Source

_MENTIONS_A_CHUNK = 600
_CHARACTERS_A_CHUNK = 400_000


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What the datasets hold and the page does not; ``texts`` are articles of which only sentences are given."""

    events: int
    claims: int
    mentions: int
    tellings: int
    texts: int


@dataclass(frozen=True, slots=True)
class Content:
    """All data of a page and what was left out of it."""

    blocks: tuple[Block, ...]
    left_out: LeftOut


def make_content(source: Source, chosen: Chosen, totals: Totals, bounds: Bounds) -> Content:
    """Read the articles of the chosen mentions and lay out everything for the page."""
    articles = ArticleTexts.read(source, chosen, bounds)
    mentions = [
        [mention_record(row, articles) for row in chosen.mentions[event["event_id"]]] for event in chosen.events
    ]
    tellings = [
        [telling_record(row, articles) for row in chosen.tellings[claim["claim_id"]]] for claim in chosen.claims
    ]
    texts = articles.records(_events_by_article(chosen))
    starts = {
        "event": chunk_starts([len(some) for some in mentions], _MENTIONS_A_CHUNK),
        "claim": chunk_starts([len(some) for some in tellings], _MENTIONS_A_CHUNK),
        "article": chunk_starts(articles.sizes, _CHARACTERS_A_CHUNK),
    }
    left_out = _left_out(chosen, totals, len(articles.order) - len(articles.whole))
    core = pack("core", _core(chosen, totals, left_out, articles, starts))
    parts = _packed({"event": mentions, "claim": tellings, "article": texts}, starts)
    return Content((core, *parts), left_out)


def _core(
    chosen: Chosen, totals: Totals, left_out: LeftOut, articles: ArticleTexts, starts: Mapping[str, Sequence[int]]
) -> dict[str, object]:
    outlets = sorted(_outlets(chosen, articles))
    numbers = {outlet: number for number, outlet in enumerate(outlets)}
    rows: Iterable[Row] = (*chosen.events, *chosen.claims)
    return {
        "totals": asdict(totals),
        "leftOut": asdict(left_out),
        "outlets": outlets,
        "countries": country_names(rows),
        "events": event_columns(chosen, numbers, articles.outlets),
        "claims": claim_columns(chosen, numbers),
        "articles": list(articles.order),
        "articleOutlets": [numbers[articles.outlets[article_id]] for article_id in articles.order],
        "starts": starts,
    }


def _outlets(chosen: Chosen, articles: ArticleTexts) -> set[str]:
    told = {outlet for row in (*chosen.events, *chosen.claims) for outlet in row["outlets"]}
    return told | set(articles.outlets.values())


def _events_by_article(chosen: Chosen) -> dict[str, list[int]]:
    events: dict[str, list[int]] = {}
    for number, event in enumerate(chosen.events):
        for article_id in dict.fromkeys(row["article_id"] for row in chosen.mentions[event["event_id"]]):
            events.setdefault(article_id, []).append(number)
    return events


def _left_out(chosen: Chosen, totals: Totals, texts: int) -> LeftOut:
    return LeftOut(
        events=totals.events - len(chosen.events),
        claims=totals.claims - len(chosen.claims),
        mentions=_missing(chosen.events, chosen.mentions.values()),
        tellings=_missing(chosen.claims, chosen.tellings.values()),
        texts=texts,
    )


def _missing(parents: Iterable[Row], kept: Iterable[Sequence[Row]]) -> int:
    mentions: int = sum(parent["mention_count"] for parent in parents)
    return mentions - sum(len(some) for some in kept)


def _packed(parts: Mapping[str, Sequence[object]], starts: Mapping[str, Sequence[int]]) -> Iterator[Block]:
    for name, items in parts.items():
        for number, chunk in enumerate(chunks(items, starts[name])):
            yield pack(f"{name}-{number}", chunk)
