"""Checks of ids: each is unique where it is a key, and exists where it is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.verify.folder import Rows, where
from pipeline.verify.violation import Violation
from schemas import DATASETS

_REFERENCES = (
    ("event_mentions", "article_id", "articles"),
    ("event_mentions", "event_id", "events"),
    ("claim_mentions", "article_id", "articles"),
    ("claim_mentions", "claim_id", "claims"),
    ("claim_mentions", "event_ids", "events"),
    ("claim_mentions", "event_mention_ids", "event_mentions"),
    ("claims", "event_ids", "events"),
    ("claims", "disputed_by", "claims"),
    ("events", "superseded_by", "events"),
    ("claims", "superseded_by", "claims"),
)
"""Dataset, the column that names ids, and the dataset whose ids they are."""

_SUPERSEDING = ("events", "claims")
_FOLDED = (("events", "event_id", "event_mentions"), ("claims", "claim_id", "claim_mentions"))


def keys_are_unique(rows: Rows) -> Iterator[Violation]:
    """A key has a value, and no other row has the same."""
    for name, dataset in DATASETS.items():
        if dataset.key is None:
            continue
        for key, same in rows.by(name, dataset.key).items():
            if not key:
                yield Violation("keys are not empty", name, f"{len(same)} rows have an empty {dataset.key}")
            if len(same) > 1:
                yield Violation("keys are unique", where(name, same[0]), f"{len(same)} rows have it")


def named_ids_exist(rows: Rows) -> Iterator[Violation]:
    """Every id that a row names is the key of a row."""
    for name, column, target in _REFERENCES:
        known = rows.ids(target)
        for row in rows.of[name]:
            for missing in sorted(set(_named(row[column])) - known):
                yield Violation(f"{column} exists in {target}", where(name, row), f"{missing} does not")


def folded_rows_have_mentions(rows: Rows) -> Iterator[Violation]:
    """Every event and claim that stands has a mention."""
    for name, key, mentions in _FOLDED:
        for row in rows.of[name]:
            if row["superseded_by"] is None and row[key] not in rows.by(mentions, key):
                yield Violation(f"{name} have {mentions}", where(name, row), "none names it")


def articles_agree_with_mentions(rows: Rows) -> Iterator[Violation]:
    """A mention repeats the outlet and the moment of its article."""
    for name in ("event_mentions", "claim_mentions"):
        for mention, article in rows.with_articles(name):
            for column in ("outlet", "published_at"):
                if mention[column] != article[column]:
                    finding = f"{mention[column]}, the article has {article[column]}"
                    yield Violation(f"{column} is the article's", where(name, mention), finding)


def disputes_are_mutual(rows: Rows) -> Iterator[Violation]:
    """A claim that another disputes disputes it too, and none disputes itself."""
    disputed_by = {row["claim_id"]: set(row["disputed_by"]) for row in rows.of["claims"]}
    for row in rows.of["claims"]:
        for other in sorted(disputed_by[row["claim_id"]]):
            if other == row["claim_id"] or row["claim_id"] not in disputed_by.get(other, {row["claim_id"]}):
                yield Violation("disputes are mutual", where("claims", row), f"{other} does not name it")


def claim_events_come_from_tellings(rows: Rows) -> Iterator[Violation]:
    """The events of a claim that stands are those of its tellings together."""
    for row in rows.of["claims"]:
        tellings = rows.by("claim_mentions", "claim_id").get(row["claim_id"], [])
        told = {event for telling in tellings for event in telling["event_ids"]}
        differing = sorted(told.symmetric_difference(row["event_ids"]))
        if differing and row["superseded_by"] is None:
            finding = f"{', '.join(differing)} is only in one of them"
            yield Violation("event_ids are those of the tellings", where("claims", row), finding)


def tellings_name_the_events_of_their_mentions(rows: Rows) -> Iterator[Violation]:
    """The events of a telling are those of the mentions in its content."""
    event_of = {mention["mention_id"]: mention["event_id"] for mention in rows.of["event_mentions"]}
    for row in rows.of["claim_mentions"]:
        told = {event_of[mention] for mention in row["event_mention_ids"] if mention in event_of}
        differing = sorted(told.symmetric_difference(row["event_ids"]))
        if differing:
            finding = f"{', '.join(differing)} is only in one of them"
            yield Violation("event_ids are those of the mentions", where("claim_mentions", row), finding)


def superseded_ids_lead_to_standing_rows(rows: Rows) -> Iterator[Violation]:
    """An id that was superseded has no row, and what took it in stands or was superseded in turn."""
    successors = {row["id"]: row["superseded_by"] for row in rows.of["superseded"]}
    for row in rows.of["superseded"]:
        standing = rows.ids(row["dataset"]) if row["dataset"] in _SUPERSEDING else frozenset()
        if row["id"] in standing:
            yield Violation("superseded ids have no row", where("superseded", row), f"{row['dataset']} has one")
        if not _leads_to(row["superseded_by"], successors, standing):
            finding = f"{row['superseded_by']} does not"
            yield Violation("superseded_by leads to a standing row", where("superseded", row), finding)


def _leads_to(successor: str, successors: Mapping[str, str], standing: frozenset[str]) -> bool:
    seen: set[str] = set()
    while successor not in standing:
        if successor in seen or successor not in successors:
            return False
        seen.add(successor)
        successor = successors[successor]
    return True


def superseded_rows_name_another(rows: Rows) -> Iterator[Violation]:
    """No row is superseded by itself."""
    for name, key, _ in _FOLDED:
        for row in rows.of[name]:
            if row["superseded_by"] == row[key]:
                yield Violation("superseded_by names another row", where(name, row), "it names itself")


def _named(value: str | list[str] | None) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else value


REFERENCE_CHECKS = (
    keys_are_unique,
    named_ids_exist,
    folded_rows_have_mentions,
    articles_agree_with_mentions,
    disputes_are_mutual,
    claim_events_come_from_tellings,
    superseded_rows_name_another,
    tellings_name_the_events_of_their_mentions,
    superseded_ids_lead_to_standing_rows,
)
