"""Made articles with their mentions, few but of every kind, and what the batch's functions make of any of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from pipeline.fold.claims import fold_claims
from pipeline.fold.copies import find_copies
from pipeline.fold.events import fold_events
from pipeline.records import Article, AssignedEventMention, ResolvedArticle
from tests.pipeline.fold.made_mentions import article, mention, telling, vector
from tests.pipeline.fold.test_copies import story

DEAL = "the ferry company will pay {} million crowns to the families"


def report(
    number: int, event: int, crowns: int = 40, text: int | None = None, source: str = "in.jsonl"
) -> ResolvedArticle:
    """An article that tells of an event and of a claim about it; reports of one ``text`` are copies of it."""
    article_id = f"a{number}"
    words = story(number if text is None else text, 12)
    when = date(2021, 5, 3) + timedelta(days=40 * event)
    told = mention(
        f"m{number}",
        article=article_id,
        meaning=vector(event, 128, number, 0.5),
        topic=vector(event, 384, number, 0.4),
        day=when,
        published=when + timedelta(days=number % 3),
    )
    said = telling(
        f"c{number}",
        DEAL.format(crowns),
        article=article_id,
        meaning=vector(3, 384, number, 0.4),
        published=when,
        events=(f"m{number}",),
    )
    written = article(article_id, " ".join(words[: 12 - number % 3]))
    return ResolvedArticle(written, (told,), (said,))


def reports() -> list[ResolvedArticle]:
    """Three events in eight articles: copies, a claim and its denial; their ids do not follow the events."""
    return [
        report(5, 0),
        report(1, 0, crowns=70),
        report(7, 0, text=5),
        report(2, 1),
        report(6, 1, crowns=70),
        report(3, 2),
        report(8, 2, text=3),
        report(4, 0),
    ]


def without_body(resolved: ResolvedArticle) -> ResolvedArticle:
    """The same article in no bucket, which leaves Beam's slow test runner fewer keys to keep."""
    return replace(resolved, article=replace(resolved.article, body_spans=()))


def again(resolved: ResolvedArticle, source: str) -> ResolvedArticle:
    """The same article from another source."""
    return replace(resolved, article=replace(resolved.article, source_uri=source))


def batch(arrived: Iterable[ResolvedArticle]) -> dict[str, list[object]]:
    """What the batch stores of the articles, by dataset; what arrives again from the same source counts once."""
    distinct = {(r.article.article_id, r.article.source_uri): r for r in arrived}
    once = {r.article.article_id: r for r in distinct.values()}
    copies = find_copies([r.article for r in distinct.values()])
    resolved = [_settled(once[kept.article_id], kept) for kept in copies.articles]
    mentions = {m.mention_id: m for r in resolved for m in r.event_mentions}
    tellings = {t.claim_mention_id: t for r in resolved for t in r.claim_mentions}
    events = fold_events(mentions.values())
    assigned = [m for event in events for m in event.mentions]
    claims = fold_claims(tellings.values(), assigned)
    return {
        "articles": [_with_vector(r) for r in resolved],
        "event_mentions": [AssignedEventMention(_plain(mentions[a.mention.mention_id]), a.event_id) for a in assigned],
        "events": [event.event for event in events],
        "claim_mentions": [
            replace(a, mention=tellings[a.mention.claim_mention_id]) for claim in claims for a in claim.tellings
        ],
        "claims": [claim.claim for claim in claims],
        "rejects": list(copies.rejects),
    }


def in_order(records: Sequence[object]) -> list[object]:
    """Records in one order, to compare them as sets whose members may repeat."""
    return sorted(records, key=repr)


def _settled(resolved: ResolvedArticle, kept: Article) -> ResolvedArticle:
    known = replace(resolved.article, source_uri=kept.source_uri, syndication_id=kept.syndication_id)
    return ResolvedArticle(
        known,
        tuple(replace(mention, syndication_id=kept.syndication_id) for mention in resolved.event_mentions),
        tuple(replace(telling, syndication_id=kept.syndication_id) for telling in resolved.claim_mentions),
    )


def _with_vector(resolved: ResolvedArticle) -> Article:
    return replace(resolved.article, vector=next((m.article_vector for m in resolved.event_mentions), b""))


def _plain(mention: object) -> object:
    """A mention as it is stored: its article's vector stands with the article."""
    return replace(mention, article_vector=b"")
