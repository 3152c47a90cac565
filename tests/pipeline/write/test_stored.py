"""Rows become records again: what is stored is all that the fold needs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.records import Argument, Span
from pipeline.records import Article, AssignedClaimMention, AssignedEventMention, ClaimMention, EventMention, Place
from pipeline.write import rows
from pipeline.write.files import pack, to_batch, unpack
from pipeline.write.stored import article_of, claim_mention_of, event_mention_of, reject_of
from schemas import DATASETS
from tests.pipeline.write import made_records
from tests.pipeline.write.record_strategies import RECORDS

NOWHERE = Place(None, None, None, None, None)


def through_parquet(name: str, row: rows.Row) -> dict[str, Any]:
    """The row as it is after it has been in Arrow."""
    dataset = DATASETS[name]
    [stored] = unpack(dataset.schema, pack(to_batch(dataset, [row]))).to_pylist()
    return dict(stored)


@st.composite
def events_in_articles(draw: st.DrawFn) -> tuple[Article, AssignedEventMention]:
    """A mention that fits its article, as the resolve stage makes them."""
    article = draw(RECORDS["articles"])
    assigned = draw(RECORDS["event_mentions"])
    mention: EventMention = assigned.mention
    start, end = sorted(draw(st.tuples(st.integers(0, len(article.text)), st.integers(0, len(article.text)))))
    event = replace(
        mention.event,
        sentence=Span(start, end),
        arguments=tuple(Argument(a.role, a.frame_role, a.span) for a in mention.arguments),
        is_utterance=draw(st.booleans()),
        specificity=draw(st.floats(0, 1)),
    )
    fitting = replace(
        mention,
        event=event,
        sentence_text=article.text[start:end],
        syndication_id=article.syndication_id,
        place=None if mention.place == NOWHERE else mention.place,
        article_vector=article.vector,
    )
    return article, AssignedEventMention(fitting, assigned.event_id)


@settings(max_examples=60)
@given(RECORDS["articles"])
def test_an_article_comes_back_and_its_row_too(article: Article) -> None:
    row = rows.article_row(article)
    assert article_of(through_parquet("articles", row)) == article
    assert rows.article_row(article_of(through_parquet("articles", row))) == row


@settings(max_examples=60)
@given(events_in_articles())
def test_an_event_mention_comes_back_and_its_row_too(made: tuple[Article, AssignedEventMention]) -> None:
    article, assigned = made
    row = rows.event_mention_row(assigned)
    restored = event_mention_of(through_parquet("event_mentions", row), article)
    assert restored == assigned.mention
    assert rows.event_mention_row(AssignedEventMention(restored, assigned.event_id)) == row


@settings(max_examples=60)
@given(RECORDS["articles"], RECORDS["claim_mentions"])
def test_a_telling_comes_back_and_its_row_too(article: Article, assigned: AssignedClaimMention) -> None:
    telling: ClaimMention = replace(assigned.mention, syndication_id=article.syndication_id)
    row = rows.claim_mention_row(replace(assigned, mention=telling))
    restored = claim_mention_of(through_parquet("claim_mentions", row), article)
    assert restored == telling
    assert rows.claim_mention_row(replace(assigned, mention=restored)) == row


@settings(max_examples=30)
@given(RECORDS["rejects"])
def test_a_reject_comes_back(reject: Any) -> None:
    assert reject_of(through_parquet("rejects", rows.reject_row(reject))) == reject


@pytest.mark.parametrize("number", range(4))
def test_made_mentions_come_back_with_the_words_of_their_sentence(number: int) -> None:
    made = made_records.records()
    assigned = made.event_mentions[number]
    [article] = [one for one in made.articles if one.article_id == assigned.mention.article_id]
    article = replace(article, vector=assigned.mention.article_vector)
    restored = event_mention_of(through_parquet("event_mentions", rows.event_mention_row(assigned)), article)
    assert restored == assigned.mention


def test_a_mention_of_an_article_settled_anew_has_its_new_syndication_id() -> None:
    made = made_records.records()
    article = replace(made.articles[0], syndication_id="a-first")
    row = through_parquet("event_mentions", rows.event_mention_row(made.event_mentions[0]))
    assert event_mention_of(row, article).syndication_id == "a-first"
