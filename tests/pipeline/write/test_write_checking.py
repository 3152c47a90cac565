"""Articles that cannot be rows are found before they are folded."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from apache_beam.testing.util import assert_that, equal_to

from pipeline.records import Actor, Place, Reject, ResolvedArticle
from pipeline.write import CheckRows
from pipeline.write.checking import check_rows
from tests.pipeline.fold.made_mentions import KARVINA, article, mention, telling

MENTION = mention("m")
TELLING = telling("t", "the bridge will open on Friday")
RESOLVED = ResolvedArticle(article("a", "A text.", "news.jsonl", "story-1"), (MENTION,), (TELLING,))


def of_article(**changes: Any) -> ResolvedArticle:
    return replace(RESOLVED, article=replace(RESOLVED.article, **changes))


def of_mention(**changes: Any) -> ResolvedArticle:
    return replace(RESOLVED, event_mentions=(MENTION, replace(MENTION, **changes)))


BROKEN = {
    "no outlet": of_article(outlet=None),
    "a day that is a text": of_article(published_at="Monday"),
    "an id of a place beyond all numbers": of_mention(place=replace(KARVINA, geonames_id=2**70)),
    "a place on a text of latitude": of_mention(place=Place("Karvina", "CZE", "north", 18.5, 1)),  # type: ignore[arg-type]
    "an argument without a role": of_mention(arguments=(replace(MENTION.arguments[0], role=None),)),
    "a speaker who is a number": replace(RESOLVED, claim_mentions=(replace(TELLING, speaker=Actor(7, None, None)),)),  # type: ignore[arg-type]
}


def test_a_sound_article_passes_and_so_do_texts_that_are_no_unicode():
    assert check_rows(RESOLVED) is RESOLVED
    odd = of_article(text="half of a pair: \ud800", title=None)
    assert check_rows(odd) is odd


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_an_article_that_cannot_be_rows_is_a_reject_of_the_stage_write(broken: ResolvedArticle):
    reject = check_rows(broken)
    assert isinstance(reject, Reject)
    assert (reject.source_id, reject.source_uri, reject.stage, reject.excerpt) == (
        "story-1", "news.jsonl", "write", b"A text."
    )  # fmt: skip


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_transform_parts_articles_from_rejects():
    with beam.Pipeline(runner=FnApiRunner()) as pipeline:
        checked = pipeline | beam.Create([RESOLVED, of_article(outlet=None)]) | CheckRows()
        assert_that(checked.articles, equal_to([RESOLVED]), "articles")
        stages = checked.rejects | beam.Map(lambda reject: reject.stage)
        assert_that(stages, equal_to(["write"]), "rejects")
