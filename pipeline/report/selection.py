"""What goes into the page: totals over all rows, and those rows that most independent sources share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.report.bounds import Bounds, fair_share
from pipeline.report.source import Row, Source
from schemas.vocabulary import HAPPENS_ABOVE

EVENT_COLUMNS = (
    "event_id", "event_type", "frame", "title", "description", "actors", "recipients", "place_name", "place_country",
    "latitude", "longitude", "date_start", "date_end", "modality", "outlets", "outlet_count", "independent_count",
    "article_count", "mention_count", "first_reported_at", "last_reported_at", "disagreements", "confidence",
    "is_utterance", "specificity",
)  # fmt: skip
CLAIM_COLUMNS = (
    "claim_id", "speaker", "speaker_country", "speaker_sector", "content", "quotation", "stance", "is_statement",
    "outlets", "outlet_count", "independent_count", "article_count", "mention_count", "first_reported_at",
    "last_reported_at", "event_ids", "disputed_by",
)  # fmt: skip

_EVENT_RANK = (
    ("is_utterance", "ascending"), ("is_happening", "descending"), ("independent_count", "descending"),
    ("outlet_count", "descending"), ("article_count", "descending"), ("event_id", "ascending"),
)  # fmt: skip
_CLAIM_RANK = (
    ("is_statement", "descending"), ("independent_count", "descending"), ("outlet_count", "descending"),
    ("article_count", "descending"), ("claim_id", "ascending"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts over all rows, whether the page holds them or not.

    ``events`` counts all events, ``utterances`` those of them that only tell that something was said, ``general`` other
    ones that are no particular happenings; ``reports`` are pairs of an article and a happening in it, ``tellings``
    mentions of claims. ``single`` are happenings that one independent source reports, ``disagreed`` those on which
    outlets disagree. ``acts`` are claims that are no statements, ``disputed`` other ones that a claim disputes.
    """

    articles: int
    outlets: int
    rejects: int
    events: int
    utterances: int
    general: int
    reports: int
    single: int
    disagreed: int
    claims: int
    acts: int
    tellings: int
    disputed: int

    @property
    def statements(self) -> int:
        """Claims that were said, and are neither acts nor questions."""
        return self.claims - self.acts

    @property
    def happenings(self) -> int:
        """Particular events that are more than an act of saying."""
        return self.events - self.utterances - self.general


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rows of the page: events and claims best first, their mentions by id in the order of publication.

    Events have ``is_happening`` beside their columns.
    """

    events: tuple[Row, ...]
    claims: tuple[Row, ...]
    mentions: Mapping[str, tuple[Row, ...]]
    tellings: Mapping[str, tuple[Row, ...]]


def totals(source: Source) -> Totals:
    """Count over all datasets, a batch at a time."""
    outlets: set[str] = set()
    articles = events = utterances = general = reports = single = disagreed = claims = acts = tellings = disputed = 0
    for table in source.batches("articles", ["outlet"]):
        articles += table.num_rows
        outlets.update(pc.unique(table.column("outlet")).to_pylist())
    for table in map(_with_happenings, source.batches("events", _COUNTED)):
        events += table.num_rows
        other = table.filter(~pc.field("is_utterance"))
        utterances += table.num_rows - other.num_rows
        happenings = other.filter(pc.field("is_happening"))
        general += other.num_rows - happenings.num_rows
        reports += _sum(happenings.column("article_count"))
        single += happenings.filter(pc.field("independent_count") == 1).num_rows
        disagreed += _not_empty(happenings.column("disagreements"))
    for table in source.batches("claims", ["mention_count", "disputed_by", "is_statement"]):
        statements = table.filter(pc.field("is_statement"))
        claims += table.num_rows
        acts += table.num_rows - statements.num_rows
        tellings += _sum(table.column("mention_count"))
        disputed += _not_empty(statements.column("disputed_by"))
    rejects = sum(table.num_rows for table in source.batches("rejects", ["stage"]))
    return Totals(
        articles=articles, outlets=len(outlets), rejects=rejects, events=events, utterances=utterances,
        general=general, reports=reports, single=single, disagreed=disagreed, claims=claims, acts=acts,
        tellings=tellings, disputed=disputed,
    )  # fmt: skip


def choose(source: Source, bounds: Bounds) -> Chosen:
    """Choose the events and claims that most independent sources share, and the earliest mentions of each."""
    events = _best(map(_with_happenings, source.batches("events", EVENT_COLUMNS)), _EVENT_RANK, bounds.events)
    claims = _best(source.batches("claims", CLAIM_COLUMNS), _CLAIM_RANK, bounds.claims)
    return Chosen(
        events=events,
        claims=claims,
        mentions=_earliest(source, "event_mentions", "event_id", "trigger_start", events, bounds.mentions),
        tellings=_earliest(source, "claim_mentions", "claim_id", "sentence_start", claims, bounds.tellings),
    )


def _with_happenings(events: pa.Table) -> pa.Table:
    return events.append_column("is_happening", pc.greater(events.column("specificity"), HAPPENS_ABOVE))


def _best(tables: Iterable[pa.Table], rank: Sequence[tuple[str, str]], most: int) -> tuple[Row, ...]:
    waiting: list[pa.Table] = []
    for table in tables:
        waiting.append(table)
        # What is sorted is copied, so it is done seldom.
        if sum(some.num_rows for some in waiting) > _SORTED_AT_ONCE * most:
            waiting = [_ranked(waiting, rank, most)]
    return tuple(_ranked(waiting, rank, most).to_pylist()) if waiting else ()


def _ranked(tables: Sequence[pa.Table], rank: Sequence[tuple[str, str]], most: int) -> pa.Table:
    return pa.concat_tables(tables).sort_by(list(rank)).slice(0, most)


def _earliest(
    source: Source, dataset: str, key: str, position: str, parents: Sequence[Row], most: int
) -> dict[str, tuple[Row, ...]]:
    """Return for each parent its earliest mentions, all of them where there is room."""
    share = fair_share((parent["mention_count"] for parent in parents), most)
    found: dict[str, list[Row]] = {parent[key]: [] for parent in parents}
    kept = pc.field(key).isin(pa.array(found, pa.string()))
    for row in source.rows(dataset, _MENTION_COLUMNS[dataset], kept):
        mentions = found[row[key]]
        mentions.append(row)
        if len(mentions) > 2 * share:
            found[row[key]] = _first(mentions, position, share)
    return {parent: tuple(_first(mentions, position, share)) for parent, mentions in found.items()}


def _first(mentions: list[Row], position: str, share: int) -> list[Row]:
    def moment(row: Row) -> tuple[bool, object, str, int]:
        published = row["published_at"]
        return (published is None, published or 0, row["article_id"], row[position])

    return sorted(mentions, key=moment)[:share]


_COUNTED = ["is_utterance", "specificity", "article_count", "independent_count", "disagreements"]
_SORTED_AT_ONCE = 4
"""How many times the rows that are kept are held before the best of them are chosen."""

_MENTION_COLUMNS = {
    "event_mentions": (
        "event_id", "mention_id", "article_id", "published_at", "trigger_start", "trigger_end", "sentence_start",
        "sentence_end", "arguments", "date_text", "date_start", "date_end", "time_of_day", "place_text", "place_name",
        "place_country", "modality", "confidence",
    ),
    "claim_mentions": (
        "claim_id", "claim_mention_id", "article_id", "published_at", "source_spans", "cue_spans", "content_spans",
        "quotation", "stance", "speaker", "sentence_start", "sentence_end", "confidence",
    ),
}  # fmt: skip


def _sum(column: pa.ChunkedArray) -> int:
    return int(pc.sum(column).as_py() or 0)


def _not_empty(column: pa.ChunkedArray) -> int:
    return _sum(pc.greater(pc.list_value_length(column), 0))
