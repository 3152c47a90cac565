"""What a user sees at the end of a run, read back from the datasets that it wrote."""

from __future__ import annotations

import json
import shlex
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from pipeline.counting import LEFT_APART
from pipeline.read.article import file_name
from pipeline.read.transform import AMBIGUOUS_DATE, UNREADABLE_DATE
from pipeline.write.manifest import MANIFEST_NAME
from schemas.vocabulary import HAPPENS_ABOVE

_SHOWN = 5
_STAGES = {
    "read": "articles/read",
    "cleaned": "articles/cleaned",
    "unique": "articles/unique",
    "extracted": "articles/extracted",
    "resolved": "articles/resolved",
    "folded": "rows/articles",
}
_HAPPENINGS = ~pc.field("is_utterance") & (pc.field("specificity") > HAPPENS_ABOVE)
_CLAIM = ["speaker", "content", "outlets", "stance"]
_WIDTH = 100
_INDENT = " " * 10


@dataclass(frozen=True, slots=True)
class RejectReason:
    """Why some inputs were rejected: how many, by which stage, and what one of them was told."""

    count: int
    stage: str
    error_type: str
    example: str


@dataclass(frozen=True, slots=True)
class TopEvent:
    """An event that many outlets reported."""

    title: str
    outlets: tuple[str, ...]
    day: date | None


