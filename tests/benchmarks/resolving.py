"""Measures dates, places, speakers and actors against labels set by hand.

    python -m tests.benchmarks.resolving OUTPUT --labels tests/data/resolving/polnear.jsonl [--errors]

OUTPUT is what the pipeline wrote of the labelled articles. Prints, for each half of the labels, how many values are
right, coarse (the right country without the place in it), null though the text tells a value, and wrong.
``tests/data/resolving/README.md`` describes the labels.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds

from models.records import Span
from pipeline.records import DateRange, Place, ResolvedArticle
from pipeline.resolve.names import canonical_name
from pipeline.resolve.words import fold_phrase

VERDICTS = ("right", "coarse", "null", "wrong")
_HIVE = "hive"


@dataclass(frozen=True)
class Values:
    """What the pipeline resolved in one article: dates and places by trigger, names by span, and its text."""

    text: str
    dates: Mapping[Span, DateRange | None]
    places: Mapping[Span, Place | None]
    speakers: Mapping[Span, str | None]
    actors: Mapping[Span, str | None]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One label and what became of it: the measure, the half, the verdict, and the words for a listing."""

    measure: str
    half: str
    verdict: str
    told: bool
    words: str


def main() -> None:
    """Reads the arguments and prints the tallies."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    parser.add_argument("--labels", type=Path, required=True)
    parser.add_argument("--errors", action="store_true", help="print every value of the develop half that is not right")
    options = parser.parse_args()
    judgements = list(judge(read_labels(options.labels), values_of_output(options.output)))
    if options.errors:
        listed = (one for one in judgements if one.half == "develop" and one.verdict != "right")
        print("\n".join(f"{one.measure} {one.verdict}: {one.words}" for one in listed))
    print(report(judgements))


def read_labels(path: Path) -> list[dict[str, Any]]:
    """The labelled articles of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


# ---------------------------------------------------------------- judging


def judge(labels: Sequence[dict[str, Any]], found: Mapping[str, Values]) -> Iterator[Judgement]:
    """Each label whose mention was found; mentions that the extractor does not find are no matter of this stage."""
    for row in labels:
        if row["source_id"] in found:
            yield from _judge_article(row, found[row["source_id"]])


def _judge_article(row: dict[str, Any], values: Values) -> Iterator[Judgement]:
    for event in row["events"]:
        trigger = Span(*event["trigger"])
        if event["dates"] and trigger in values.dates:
            verdict = judge_date(event["dates"], values.dates[trigger])
            yield _judgement("dates", row, trigger, event["dates"], values.dates[trigger], verdict, values)
        if trigger in values.places:
            verdict = judge_place(event["places"], values.places[trigger])
            yield _judgement("places", row, trigger, event["places"], values.places[trigger], verdict, values)
    for measure, names in (("speakers", values.speakers), ("actors", values.actors)):
        # Where a phrase ends is not what is judged: with its comma, or with the last word of a name.
        by_start = {span.start: name for span, name in names.items()}
        for label in row[measure]:
            span = Span(*label["span"])
            if span.start in by_start:
                found = by_start[span.start]
                yield _judgement(measure, row, span, label["names"], found, judge_name(label["names"], found), values)


def _judgement(
    measure: str, row: dict[str, Any], span: Span, label: Sequence[Any], found: object, verdict: str, values: Values
) -> Judgement:
    before, after = values.text[max(0, span.start - 90) : span.start], values.text[span.end : span.end + 90]
    shown = f"{before}[{values.text[span.start : span.end]}]{after}".replace("\n", " ")
    return Judgement(measure, row["half"], verdict, label[0] is not None, f"{label} | {found} | {shown}")


def judge_date(accepted: Sequence[list[str] | None], found: DateRange | None) -> str:
    """Right where the range is one of those accepted; a null is right where null is accepted."""
    if found is None:
        return "right" if None in accepted else "null"
    ranges = {(date.fromisoformat(one[0]), date.fromisoformat(one[1])) for one in accepted if one}
    return "right" if (found.start, found.end) in ranges else "wrong"


def judge_place(accepted: Sequence[dict[str, str | None] | None], found: Place | None) -> str:
    """Right where country and name are one of those accepted; the country alone is coarse where a place is told."""
    if found is None:
        return "right" if None in accepted else "null"
    places = [one for one in accepted if one]
    if any(found.country == one["country"] and _is_named(one["name"], found.name) for one in places):
        return "right"
    return "coarse" if found.name is None and any(found.country == one["country"] for one in places) else "wrong"


