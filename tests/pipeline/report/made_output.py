"""Outputs made by hand for the page: articles with marked words, folded as the test says, written as Parquet."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from schemas import DATASETS

DAY_ONE = datetime(2031, 3, 4, 6, 30, tzinfo=UTC)


@dataclass
class MadeOutput:
    """Rows of all datasets, and the methods that add consistent ones."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {name: [] for name in DATASETS})

    def article(self, text: str, outlet: str = "lake.example", **values: Any) -> dict[str, Any]:
        number = len(self.rows["articles"])
        row = {
            "article_id": f"a{number}",
            "source_id": f"s{number}",
            "source_uri": "news.jsonl",
            "outlet": outlet,
            "published_at": DAY_ONE + timedelta(hours=number),
            "published_at_source": "input",
            "text": text,
            "body_spans": [{"start": 0, "end": len(text)}],
            "syndication_id": f"a{number}",
        } | values
        self.rows["articles"].append(row)
        return row

    def event(self, mentions: Sequence[dict[str, Any]], **values: Any) -> dict[str, Any]:
        """Fold mentions (of ``mention``) into an event; its counts are what they add up to."""
        number = len(self.rows["events"])
        articles = {mention["article_id"]: mention["_article"] for mention in mentions}
        row = {
            "event_id": f"e{number}",
            "event_type": "PROTEST",
            "title": f"Event {number}",
            "description": f"It was event {number}.",
            "modality": "asserted",
            "independent_count": len({article["syndication_id"] for article in articles.values()}),
            "mention_count": len(mentions),
            "confidence": 0.9,
            "specificity": 0.9,
        } | _folded(articles.values())
        row |= values
        for mention in mentions:
            stored = {name: value for name, value in mention.items() if name != "_article"}
            self.rows["event_mentions"].append(stored | {"event_id": row["event_id"]})
        self.rows["events"].append(row)
        return row

    def claim(self, tellings: Sequence[dict[str, Any]], content: str, **values: Any) -> dict[str, Any]:
        number = len(self.rows["claims"])
        articles = {telling["article_id"]: telling["_article"] for telling in tellings}
        row = {
            "claim_id": f"c{number}",
            "content": content,
            "quotation": "indirect",
            "is_statement": True,
            "independent_count": len(articles),
            "mention_count": len(tellings),
        } | _folded(articles.values())
        row |= values
        for telling in tellings:
            stored = {name: value for name, value in telling.items() if name != "_article"}
            self.rows["claim_mentions"].append(stored | {"claim_id": row["claim_id"]})
        self.rows["claims"].append(row)
        return row

    def write(self, output: Path, files: int = 1) -> Path:
        """Write everything as a run does: Parquet in partitions, and a manifest that names the files."""
        datasets = {}
        for name, rows in self.rows.items():
            parts = min(files, max(1, len(rows)))
            entries = [_write_file(output, name, part, rows[part::parts]) for part in range(parts)]
            datasets[name] = {"rows": len(rows), "files": entries}
        (output / "manifest.json").write_text(json.dumps({"format": 1, "datasets": datasets}))
        return output


def mention(
    article: dict[str, Any], trigger: str, roles: Mapping[str, str] | None = None, **values: Any
) -> dict[str, Any]:
    """A mention whose trigger and arguments are the first such words of the article; ``roles`` maps words to roles."""
    text = article["text"]
    start = text.index(trigger)
    arguments = [
        {"role": role, "frame_role": None, "text": words, "start": text.index(words)}
        | {"end": text.index(words) + len(words), "name": None, "country": None, "sector": None}
        for words, role in (roles or {}).items()
    ]
    return {
        "_article": article,
        "mention_id": f"m-{article['article_id']}-{start}",
        "article_id": article["article_id"],
        "outlet": article["outlet"],
        "published_at": article["published_at"],
        "event_type": "PROTEST",
        "trigger_text": trigger,
        "trigger_start": start,
        "trigger_end": start + len(trigger),
        "sentence_start": 0,
        "sentence_end": len(text),
        "arguments": arguments,
        "modality": "asserted",
        "confidence": 0.8,
    } | values


def telling(article: dict[str, Any], content: str, source: str | None = None, cue: str | None = None) -> dict[str, Any]:
    """A telling whose content, source and cue are the first such words of the article."""
    text = article["text"]

    def spans(words: str | None) -> list[dict[str, int]]:
        return [{"start": text.index(words), "end": text.index(words) + len(words)}] if words else []

    return {
        "_article": article,
        "claim_mention_id": f"t-{article['article_id']}-{text.index(content)}",
        "article_id": article["article_id"],
        "outlet": article["outlet"],
        "published_at": article["published_at"],
        "source_text": source,
        "source_spans": spans(source),
        "cue_text": cue,
        "cue_spans": spans(cue),
        "content_text": content,
        "content_spans": spans(content),
        "quotation": "indirect",
        "sentence_start": 0,
        "sentence_end": len(text),
        "confidence": 0.8,
    }


