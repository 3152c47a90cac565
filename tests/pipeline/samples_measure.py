"""Measures an output folder against the answer key of the bundled samples; see tests/data/README.md.

``python -m tests.pipeline.samples_measure OUTPUT`` prints the table.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds

from tests.pipeline.samples_key import KEY_PATH, Event, Key, Mention, Telling, load_key

Row = Mapping[str, Any]

MIN_CONTENT_OVERLAP = 0.5
"""Intersection over union, in characters, from which a content is taken to be the key's."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many; ``misses`` names those that are not."""

    hits: int
    total: int
    misses: tuple[str, ...] = ()

    @property
    def value(self) -> float:
        """The share, and 1 where there was nothing to find."""
        return self.hits / self.total if self.total else 1.0


@dataclass(frozen=True, slots=True)
class Quality:
    """What the samples say about an output. Shares of mentions that only count found ones say so."""

    articles: Share
    located: Share  # quotes and contents of the key that the stored texts have
    published: Share  # of dated articles read: within a day, as zones differ
    mentions: Share
    types: Share  # of found mentions
    mention_dates: Share  # of found, dated mentions
    background_dates: Share  # of those that a story about something newer tells again
    modalities: Share  # of found mentions that are not asserted
    tag_page_dates: Share  # of all mentions on the tag page
    event_dates: Share  # of events found, that of the output's event with most of their mentions
    event_countries: Share  # likewise
    folded_pairs: Share  # of pairs of articles of different outlets that report one event
    apart_pairs: Share  # of pairs of events that are to stay apart
    claims: Share
    quotations: Share  # of claims found
    claim_pairs: Share  # of pairs of articles of different outlets that tell one claim
    copies: Share  # articles with the copies that the key gives them and no others
    rejects: Share
    surplus_rejects: int


@dataclass(frozen=True, slots=True)
class Output:
    """The rows of an output folder that the measures need."""

    articles: Sequence[Row]
    mentions: Mapping[str, Sequence[Row]]
    events: Mapping[str, Row]
    claims: Mapping[str, Sequence[Row]]
    rejects: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Found:
    """A key's item, the article it is in, and the rows of the output that match it."""

    item: Mention | Telling
    rows: tuple[Row, ...]

    def ids(self, column: str) -> set[str]:
        """Return the ids that the rows have in a column."""
        return {row[column] for row in self.rows}


def read_output(folder: Path) -> Output:
    """Read the datasets of an output folder."""
    return Output(
        articles=_rows(folder / "articles"),
        mentions=_by_article(_rows(folder / "event_mentions")),
        events={row["event_id"]: row for row in _rows(folder / "events")},
        claims=_by_article(_rows(folder / "claim_mentions")),
        rejects=_rows(folder / "rejects"),
    )


def measure(folder: Path, key: Key) -> Quality:
    """Hold the datasets in ``folder`` to the key."""
    output = read_output(folder)
    articles = match_articles(key, output.articles)
    mentions = {event: [_find_mention(mention, articles, output) for mention in event.mentions] for event in key.events}
    tellings = {claim: [find_telling(item, articles, output) for item in claim.tellings] for claim in key.claims}
    asserted = {event: [found for found in items if _is_asserted(found)] for event, items in mentions.items()}
    every_mention = [(event, found) for event, items in mentions.items() for found in items]
    found_mentions = [(event, found) for event, found in every_mention if found.rows]
    spoken = {
        claim: [_with_speaker(found, claim.speaker_words) for found in items] for claim, items in tellings.items()
    }
    found_rejects, surplus = _rejects(key, output.rejects)
    return Quality(
        articles=_share((a.source_id, a.source_id in articles) for a in key.articles if a.language == "en"),
        located=_share(_located(key, articles)),
        published=_share(_published(key, articles)),
        mentions=_share((_label(event.id, found), bool(found.rows)) for event, found in every_mention),
        types=_share(
            (_label(event.id, found), any(row["event_type"] in event.types for row in found.rows))
            for event, found in found_mentions
        ),
        mention_dates=_share(_mention_dates(found_mentions)),
        background_dates=_share(_mention_dates(pair for pair in found_mentions if _is_background(pair[1]))),
        modalities=_share(
            (_label(event.id, found), any(row["modality"] == _modality(found) for row in found.rows))
            for event, found in found_mentions
            if not _is_asserted(found)
        ),
        tag_page_dates=_share(
            (_label(event.id, found), any(_dates_meet(event, row) for row in found.rows))
            for event, found in every_mention
            if found.item.source_id == key.tag_page
        ),
        event_dates=_share(_consensus(asserted, output, _dates_meet, lambda event: event.date_start is not None)),
        event_countries=_share(
            _consensus(
                asserted,
                output,
                lambda event, row: row["place_country"] == event.country,
                lambda event: event.country is not None and event.date_start is not None,
            )
        ),
        folded_pairs=_share(_pairs(key, {event.id: items for event, items in asserted.items()}, "event_id")),
        apart_pairs=_share(_kept_apart(key, asserted)),
        claims=_share(
            (_label(claim.id, found), bool(found.rows)) for claim, items in spoken.items() for found in items
        ),
        quotations=_share(
            (_label(claim.id, found), any(_quotation_is_right(found, row) for row in found.rows))
            for claim, items in spoken.items()
            for found in items
            if found.rows
        ),
        claim_pairs=_share(_pairs(key, {claim.id: items for claim, items in spoken.items()}, "claim_id")),
        copies=_share(_copies(key, articles)),
        rejects=found_rejects,
        surplus_rejects=surplus,
    )


