"""Resolves one article: its date settled, its mentions with values that can be compared."""

from __future__ import annotations

from dataclasses import replace

from models.records import Extraction
from pipeline.records import Article, ClaimMention, EventMention, ExtractedArticle, ResolvedArticle
from pipeline.resolve.actors import ActorResolver
from pipeline.resolve.claims import claim_mentions
from pipeline.resolve.dateline import publication, split_stories
from pipeline.resolve.events import event_mentions
from pipeline.resolve.pronouns import Antecedents
from pipeline.resolve.story import Story


def resolve_article(extracted: ExtractedArticle) -> ResolvedArticle:
    """The article's mentions with dates, places and actors resolved.

    An article without a date takes it from its text where that tells one (source "text").
    """
    article = _with_date(extracted.article)
    published = article.local_day or (article.published_at.date() if article.published_at else None)
    extraction = extracted.extraction
    resolved = [
        _resolve_story(article, extraction, story)
        for story in split_stories(article.text, extraction.sentences, published, extraction.sentence_vectors)
    ]
    return ResolvedArticle(
        article,
        tuple(mention for events, _ in resolved for mention in events),
        tuple(mention for _, claims in resolved for mention in claims),
    )


def _resolve_story(
    article: Article, extraction: Extraction, story: Story
) -> tuple[tuple[EventMention, ...], tuple[ClaimMention, ...]]:
    antecedents = Antecedents(story, ActorResolver(story, extraction.attributions), extraction.sentences)
    events = event_mentions(article, extraction, story, antecedents)
    return events, claim_mentions(article, extraction, story, antecedents, events)


def _with_date(article: Article) -> Article:
    if article.published_at is not None:
        return article
    told = publication(article.text)
    if told is None or told.moment is None:
        return article
    return replace(article, published_at=told.moment, published_at_source="text", local_day=told.local_day)