@dataclass(frozen=True, slots=True)
class TopClaim:
    """A claim that many outlets told."""

    speaker: str | None
    content: str
    outlets: tuple[str, ...]
    is_denied: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of a finished run and the records that most outlets share.

    ``stages`` are the articles that came out of each stage, as the manifest has them, and ``left_apart`` how often the
    fold failed on several records together and left them apart. ``unreadable_dates`` and ``ambiguous_dates`` count the
    articles whose given date makes no sense, or may mean another day or hour as well; ``unreadable_examples`` tell some
    of the former, and where they are.
    """

    articles: int
    events: int
    claims: int
    event_mentions: int
    claim_mentions: int
    stages: tuple[tuple[str, int], ...]
    rejects: tuple[RejectReason, ...]
    top_events: tuple[TopEvent, ...]
    top_claims: tuple[TopClaim, ...]
    left_apart: int = 0
    unreadable_dates: int = 0
    ambiguous_dates: int = 0
    unreadable_examples: tuple[str, ...] = ()

    @property
    def rejected(self) -> int:
        """How many inputs were rejected, whatever the reason."""
        return sum(reason.count for reason in self.rejects)


def summarize(output: Path) -> Summary:
    """Read the datasets in ``output`` a batch at a time, so that memory does not grow with them."""
    manifest = _manifest(output / MANIFEST_NAME)
    counters: Mapping[str, int] = manifest.get("counters", {})
    return Summary(
        articles=_rows(output / "articles"),
        events=_rows(output / "events"),
        claims=_rows(output / "claims"),
        event_mentions=_rows(output / "event_mentions"),
        claim_mentions=_rows(output / "claim_mentions"),
        stages=tuple((stage, counters.get(name, 0)) for stage, name in _STAGES.items()) if counters else (),
        rejects=reject_reasons(output / "rejects"),
        top_events=tuple(
            TopEvent(row["title"], tuple(row["outlets"]), row["date_start"])
            for row in _most_outlets(output / "events", "event_id", ["title", "outlets", "date_start"], _HAPPENINGS)
        ),
        top_claims=tuple(
            TopClaim(row["speaker"], row["content"], tuple(row["outlets"]), row["stance"] == "denied")
            for row in _most_outlets(output / "claims", "claim_id", _CLAIM, first="is_statement")
        ),
        left_apart=counters.get(LEFT_APART, 0),
        unreadable_dates=counters.get(UNREADABLE_DATE, 0),
        ambiguous_dates=counters.get(AMBIGUOUS_DATE, 0),
        unreadable_examples=tuple(manifest.get("examples", {}).get(UNREADABLE_DATE, ())),
    )


def render(summary: Summary, output: Path, page: str | None = None) -> str:
    """Lay the summary out for a terminal; ``page`` is the HTML page about the datasets, where one was made."""
    lines = [
        "",
        f"{_number(summary.articles + summary.rejected, 'input record')}: "
        f"{_number(summary.articles, 'article')} kept, {summary.rejected:,} rejected",
        *(f"  {reason.count:>7,} {reason.stage}: {reason.example}" for reason in summary.rejects),
        *_dates(summary),
        *([_left_apart(summary.left_apart)] if summary.left_apart else []),
        *([f"articles after each stage: {_stages(summary)}"] if summary.stages else []),
        f"{_number(summary.event_mentions, 'mention')} of {_number(summary.events, 'event')} and "
        f"{_number(summary.claim_mentions, 'telling')} of {_number(summary.claims, 'claim')}, each counted once",
        *_section("Events that most outlets reported", [_event_line(event) for event in summary.top_events]),
        *_section("Claims that most outlets told", [_claim_line(claim) for claim in summary.top_claims]),
        "",
        f"Datasets: {output}",
        *([f"Page, for any browser: {page}"] if page else []),
    ]
    lines = [_shorten(line) if line.startswith("  ") else line for line in lines]
    if summary.events:
        lines += ["Query them with DuckDB, for example (README.md has ten questions):", f"  {query(output)}"]
    return "\n".join(lines)


def query(output: Path) -> str:
    """Return a command that lists the events in ``output`` with DuckDB, ready to paste."""
    source = f"read_parquet($${output.absolute() / 'events' / '*' / '*.parquet'}$$)"
    columns = "title, outlet_count, date_start, place_name"
    told = f"NOT is_utterance AND specificity > {HAPPENS_ABOVE}"
    sql = f"SELECT {columns} FROM {source} WHERE {told} ORDER BY outlet_count DESC, title LIMIT 10"  # noqa: S608 (shown, never run)
    return f"{shlex.quote(sys.executable)} -c {shlex.quote(f'import duckdb; print(duckdb.sql({json.dumps(sql)}))')}"


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _dates(summary: Summary) -> Iterator[str]:
    if summary.unreadable_dates:
        yield (
            f"  {_number(summary.unreadable_dates, 'date'):>7} made no sense; these articles are undated, unless their "
            f"page or text tells a day{':' if summary.unreadable_examples else '.'}"
        )
        yield from (f"{_INDENT}{example}" for example in summary.unreadable_examples)
        if 0 < len(summary.unreadable_examples) < summary.unreadable_dates:
            yield f"{_INDENT}and {summary.unreadable_dates - len(summary.unreadable_examples):,} more"
    if summary.ambiguous_dates:
        yield (
            f"  {_number(summary.ambiguous_dates, 'date'):>7} may mean another day or hour: 05/03/2024 was read month "
            "first, 05-03-2024 day first, 9:00 IST as UTC; write 2024-03-05T09:00:00Z."
        )


def _left_apart(times: int) -> str:
    return (
        f"Attention: folding failed {_number(times, 'time')} and left what it could not compare as separate events and "
        "claims. Nothing is lost; please report this."
    )


def _stages(summary: Summary) -> str:
    return ", ".join(f"{count:,} {stage}" for stage, count in summary.stages)


def _section(title: str, lines: Sequence[str]) -> list[str]:
    return ["", f"{title}:", *lines] if lines else []


def _event_line(event: TopEvent) -> str:
    return f"  {_outlets(event.outlets)}  {event.day or 'no date'}  {event.title}"


def _claim_line(claim: TopClaim) -> str:
    speaker = claim.speaker or "someone"
    return f"  {_outlets(claim.outlets)}  {speaker}{' denied' if claim.is_denied else ''}: {claim.content}"


def _outlets(outlets: Sequence[str]) -> str:
    return f"{_number(len(outlets), 'outlet'):>10} ({', '.join(outlets[:3])}{', ...' if len(outlets) > 3 else ''})"


def _shorten(line: str) -> str:
    plain = "".join(character if character.isprintable() else " " for character in line)
    return plain if len(plain) <= 2 * _WIDTH else plain[: 2 * _WIDTH - 3] + "..."


def _batches(folder: Path, columns: list[str], kept: pc.Expression | None = None) -> Iterator[pa.RecordBatch]:
    files = sorted(map(str, folder.rglob("*.parquet")))
    if files:
        yield from ds.dataset(files, format="parquet").to_batches(columns=columns, filter=kept)


def _rows(folder: Path) -> int:
    files = sorted(map(str, folder.rglob("*.parquet")))
    return int(ds.dataset(files, format="parquet").count_rows()) if files else 0


def _manifest(path: Path) -> Mapping[str, Any]:
    """Return the manifest of a run; nothing where the folder has none."""
    if not path.exists():
        return {}
    manifest: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return manifest


def reject_reasons(folder: Path) -> tuple[RejectReason, ...]:
    """Return why inputs were rejected, the most frequent reason first, read from a folder of rejects."""
    counts: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], str] = {}
    for batch in _batches(folder, ["source_id", "source_uri", "stage", "error_type", "error_message"]):
        for row in batch.to_pylist():
            reason, example = (row["stage"], row["error_type"]), f"{_place(row)}: {row['error_message']}"
            counts[reason] += 1
            examples[reason] = min(examples.get(reason, example), example)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(RejectReason(count, *reason, examples[reason]) for reason, count in ordered)


def _place(row: Mapping[str, Any]) -> str:
    """Return which record of which file a reject was."""
    name = file_name(row["source_uri"])
    return row["source_id"] if name in row["source_id"] else f"{row['source_id']} in {name}"


def _most_outlets(
    folder: Path, key: str, columns: list[str], kept: pc.Expression | None = None, first: str | None = None
) -> list[dict[str, Any]]:
    """Return the rows with most outlets, then most articles; equal ones in the order of their ids.

    Rows of which ``first`` is true come before all others.
    """
    order = [("outlet_count", "descending"), ("article_count", "descending"), (key, "ascending")]
    if first:
        order.insert(0, (first, "descending"))
    wanted = list(dict.fromkeys([*columns, *(name for name, _ in order)]))
    best: pa.Table | None = None
    for batch in _batches(folder, wanted, kept):
        table = pa.Table.from_batches([batch])
        candidates = table if best is None else pa.concat_tables([best, table])
        best = candidates.sort_by(order).slice(0, _SHOWN)
    return best.to_pylist() if best is not None else []