def disagreement(field_name: str, value: str, outlets: Sequence[str]) -> dict[str, Any]:
    return {"field": field_name, "value": value, "outlet_count": len(outlets), "outlets": list(outlets)}


def strike_output() -> MadeOutput:
    """A strike of three reports, one of them a copy, that disagree; a flood that one outlet reports; two claims."""
    made = MadeOutput()
    lake = made.article(
        "🚢 Harbour crews walked out in Bergen, 6 said. Ada said the port opens on Friday.", "lake.example"
    )
    copy = made.article(lake["text"], "copy.example", syndication_id=lake["article_id"])
    hill = made.article(
        "Dock workers walked out in Bergen. The union said the port stays shut.",
        "hill.example",
        title="Dockers out",
        url="https://hill.example/dockers",
    )
    flood = made.article("A river flooded Tarn.", "hill.example", published_at=None, published_at_source=None)
    strike = made.event(
        [
            mention(lake, "walked out", {"Harbour crews": "ACTOR", "Bergen": "PLACE"}),
            mention(copy, "walked out", {"Harbour crews": "ACTOR"}),
            mention(hill, "walked out", {"Dock workers": "ACTOR"}),
        ],
        title="Harbour crews walked out in Bergen",
        place_name="Bergen",
        place_country="NOR",
        latitude=60.39,
        longitude=5.32,
        date_start=date(2031, 3, 3),
        date_end=date(2031, 3, 3),
        disagreements=[
            disagreement("number_of_people", "6", ["lake.example", "copy.example"]),
            disagreement("number_of_people", "9", ["hill.example"]),
        ],
        actors=[{"name": "Peñarreta's crews", "country": "NOR", "sector": "LAB", "outlet_count": 2}],
    )
    made.event([mention(flood, "flooded")], event_type="OTHER", title="A river flooded Tarn")
    made.event([mention(hill, "said")], event_type="OTHER", title="The union said", is_utterance=True)
    made.claim(
        [
            telling(lake, "the port opens on Friday", "Ada", "said"),
            telling(copy, "the port opens on Friday", "Ada", "said"),
        ],
        "the port opens on Friday",
        speaker="Ada Lindqvist",
        event_ids=[strike["event_id"]],
        disputed_by=["c1"],
    )
    denial = telling(hill, "the port stays shut", "The union", "said") | {"stance": "denied"}
    made.claim([denial], "the port stays shut", stance="denied", disputed_by=["c0"])
    return made


def many_events(count: int) -> MadeOutput:
    """One report of each of ``count`` events; the number in an event's title is how many articles report it first."""
    made = MadeOutput()
    for number in range(count):
        article = made.article(f"Crews marched in town {number}.", f"outlet{number % 40}.example")
        day = date(2031, 1, 1) + timedelta(days=number % 360)
        made.event([mention(article, "marched")], title=f"March {number}", date_start=day, date_end=day)
    return made


def _folded(articles: Iterable[dict[str, Any]]) -> dict[str, Any]:
    articles = list(articles)
    outlets = sorted({article["outlet"] for article in articles})
    moments = [article["published_at"] for article in articles if article["published_at"] is not None]
    return {
        "outlets": outlets,
        "outlet_count": len(outlets),
        "article_count": len(articles),
        "first_reported_at": min(moments, default=None),
        "last_reported_at": max(moments, default=None),
    }


def _write_file(output: Path, name: str, part: int, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    schema = DATASETS[name].schema
    path = f"{name}/part={part}/part-{part:05}.parquet"
    (output / path).parent.mkdir(parents=True, exist_ok=True)
    whole = [{column.name: row.get(column.name, _usual(column)) for column in schema} for row in rows]
    pq.write_table(pa.Table.from_pylist(whole, schema=schema), output / path)
    content = (output / path).read_bytes()
    return {"path": path, "rows": len(rows), "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _usual(column: pa.Field) -> Any:
    """The value of a column that a test does not care about."""
    if column.nullable:
        return None
    if pa.types.is_list(column.type):
        return []
    if pa.types.is_boolean(column.type):
        return False
    return 0 if pa.types.is_integer(column.type) or pa.types.is_floating(column.type) else ""
