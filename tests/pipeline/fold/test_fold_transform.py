from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.testing.util import assert_that, equal_to

from pipeline.fold import FindCopies, FoldClaims, FoldEvents, SketchArticles
from pipeline.fold.claims import fold_claims
from pipeline.fold.copies import find_copies
from pipeline.fold.events import fold_events
from pipeline.records import ClaimMention, EventMention, ResolvedArticle
from tests.pipeline.fold.made_mentions import article, mention, vector
from tests.pipeline.fold.test_copies import story
from tests.pipeline.fold.test_fold_claims import many_tellings
from tests.pipeline.fold.test_fold_events import many_mentions

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def shuffled(records: Iterable[Any]) -> list[Any]:
    mixed = list(records)
    random.Random(3).shuffle(mixed)
    return mixed


def resolved(mentions: Iterable[EventMention] = (), tellings: Iterable[ClaimMention] = ()) -> list[ResolvedArticle]:
    """The articles of some mentions and tellings."""
    mentions, tellings = list(mentions), list(tellings)
    return [
        ResolvedArticle(
            article(article_id, "A text."),
            tuple(mention for mention in mentions if mention.article_id == article_id),
            tuple(telling for telling in tellings if telling.article_id == article_id),
        )
        for article_id in sorted({record.article_id for record in (*mentions, *tellings)})
    ]


def test_find_copies_gives_what_the_function_gives():
    articles = [article(f"a{n}", " ".join(story(n % 3, 12)[: 12 - n])) for n in range(8)]
    articles += [article("a2", articles[2].text, "other.jsonl")]
    expected = find_copies(articles)
    with beam.Pipeline() as pipeline:
        copies = pipeline | beam.Create(shuffled(articles)) | FindCopies()
        assert_that(copies.articles, equal_to(list(expected.articles)), "articles")
        assert_that(copies.rejects, equal_to(list(expected.rejects)), "rejects")
    assert len(expected.rejects) == 1


def test_fold_events_gives_what_the_function_gives():
    expected = fold_events(many_mentions())
    with beam.Pipeline() as pipeline:
        sketched = pipeline | beam.Create(shuffled(resolved(many_mentions()))) | SketchArticles()
        folded = sketched.mentions | FoldEvents()
        assert_that(folded.events, equal_to([event.event for event in expected]), "events")
        assert_that(folded.mentions, equal_to([m for event in expected for m in event.mentions]), "mentions")


def test_fold_claims_gives_what_the_function_gives():
    assigned = [m for event in fold_events(many_mentions()) for m in event.mentions]
    tellings = [t for n, t in enumerate(many_tellings())]
    expected = fold_claims(tellings, assigned)
    with beam.Pipeline() as pipeline:
        sketched = pipeline | "Tellings" >> beam.Create(shuffled(resolved(tellings=tellings))) | SketchArticles()
        events = pipeline | "Events" >> beam.Create(shuffled(assigned))
        folded = (sketched.tellings, events) | FoldClaims()
        assert_that(folded.claims, equal_to([claim.claim for claim in expected]), "claims")
        assert_that(folded.mentions, equal_to([m for claim in expected for m in claim.tellings]), "mentions")


def test_nothing_folds_to_nothing():
    with beam.Pipeline() as pipeline:
        nothing = pipeline | beam.Create([]) | SketchArticles()
        events = nothing.mentions | FoldEvents()
        claims = (nothing.tellings, events.mentions) | FoldClaims()
        assert_that(events.events, equal_to([]), "events")
        assert_that(claims.claims, equal_to([]), "claims")


def test_an_article_that_cannot_be_sketched_is_a_reject_and_none_of_its_mentions_is_folded():
    broken = mention("broken", article="a-broken", meaning=vector(1, 500))
    beside = mention("beside", article="a-broken")
    expected = fold_events(many_mentions())
    with beam.Pipeline() as pipeline:
        sketched = pipeline | beam.Create(resolved([*many_mentions(), broken, beside])) | SketchArticles()
        folded = sketched.mentions | FoldEvents()
        rejected = sketched.rejects | beam.Map(lambda reject: (reject.source_id, reject.stage, reject.error_type))
        assert_that(rejected, equal_to([("a-broken", "fold", "ValueError")]), "rejects")
        assert_that(sketched.articles | beam.Filter(lambda one: one.article.article_id == "a-broken"), equal_to([]))
        assert_that(folded.mentions, equal_to([m for event in expected for m in event.mentions]), "mentions")


def test_only_transforms_import_beam():
    folder = Path(beam_free := __import__("pipeline.fold").fold.__file__).parent
    importing = {path.name for path in folder.glob("*.py") if "apache_beam" in path.read_text(encoding="utf-8")}
    assert beam_free
    assert importing == {"link_blocks.py", "sketch_articles.py", "transform.py"}