def _is_named(accepted: str | None, name: str | None) -> bool:
    if accepted is None or name is None:
        return accepted == name
    words, found = fold_phrase(accepted).split(), fold_phrase(name).split()
    return words == found or (accepted.startswith("~") and set(words) <= set(found))


def judge_name(accepted: Sequence[str | None], found: str | None) -> str:
    """Right where the name is one of those accepted, in any spelling and with or without initials."""
    if found is None:
        return "right" if None in accepted else "null"
    return "right" if any(_is_same_name(one, found) for one in accepted if one) else "wrong"


def _is_same_name(accepted: str, found: str) -> bool:
    if accepted.startswith("~"):
        return set(fold_phrase(accepted).split()) <= set(fold_phrase(found).split())
    words, other = set(canonical_name(accepted).split()), set(canonical_name(found).split())
    return words == {word for word in other if len(word) > 1 or word in words}


# ---------------------------------------------------------------- reporting


def tally(judgements: Iterable[Judgement]) -> dict[str, float]:
    """The share of each verdict."""
    counts = Counter(one.verdict for one in judgements)
    total = max(sum(counts.values()), 1)
    return {verdict: counts[verdict] / total for verdict in VERDICTS}


def report(judgements: Sequence[Judgement]) -> str:
    """One line for each measure and half; "told" counts only labels where the text tells a value for certain."""
    lines = [f"{'':28}{'labels':>8}" + "".join(f"{verdict:>8}" for verdict in VERDICTS)]
    for measure in ("dates", "places", "speakers", "actors"):
        for half in ("develop", "report"):
            mine = [one for one in judgements if (one.measure, one.half) == (measure, half)]
            lines += [_line(f"{measure}, {half}", mine)]
            lines += [_line(f"{measure}, {half}, told", [one for one in mine if one.told])]
    return "\n".join(lines)


def _line(name: str, judgements: Sequence[Judgement]) -> str:
    shares = tally(judgements)
    return f"{name:28}{len(judgements):8}" + "".join(f"{shares[verdict]:8.3f}" for verdict in VERDICTS)


# ---------------------------------------------------------------- what the pipeline made


def values_of(resolved: ResolvedArticle) -> Values:
    """The values of one resolved article."""
    return Values(
        resolved.article.text,
        {mention.event.trigger: mention.dates for mention in resolved.event_mentions},
        {mention.event.trigger: mention.place for mention in resolved.event_mentions},
        {
            claim.attribution.source[0]: claim.speaker.name
            for claim in resolved.claim_mentions
            if claim.attribution.source
        },
        {one.span: one.actor.name for mention in resolved.event_mentions for one in mention.arguments},
    )


def values_of_output(output: Path) -> dict[str, Values]:
    """The values of every article of a dataset, by source id."""
    mentions, claims = _by_article(output / "event_mentions"), _by_article(output / "claim_mentions")
    return {
        row["source_id"]: _values_of_rows(
            row["text"], mentions.get(row["article_id"], []), claims.get(row["article_id"], [])
        )
        for row in _rows(output / "articles")
    }


def _values_of_rows(text: str, mentions: Sequence[dict[str, Any]], claims: Sequence[dict[str, Any]]) -> Values:
    return Values(
        text,
        {
            _trigger(row): DateRange(row["date_start"], row["date_end"]) if row["date_start"] else None
            for row in mentions
        },
        {_trigger(row): _place(row) for row in mentions},
        {Span(**row["source_spans"][0]): row["speaker"] for row in claims if row["source_spans"]},
        {Span(one["start"], one["end"]): one["name"] for row in mentions for one in row["arguments"]},
    )


def _trigger(row: dict[str, Any]) -> Span:
    return Span(row["trigger_start"], row["trigger_end"])


def _place(row: dict[str, Any]) -> Place | None:
    if not (row["place_name"] or row["place_country"]):
        return None
    return Place(row["place_name"], row["place_country"], row["latitude"], row["longitude"], row["geonames_id"])


def _by_article(folder: Path) -> dict[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(folder):
        grouped.setdefault(row["article_id"], []).append(row)
    return grouped


def _rows(folder: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = (
        ds.dataset(folder.resolve(), format="parquet", partitioning=_HIVE).to_table().to_pylist()
    )
    return rows


if __name__ == "__main__":
    main()
