"""Assembles the claim mentions of one story: its attributions with their speakers resolved."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from models.records import Attribution, Extraction, Span, stripped
from pipeline.records import Actor, Article, ClaimMention, EventMention
from pipeline.resolve.actors import NOBODY
from pipeline.resolve.coordination import parted
from pipeline.resolve.entry_times import entry_time
from pipeline.resolve.ids import content_id
from pipeline.resolve.locating import city_country
from pipeline.resolve.pronouns import Antecedents
from pipeline.resolve.story import Story
from pipeline.resolve.tellings import as_told
from pipeline.resolve.unnamed import introduced
from pipeline.resolve.words import fold, folded_words, word_list

# How far back the speaker that a pronoun stands for may be.
_PRONOUN_REACH = 600
# Few words are content only where the extractor is sure of them ("He denied the charges").
_FEW_WORDS = 4
_SURE = 0.45
_LOOKED_AT = 200
_ENTRY_TIME_REACH = 30
_QUOTES = frozenset("\"“”„«»‘’'")
_LOOSE = " ,;:"
_ASKED_BY = re.compile(r"\b(?:asked|pressed|questioned)\s+by\s+(?:[\w’'-]+\s+){0,3}\Z", re.IGNORECASE)


def claim_mentions(
    article: Article, extraction: Extraction, story: Story, antecedents: Antecedents, events: Sequence[EventMention]
) -> tuple[ClaimMention, ...]:
    """The tellings of a story in order, each with the mentions whose triggers its content holds."""
    inside = (found for found in extraction.attributions if story.span.start <= _start(found) < story.span.end)
    cut = (_without_entry_time(_without_dateline(one, story), story.text) for one in inside)
    tidy = (_with_tidy_source(as_told(one, story.text), story.text) for one in cut)
    telling = (found for found in tidy if _says_something(found, story.text) and not _is_placed(found, story))
    attributions = _told_once(telling)
    speakers = list(_speakers(attributions, antecedents))
    return tuple(
        _claim(article, attribution, speaker, events)
        for attribution, speaker in zip(attributions, speakers, strict=True)
    )


def _told_once(attributions: Iterable[Attribution]) -> list[Attribution]:
    """One attribution of each content, that with a source or the surer one: cut, two may be alike."""
    by_content: dict[tuple[Span, ...], Attribution] = {}
    for found in attributions:
        known = by_content.setdefault(found.contents, found)
        if (bool(found.source), found.confidence) > (bool(known.source), known.confidence):
            by_content[found.contents] = found
    return list(by_content.values())


def _says_something(attribution: Attribution, text: str) -> bool:
    """Whether a telling has a content that can be compared: neither a pronoun nor a few doubtful words."""
    content = " ".join(text[span.start : span.end] for span in attribution.contents)
    if not _QUOTES.isdisjoint(content):
        return True
    words = folded_words(content[:_LOOKED_AT])
    if len(words) > _FEW_WORDS:
        return True
    if all(word in word_list("empty_contents") for word in words):
        return False
    return attribution.confidence >= _SURE


def _without_dateline(attribution: Attribution, story: Story) -> Attribution:
    """The attribution without what it took for content or source of a dateline, which nobody said."""
    line = story.dateline.span if story.dateline else None
    if line is None:
        return attribution
    contents, source = _behind(attribution.contents, line), _behind(attribution.source, line)
    return replace(attribution, contents=contents, source=source)


def _is_placed(attribution: Attribution, story: Story) -> bool:
    """Whether a source is only the town before the colon that opens a report: "Guwahati: A minister has resigned."

    A headline ("Kyiv: no talks") ends in no full stop, and a quotation is somebody's.
    """
    text = story.text
    if not (attribution.source and attribution.contents) or attribution.quotation == "direct":
        return False
    source, end = attribution.source[0], attribution.contents[-1].end
    is_label = not text[source.start - 1 : source.start].strip() and text.startswith(":", source.end)
    return is_label and text.startswith(".", end) and city_country(source, story) is not None


def _with_tidy_source(attribution: Attribution, text: str) -> Attribution:
    """The attribution with a source without the commas at its ends."""
    tidy = (stripped(text, span, _LOOSE) for span in attribution.source)
    return replace(attribution, source=tuple(span for span in tidy if span.start < span.end))


def _without_entry_time(attribution: Attribution, text: str) -> Attribution:
    """The attribution without what it took for content or source of the time that opens an entry of a live report."""
    spans = (*attribution.contents, *attribution.source)
    lines = (text.rfind("\n", max(0, span.start - _ENTRY_TIME_REACH), span.start) for span in spans)
    for start in sorted({attribution.sentence.start, *(line + 1 for line in lines if line >= 0)}):
        if time := entry_time(text, start):
            contents, source = _behind(attribution.contents, time), _behind(attribution.source, time)
            attribution = replace(attribution, contents=contents, source=source)
    return attribution


def _behind(spans: Sequence[Span], words: Span) -> tuple[Span, ...]:
    """Spans without what they have of some words in which they begin."""
    cut = (Span(words.end, span.end) if words.start <= span.start < words.end else span for span in spans)
    return tuple(span for span in cut if span.start < span.end)


def _start(attribution: Attribution) -> int:
    return min((span.start for span in attribution.contents), default=attribution.sentence.start)


def _speakers(attributions: Sequence[Attribution], antecedents: Antecedents) -> Iterator[Actor]:
    """The speaker of each attribution; "he" is the speaker before it, or the only person named just before."""
    previous: tuple[int, Actor] | None = None
    for attribution in attributions:
        source = attribution.source[0] if attribution.source else None
        if source is None:
            yield NOBODY
            continue
        is_pronoun = antecedents.is_personal(source)
        resolve = _pronoun_speaker if is_pronoun else _named_speaker
        speaker = resolve(source, antecedents, previous)
        if _ASKED_BY.search(antecedents.story.text, max(0, source.start - _LOOKED_AT), source.start):
            yield speaker
            continue
        if antecedents.resolver.is_person(speaker):
            previous = source.end, speaker
        elif not is_pronoun and introduced(antecedents.story.text, source.start, source.end):
            previous = source.end, NOBODY
        yield speaker


def _named_speaker(source: Span, antecedents: Antecedents, previous: tuple[int, Actor] | None) -> Actor:
    """Whom a source names; a surname that several people bear is that of the speaker just before, if he bears it."""
    several = parted(antecedents.story, source)
    if len(several) > 1:
        return _several([antecedents.actor(span) for span in several])
    found = antecedents.actor(source)
    if previous is None or not found.name or not 0 <= source.start - previous[0] <= _PRONOUN_REACH:
        return found
    surname = (previous[1].name or "").rpartition(" ")[2]
    return previous[1] if fold(found.name) == fold(surname) else found


def _several(speakers: Sequence[Actor]) -> Actor:
    """What two who speak together have in common, which is no name: "Kenya and Tanzania"."""
    first, *others = speakers
    return Actor(
        None,
        first.country if all(other.country == first.country for other in others) else None,
        first.sector if all(other.sector == first.sector for other in others) else None,
    )


def _pronoun_speaker(source: Span, antecedents: Antecedents, previous: tuple[int, Actor] | None) -> Actor:
    """The speaker before, else whom the pronoun stands for; nobody where there are two, or one without a name."""
    found = antecedents.actor(source)
    end, speaker = previous or (0, NOBODY)
    if antecedents.follows_unnamed(source, end):
        return NOBODY
    if office := antecedents.office_before(source, end):
        return antecedents.actor(office)
    if previous is None or not 0 <= source.start - end <= _PRONOUN_REACH:
        return found
    if not antecedents.fits(antecedents.story.text[source.start : source.end], speaker) or speaker == found:
        return found
    return NOBODY if _names_other(antecedents, end, source, speaker) else speaker


def _names_other(antecedents: Antecedents, start: int, pronoun: Span, speaker: Actor) -> bool:
    """Whether anybody else whom a pronoun may mean is named from ``start`` up to it; whom a quotation names is nobody
    that the text around it speaks of."""
    is_spoken = antecedents.is_spoken
    named = antecedents.named_before(pronoun, start)
    others = (name for name in named if antecedents.story.chains.fullest(name).text != speaker.name)
    return any(is_spoken(pronoun.start) or not is_spoken(name.start) for name in others)


def _claim(article: Article, attribution: Attribution, speaker: Actor, events: Sequence[EventMention]) -> ClaimMention:
    text = article.text
    offsets = [offset for span in attribution.contents for offset in (span.start, span.end)]
    return ClaimMention(
        claim_mention_id=content_id("q", article.article_id, *offsets),
        article_id=article.article_id,
        outlet=article.outlet,
        published_at=article.published_at,
        syndication_id=article.syndication_id,
        attribution=attribution,
        source_text=_joined(text, attribution.source),
        cue_text=_joined(text, attribution.cue),
        content_text=_joined(text, attribution.contents) or "",
        speaker=speaker,
        event_mention_ids=_held(attribution.contents, events),
    )


def _joined(text: str, spans: Sequence[Span]) -> str | None:
    return " ".join(text[span.start : span.end] for span in spans) or None


def _held(contents: Sequence[Span], events: Sequence[EventMention]) -> tuple[str, ...]:
    """The ids of the mentions whose triggers lie within the contents, in order."""
    held: dict[str, None] = {}
    for span in contents:
        first = bisect_left(events, span.start, key=_trigger_start)
        for mention in events[first : bisect_left(events, span.end, key=_trigger_start)]:
            if mention.event.trigger.end <= span.end:
                held[mention.mention_id] = None
    return tuple(held)


def _trigger_start(mention: EventMention) -> int:
    return mention.event.trigger.start