def table(quality: Quality) -> str:
    """Lay the measures out for a terminal, the misses below."""
    shares = {name: getattr(quality, name) for name in Quality.__slots__ if isinstance(getattr(quality, name), Share)}
    lines = [f"{name:16} {share.value:6.3f}  {share.hits:>4}/{share.total}" for name, share in shares.items()]
    lines.append(f"{'surplus_rejects':16} {quality.surplus_rejects:>6}")
    for name, share in shares.items():
        lines += ["", f"{name}, not so:", *(f"  {miss}" for miss in share.misses)] if share.misses else []
    return "\n".join(lines)


def locate(text: str, quote: str) -> tuple[int, int] | None:
    """Return where the bracketed part of a quote (or all of it) is in a text, white space aside; null if nowhere."""
    whole = quote if "[" in quote else f"[{quote}]"
    signs = {"[": "(", "]": ")"}
    pieces = re.findall(r"\s+|[\[\]]|[^\s\[\]]+", whole)
    pattern = "".join(r"\s+" if piece.isspace() else signs.get(piece, re.escape(piece)) for piece in pieces)
    match = re.search(pattern, text)
    return match.span(1) if match else None


def _rows(folder: Path) -> list[Row]:
    files = sorted(map(str, folder.rglob("*.parquet")))
    rows: list[Row] = ds.dataset(files, format="parquet").to_table().to_pylist() if files else []
    return rows


