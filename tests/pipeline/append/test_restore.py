"""Stored articles come back as the resolve stage gave them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from pipeline.append.restore import known_of, pieces_by_article, restore
from pipeline.write.files import to_batch, unpack
from pipeline.write.transform import ROW_OF
from schemas import DATASETS
from tests.pipeline.write import made_records

MENTIONS = DATASETS["event_mentions"]


@given(st.lists(st.sampled_from("abc"), max_size=9))
def test_rows_are_cut_where_another_article_begins(article_ids: list[str]) -> None:
    made = made_records.records().event_mentions[0]
    named = [replace(made, mention=replace(made.mention, article_id=article_id)) for article_id in article_ids]
    batch = to_batch(MENTIONS, [ROW_OF["event_mentions"](mention) for mention in named])
    pieces = list(pieces_by_article(batch))
    assert all(one != other for (one, _), (other, _) in pairwise(pieces))
    cut = [unpack(MENTIONS.schema, packed) for _, packed in pieces]
    assert pa.Table.from_batches(cut, MENTIONS.schema).equals(pa.Table.from_batches([batch]))


def test_an_article_comes_back_with_its_mentions_and_what_was_settled_anew() -> None:
    made = made_records.records()
    lake = replace(made.articles[0], vector=made_records.EAST)
    [mention] = [one for one in made.event_mentions if one.mention.mention_id == "m-lake"]
    [telling] = [one for one in made.claim_mentions if one.mention.claim_mention_id == "t-lake"]
    event_rows, claim_rows = (
        [piece for _, piece in pieces_by_article(to_batch(DATASETS[name], [ROW_OF[name](record)]))]
        for name, record in (("event_mentions", mention), ("claim_mentions", telling))
    )
    settled = replace(lake, source_uri="other.jsonl", syndication_id="a-first", published_at=None, vector=b"")
    restored = restore(settled, known_of(lake), event_rows, claim_rows)
    assert restored.article == replace(lake, source_uri="other.jsonl", syndication_id="a-first")
    assert restored.event_mentions == (replace(mention.mention, syndication_id="a-first"),)
    assert restored.claim_mentions == (replace(telling.mention, syndication_id="a-first"),)
