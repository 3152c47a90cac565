"""Mentions that refer back, which have the vector of what they refer to, and the events that they join."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fold.event_sketch import event_sketches
from pipeline.fold.events import fold_events
from pipeline.fold.references import LogOdds, joined_by_references, refer_back
from pipeline.fold.sketching import Floats, Rows, Table
from pipeline.records import EventMention
from tests.pipeline.fold.made_mentions import mention, vector

STRUCK, ATTACK = vector(1, 128), vector(2, 128)


def told(name: str, trigger: str, meaning: bytes, article: str = "", day: date | None = None) -> EventMention:
    """A mention of which nothing but its words and its meaning is known."""
    return mention(
        name,
        f"Nobody claimed the {trigger}",
        trigger,
        actor=None,
        recipient=None,
        place=None,
        event_type="OTHER",
        frame=None,
        article=article or name,
        day=day,
        meaning=meaning,
    )


def events(*mentions: EventMention) -> list[set[str]]:
    """The ids of the mentions of each event."""
    return [{m.mention.mention_id for m in folded.mentions} for folded in fold_events(mentions)]


def test_a_mention_that_refers_back_is_of_the_event_that_it_refers_to() -> None:
    first, back = told("a", "plunge", STRUCK, "x"), told("b", "accident", STRUCK, "x")
    assert events(first, back) == [{"a", "b"}]
    assert len(events(first, told("b", "accident", ATTACK, "x"))) == 2


def test_days_that_lie_apart_keep_even_those_apart() -> None:
    first, back = told("a", "plunge", STRUCK, "x", date(2021, 5, 3)), told("b", "crash", STRUCK, "x", date(2019, 5, 3))
    assert len(events(first, back)) == 2


def test_only_mentions_of_one_article_with_one_known_vector_refer_back() -> None:
    table = event_sketches(
        [
            told("a", "plunge", STRUCK, "x"),
            told("b", "accident", STRUCK, "x"),
            told("c", "accident", ATTACK, "x"),
            told("d", "accident", STRUCK, "y"),
            told("e", "accident", b"", "z"),
            told("f", "crash", b"", "z"),
        ]
    )
    one, other = np.array([0, 0, 0, 4]), np.array([1, 2, 3, 5])
    assert refer_back(table, one, other).tolist() == [True, False, False, False]
    assert joined_by_references(table, [[row] for row in range(6)], alike(-6.0)) == [[0, 1], [2], [3], [4], [5]]


def alike(log_odds: float) -> LogOdds:
    """Log-odds that are the same for all pairs."""

    def weigh(_: Table, one: Rows, __: Rows) -> Floats:
        return np.full(len(one), log_odds, np.float32)

    return weigh


@pytest.mark.parametrize(("log_odds", "articles_that_refer", "count"), [(0.0, 1, 1), (-2.0, 1, 2), (0.0, 0, 2)])
def test_clusters_of_several_articles_are_joined_where_nothing_speaks_against_it(
    log_odds: float, articles_that_refer: int, count: int
) -> None:
    """Three articles tell both; in some of them the one refers back to the other."""
    struck = [told(f"s{n}", "strike", vector(n, 128), f"x{n}") for n in range(3)]
    attack = [told(f"t{n}", "attack", vector(n + 10 * (n >= articles_that_refer), 128), f"x{n}") for n in range(3)]
    table = event_sketches([*struck, *attack])
    assert len(joined_by_references(table, [[0, 1, 2], [3, 4, 5]], alike(log_odds))) == count


def test_one_of_many_articles_joins_nothing() -> None:
    struck = [told(f"s{n}", "strike", vector(n, 128), f"x{n}") for n in range(8)]
    attack = [told(f"t{n}", "attack", vector(n + 10 * (n > 0), 128), f"x{n}") for n in range(8)]
    table = event_sketches([*struck, *attack])
    assert len(joined_by_references(table, [list(range(8)), list(range(8, 16))], alike(0.0))) == 2


@given(st.permutations(range(6)))
def test_the_order_of_mentions_does_not_matter(order: list[int]) -> None:
    mentions = [told(f"m{n}", "accident", vector(n % 2, 128), f"x{n // 3}") for n in range(6)]
    assert events(*(mentions[at] for at in order)) == events(*mentions)