def _by_article(rows: Iterable[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["article_id"]].append(row)
    return groups


def match_articles(key: Key, rows: Sequence[Row]) -> dict[str, Row]:
    """Return key source id -> article; the id of an article that is a file ends in or holds the file's name."""
    matched = {}
    for article in key.articles:
        for row in rows:
            if row["source_id"] == article.source_id or (
                article.source_id == article.file and article.file in row["source_id"]
            ):
                matched[article.source_id] = row
    return matched


def _find_mention(mention: Mention, articles: Mapping[str, Row], output: Output) -> Found:
    article = articles.get(mention.source_id)
    place = locate(article["text"], mention.quote) if article else None
    if article is None or place is None:
        return Found(mention, ())
    start, end = place
    rows = output.mentions.get(article["article_id"], ())
    return Found(mention, tuple(row for row in rows if row["trigger_start"] < end and start < row["trigger_end"]))


def find_telling(telling: Telling, articles: Mapping[str, Row], output: Output) -> Found:
    """Return the claim mentions of the output that tell what a telling of the key tells."""
    article = articles.get(telling.source_id)
    if article is None:
        return Found(telling, ())
    wanted = _characters(locate(article["text"], part) for part in telling.content)
    rows = output.claims.get(article["article_id"], ())
    return Found(telling, tuple(row for row in rows if _overlap(wanted, row) >= MIN_CONTENT_OVERLAP))


def _characters(spans: Iterable[tuple[int, int] | None]) -> set[int]:
    return {offset for span in spans if span for offset in range(*span)}


def _overlap(wanted: set[int], row: Row) -> float:
    found = _characters((span["start"], span["end"]) for span in row["content_spans"])
    return len(wanted & found) / len(wanted | found) if wanted else 0.0


def _with_speaker(found: Found, speaker_words: Sequence[str]) -> Found:
    wanted = {word.casefold() for word in speaker_words}

    def is_right(row: Row) -> bool:
        return bool(wanted & set(re.findall(r"\w+", (row["speaker"] or row["source_text"] or "").casefold())))

    return Found(found.item, tuple(row for row in found.rows if is_right(row)))


def _quotation_is_right(found: Found, row: Row) -> bool:
    return isinstance(found.item, Telling) and row["quotation"] == found.item.quotation


def _modality(found: Found) -> str:
    return found.item.modality if isinstance(found.item, Mention) else "asserted"


def _is_asserted(found: Found) -> bool:
    return _modality(found) == "asserted"


def _is_background(found: Found) -> bool:
    return isinstance(found.item, Mention) and found.item.background


def _mention_dates(found_mentions: Iterable[tuple[Event, Found]]) -> Iterator[tuple[str, bool]]:
    """Yield for each dated mention whether its date is the event's."""
    for event, found in found_mentions:
        if event.date_start and any(row["date_start"] for row in found.rows):
            yield _label(event.id, found), any(_dates_meet(event, row) for row in found.rows)


def _dates_meet(event: Event, row: Row) -> bool:
    start: date | None = row["date_start"]
    end: date | None = row["date_end"]
    if start is None or end is None or event.date_start is None or event.date_end is None:
        return False
    return start <= event.date_end and event.date_start <= end


def _consensus(
    asserted: Mapping[Event, Sequence[Found]],
    output: Output,
    is_right: Callable[[Event, Row], bool],
    is_asked: Callable[[Event], bool],
) -> Iterator[tuple[str, bool]]:
    """Yield for each event whether the output's event that has most of its mentions is right."""
    for event, items in asserted.items():
        counts = Counter(event_id for found in items for event_id in found.ids("event_id"))
        if counts and is_asked(event):
            best = min(counts, key=lambda event_id: (-counts[event_id], event_id))
            yield event.id, is_right(event, output.events[best])


def _pairs(key: Key, groups: Mapping[str, Sequence[Found]], column: str) -> Iterator[tuple[str, bool]]:
    """Yield for each pair of articles of two outlets that share an item whether the output gave both one id."""
    outlets = {article.source_id: article.outlet for article in key.articles}
    for name, items in groups.items():
        ids: dict[str, set[str]] = defaultdict(set)
        for found in items:
            ids[found.item.source_id] |= found.ids(column)
        for one, other in combinations(ids, 2):
            if outlets[one] != outlets[other]:
                yield f"{name}: {one} and {other}", bool(ids[one] & ids[other])


def _kept_apart(key: Key, asserted: Mapping[Event, Sequence[Found]]) -> Iterator[tuple[str, bool]]:
    """Yield for each pair of events that are to stay apart whether no event of the output has mentions of both.

    A row that is found for both, one trigger for two events, counts for neither.
    """
    folded_into = {
        event.id: {row["mention_id"]: row["event_id"] for found in items for row in found.rows}
        for event, items in asserted.items()
    }
    for one, other in key.apart:
        shared = folded_into[one].keys() & folded_into[other].keys()
        ids = [{folded_into[name][mention] for mention in folded_into[name].keys() - shared} for name in (one, other)]
        yield f"{one} and {other}", not ids[0] & ids[1]


def _copies(key: Key, articles: Mapping[str, Row]) -> Iterator[tuple[str, bool]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for source_id, row in articles.items():
        groups[row["syndication_id"]].add(source_id)
    expected = {source_id: set(group) for group in key.copies for source_id in group}
    for source_id, row in articles.items():
        yield source_id, groups[row["syndication_id"]] == expected.get(source_id, {source_id})


def _rejects(key: Key, rows: Sequence[Row]) -> tuple[Share, int]:
    """Pair each expected reject with a row of its own; return how many were there and how many rows are left."""
    left = list(rows)
    seen = []
    for expected in sorted(key.rejects, key=lambda reject: len(reject.stages)):
        row = next((r for r in left if expected.file in r["source_uri"] and r["stage"] in expected.stages), None)
        seen.append((f"{expected.file}: {expected.why}", row is not None))
        if row is not None:
            left.remove(row)
    return _share(seen), len(left)


def _located(key: Key, articles: Mapping[str, Row]) -> Iterator[tuple[str, bool]]:
    quotes = [(mention.source_id, mention.quote) for event in key.events for mention in event.mentions]
    contents = [(item.source_id, part) for claim in key.claims for item in claim.tellings for part in item.content]
    for source_id, quote in quotes + contents:
        if source_id in articles:
            yield f"{source_id}: {quote}", locate(articles[source_id]["text"], quote) is not None


def _published(key: Key, articles: Mapping[str, Row]) -> Iterator[tuple[str, bool]]:
    for article in key.articles:
        if article.published and article.source_id in articles:
            moment = articles[article.source_id]["published_at"]
            yield article.source_id, moment is not None and abs(moment.date() - article.published) <= timedelta(days=1)


def _label(name: str, found: Found) -> str:
    text = found.item.quote if isinstance(found.item, Mention) else " ... ".join(found.item.content)
    return f"{name}: {found.item.source_id}: {text}"


def _share(results: Iterable[tuple[str, bool]]) -> Share:
    listed = list(results)
    return Share(sum(hit for _, hit in listed), len(listed), tuple(name for name, hit in listed if not hit))


def main() -> None:
    """Print the table for the folder named on the command line."""
    parser = argparse.ArgumentParser(description="Hold an output folder made from the bundled samples to their key.")
    parser.add_argument("output", type=Path, help="an output folder of Newsfold")
    print(table(measure(parser.parse_args().output, load_key(KEY_PATH))))


if __name__ == "__main__":
    main()
