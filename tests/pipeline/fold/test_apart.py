"""Where the fold raises on several records, they stay apart: none is lost and none is there twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fold import claims, events
from pipeline.fold.apart import attempt, link_apart
from pipeline.fold.blocks import Comparison, link_blocks
from pipeline.fold.claim_blocks import claim_comparison
from pipeline.fold.event_blocks import event_comparison
from pipeline.fold.sketching import Floats, Rows, Table, hash_of
from pipeline.records import EventMention, FoldedEvent
from tests.pipeline.fold.made_mentions import mention, telling, vector

COMPARISON = event_comparison()


class Told:
    """Hears what could not be done, and keeps it."""

    def __init__(self) -> None:
        self.work: list[str] = []

    def __call__(self, work: str, error: Exception) -> None:
        self.work.append(work)


def raising(comparison: Comparison, article: str | None = None) -> Comparison:
    """A comparison that raises on pairs, of all articles or of one."""

    def log_odds(table: Table, one: Rows, other: Rows) -> Floats:
        if article is None or hash_of(article) in table["article"][[*one, *other]]:
            raise ZeroDivisionError
        return comparison.log_odds(table, one, other)

    return replace(comparison, log_odds=log_odds)


def reports(count: int) -> list[events.ComparableMention]:
    return [events.comparable(mention(f"m{number}", meaning=vector(1, 128))) for number in range(count)]


def test_mentions_that_cannot_be_clustered_are_each_an_event():
    told = Told()
    folded = list(events.fold_component(reports(5), raising(COMPARISON), told))
    assert [[assigned.mention.mention_id for assigned in event.mentions] for event in folded] == [
        ["m0"], ["m1"], ["m2"], ["m3"], ["m4"]
    ]  # fmt: skip
    assert told.work == ["clustering mentions"]


def test_tellings_that_cannot_be_clustered_are_each_a_claim():
    told = Told()
    tellings = [
        claims.comparable_telling(telling(f"t{number}", "the bridge will open on Friday")) for number in range(3)
    ]
    folded = list(claims.fold_tellings(tellings, raising(claim_comparison()), told))
    assert [[assigned.mention.claim_mention_id for assigned in claim.tellings] for claim in folded] == [
        ["t0"], ["t1"], ["t2"]
    ]  # fmt: skip
    assert told.work == ["clustering tellings"]


def test_only_mentions_whose_event_cannot_be_made_are_apart(monkeypatch: pytest.MonkeyPatch):
    original = events.consensus

    def consensus(mentions: Sequence[EventMention], *others: Any) -> FoldedEvent:
        if len(mentions) > 1 and mentions[0].place is None:
            raise ZeroDivisionError
        return original(mentions, *others)

    monkeypatch.setattr(events, "consensus", consensus)
    sound = [mention(f"m{number}", meaning=vector(1, 128)) for number in range(3)]
    elsewhere = {"day": date(2001, 1, 9), "published": date(2001, 1, 9), "meaning": vector(2, 128), "place": None}
    odd = [
        mention(f"o{number}", "Voters chose a mayor", "chose", actor="Voters", recipient="mayor", **elsewhere)
        for number in range(2)
    ]
    told = Told()
    folded = list(events.fold_component(map(events.comparable, [*sound, *odd]), COMPARISON, told))
    assert sorted(len(event.mentions) for event in folded) == [1, 1, 3]
    assert told.work == ["folding mentions"]


def test_a_mention_that_cannot_even_be_folded_alone_is_not_lost_in_silence(monkeypatch: pytest.MonkeyPatch):
    def consensus(*_: object) -> FoldedEvent:
        raise ZeroDivisionError

    monkeypatch.setattr(events, "consensus", consensus)
    with pytest.raises(ZeroDivisionError):
        list(events.fold_component(reports(2), COMPARISON, Told()))


@given(st.permutations(range(4)), st.integers(1, 4))
def test_the_links_of_sound_blocks_do_not_depend_on_the_blocks_beside_them(order: list[int], together: int):
    blocks = [
        [(f"{name}{number}", events.comparable(said).sketch) for number in range(3)]
        for name in "abcd"
        for said in [mention(name, article=f"article-{name}", meaning=vector(1, 128))]
    ]
    bad = raising(COMPARISON, "article-c")
    told = Told()
    mixed = [blocks[place] for place in order]
    links = [link for at in range(0, 4, together) for link in link_apart(mixed[at : at + together], bad, told)]
    assert sorted(links) == sorted(link for name in (0, 1, 3) for link in link_blocks([blocks[name]], COMPARISON))
    assert len(links) == 6
    assert told.work == ["linking a block"]


def test_a_lack_of_memory_is_no_fault_of_the_records():
    def work() -> list[str]:
        raise MemoryError

    with pytest.raises(MemoryError):
        attempt("work", work, Told())
