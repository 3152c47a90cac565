"""Records as rows: what each dataset stores of the record that the stages before hand on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from models.records import Span
from pipeline.records import (
    Article,
    AssignedClaimMention,
    AssignedEventMention,
    DateRange,
    Disagreement,
    FoldedActor,
    FoldedClaim,
    FoldedEvent,
    Place,
    Reject,
    ResolvedArgument,
    Superseded,
)
from schemas.vocabulary import MAX_EXCERPT_BYTES

Row: TypeAlias = dict[str, object]
"""One value for each column of a dataset."""

BATCH_REVISION = 0


def article_row(article: Article) -> Row:
    """Return the row of ``articles``."""
    return {
        "article_id": article.article_id,
        "source_id": article.source_id,
        "outlet": article.outlet,
        "url": article.url,
        "title": article.title,
        "language": article.language,
        "published_at": article.published_at,
        "published_at_source": article.published_at_source,
        "text": article.text,
        "body_spans": _spans(article.body_spans),
        "syndication_id": article.syndication_id,
        "source_uri": article.source_uri,
        "vector": article.vector,
    }


def event_mention_row(assigned: AssignedEventMention) -> Row:
    """Return the row of ``event_mentions``."""
    mention, event = assigned.mention, assigned.mention.event
    return {
        "mention_id": mention.mention_id,
        "article_id": mention.article_id,
        "outlet": mention.outlet,
        "published_at": mention.published_at,
        "event_id": assigned.event_id,
        "event_type": event.event_type,
        "frame": event.frame,
        "trigger_text": mention.trigger_text,
        "trigger_start": event.trigger.start,
        "trigger_end": event.trigger.end,
        "sentence_start": event.sentence.start,
        "sentence_end": event.sentence.end,
        "arguments": [_argument(argument) for argument in mention.arguments],
        "date_text": mention.date_text,
        **_dates(mention.dates),
        "time_of_day": mention.time_of_day,
        "place_text": mention.place_text,
        **_place(mention.place),
        "modality": event.modality,
        "confidence": event.confidence,
        "revision": BATCH_REVISION,
        "is_utterance": event.is_utterance,
        "specificity": event.specificity,
        "vector": event.vector,
    }


def event_row(event: FoldedEvent) -> Row:
    """Return the row of ``events``."""
    return {
        "event_id": event.event_id,
        "event_type": event.event_type,
        "frame": event.frame,
        "title": event.title,
        "description": event.description,
        "actors": [_folded_actor(actor) for actor in event.actors],
        "recipients": [_folded_actor(actor) for actor in event.recipients],
        **_place(event.place),
        **_dates(event.dates),
        "modality": event.modality,
        "outlets": list(event.outlets),
        "outlet_count": len(event.outlets),
        "independent_count": event.independent_count,
        "article_count": event.article_count,
        "mention_count": event.mention_count,
        "first_reported_at": event.first_reported_at,
        "last_reported_at": event.last_reported_at,
        "disagreements": [_disagreement(disagreement) for disagreement in event.disagreements],
        "confidence": event.confidence,
        "revision": BATCH_REVISION,
        "superseded_by": None,
        "is_utterance": event.is_utterance,
        "specificity": event.specificity,
    }


def claim_mention_row(assigned: AssignedClaimMention) -> Row:
    """Return the row of ``claim_mentions``."""
    mention, attribution = assigned.mention, assigned.mention.attribution
    return {
        "claim_mention_id": mention.claim_mention_id,
        "article_id": mention.article_id,
        "outlet": mention.outlet,
        "published_at": mention.published_at,
        "claim_id": assigned.claim_id,
        "source_text": mention.source_text,
        "source_spans": _spans(attribution.source),
        "cue_text": mention.cue_text,
        "cue_spans": _spans(attribution.cue),
        "content_text": mention.content_text,
        "content_spans": _spans(attribution.contents),
        "quotation": attribution.quotation,
        "speaker": mention.speaker.name,
        "speaker_country": mention.speaker.country,
        "speaker_sector": mention.speaker.sector,
        "event_ids": list(assigned.event_ids),
        "sentence_start": attribution.sentence.start,
        "sentence_end": attribution.sentence.end,
        "confidence": attribution.confidence,
        "revision": BATCH_REVISION,
        "event_mention_ids": list(mention.event_mention_ids),
        "stance": assigned.stance,
        "is_statement": assigned.is_statement,
        "vector": attribution.vector,
    }


def claim_row(claim: FoldedClaim) -> Row:
    """Return the row of ``claims``."""
    return {
        "claim_id": claim.claim_id,
        "speaker": claim.speaker.name,
        "speaker_country": claim.speaker.country,
        "speaker_sector": claim.speaker.sector,
        "content": claim.content,
        "quotation": claim.quotation,
        "outlets": list(claim.outlets),
        "outlet_count": len(claim.outlets),
        "independent_count": claim.independent_count,
        "article_count": claim.article_count,
        "mention_count": claim.mention_count,
        "first_reported_at": claim.first_reported_at,
        "last_reported_at": claim.last_reported_at,
        "event_ids": list(claim.event_ids),
        "disputed_by": list(claim.disputed_by),
        "revision": BATCH_REVISION,
        "superseded_by": None,
        "stance": claim.stance,
        "is_statement": claim.is_statement,
    }


def reject_row(reject: Reject) -> Row:
    """Return the row of ``rejects``."""
    return {
        "source_id": reject.source_id,
        "source_uri": reject.source_uri,
        "stage": reject.stage,
        "error_type": reject.error_type,
        "error_message": reject.error_message,
        "excerpt": reject.excerpt[:MAX_EXCERPT_BYTES],
    }


def superseded_row(superseded: Superseded) -> Row:
    """Return the row of ``superseded``."""
    return {
        "dataset": superseded.dataset,
        "id": superseded.id,
        "superseded_by": superseded.superseded_by,
        "revision": superseded.revision,
    }


def _spans(spans: Iterable[Span]) -> list[Row]:
    return [{"start": span.start, "end": span.end} for span in spans]


def _argument(argument: ResolvedArgument) -> Row:
    return {
        "role": argument.role,
        "frame_role": argument.frame_role,
        "text": argument.text,
        "start": argument.span.start,
        "end": argument.span.end,
        "name": argument.actor.name,
        "country": argument.actor.country,
        "sector": argument.actor.sector,
    }


def _folded_actor(actor: FoldedActor) -> Row:
    return {
        "name": actor.name,
        "country": actor.country,
        "sector": actor.sector,
        "outlet_count": actor.outlet_count,
    }


def _disagreement(disagreement: Disagreement) -> Row:
    return {
        "field": disagreement.field,
        "value": disagreement.value,
        "outlet_count": disagreement.outlet_count,
        "outlets": list(disagreement.outlets),
    }


def _dates(dates: DateRange | None) -> Row:
    return {
        "date_start": dates.start if dates else None,
        "date_end": dates.end if dates else None,
    }


def _place(place: Place | None) -> Row:
    return {
        "place_name": place.name if place else None,
        "place_country": place.country if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "geonames_id": place.geonames_id if place else None,
    }
