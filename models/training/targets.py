"""Annotated documents as labelled words: what each head is to say of each word, or that it learns nothing here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from models.config import ATTRIBUTION_PARTS, ENTITY_KINDS, EVENT_TYPES, MODALITIES, ROLES, ExtractorConfig
from models.corpora import GoldAttribution, GoldFrame, GoldMention, LabelledDocument
from models.readings import HAPPENING, Reading
from models.records import Span
from models.roles import general_role
from models.windows import Window, Words, split_words

IGNORED = -100
IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class CueTarget:
    """A cue's words (``first`` to ``last``) and the part of its attribution that each word of the document is."""

    first: int
    last: int
    parts: IntArray


@dataclass(frozen=True, slots=True, eq=False)
class TriggerTarget:
    """A trigger word, its frame's class, and for each word of the document its roles and whether one begins or ends."""

    word: int
    frame: int
    frame_roles: IntArray
    begins: IntArray
    ends: IntArray
    roles: IntArray


@dataclass(frozen=True, slots=True)
class ChainTarget:
    """An event mention's words and the chain of mentions that it belongs to."""

    first: int
    last: int
    chain: str


@dataclass(frozen=True, slots=True, eq=False)
class Labelled:
    """n words with their labels: ``attribution`` (n, 3), the other arrays (n,); IGNORED where not annotated.

    ``judged`` (n, 3) is what was read of words: event type, modality, happening or not. ``verb_hint`` is 1 for a verb
    that can express the document's event type; ``teacher_words`` are the same words in the tokens of a teacher, where
    there is one.
    """

    words: Words
    attribution: IntArray
    trigger: IntArray
    event: IntArray
    entity: IntArray
    verb_hint: IntArray
    judged: IntArray
    cues: tuple[CueTarget, ...] = ()
    triggers: tuple[TriggerTarget, ...] = ()
    chains: tuple[ChainTarget, ...] = ()
    contents: tuple[tuple[int, int, str], ...] = ()
    event_type: int = IGNORED
    topic: str | None = None
    teacher_words: Words | None = None


def label_document(
    labelled: LabelledDocument,
    tokenizer: Tokenizer,
    config: ExtractorConfig,
    verb_types: Mapping[str, frozenset[str]],
    readings: Sequence[Reading] = (),
) -> Labelled:
    """Labels a document's words with everything that its corpus annotates, and with what was read of them."""
    words = split_words(labelled.document, tokenizer)
    blank = np.full(len(words), IGNORED, dtype=np.int64)
    target = Labelled(
        words, np.full((len(words), 3), IGNORED, dtype=np.int64), blank, blank, blank, np.zeros_like(blank),
        reading_targets(words, readings), topic=labelled.topic,
    )  # fmt: skip
    if labelled.attributions is not None:
        target = _with_attributions(target, labelled.attributions, labelled.document.text)
    if labelled.frames is not None:
        target = _with_frames(target, labelled.frames, config)
    if labelled.mentions is not None:
        target = _with_mentions(target, labelled.mentions, labelled.document.text)
    if labelled.event_type is not None:
        target = _with_event_type(target, labelled, verb_types)
    return target


def reading_targets(words: Words, readings: Sequence[Reading]) -> IntArray:
    """Event type, modality and happening (1) or not (0) of each word, (n, 3).

    All words of a sentence that was read have a type, OTHER where they are no trigger, and those of others IGNORED.
    """
    targets = np.full((len(words), 3), IGNORED, dtype=np.int64)
    found = [(place, reading) for reading in readings if (place := word_range(words, reading.trigger))]
    sentences = {int(words.sentence_of[first]) for (first, _), _ in found}
    targets[np.isin(words.sentence_of, sorted(sentences)), 0] = EVENT_TYPES.index("OTHER")
    for (first, last), reading in found:
        targets[first : last + 1, 0] = EVENT_TYPES.index(reading.event_type)
        targets[first, 1] = MODALITIES.index(reading.modality) if reading.modality else IGNORED
        targets[first, 2] = reading.kind == HAPPENING
    return targets


def word_range(words: Words, span: Span) -> tuple[int, int] | None:
    """The first and last word that overlap a span, or None where it holds no word."""
    first = int(np.searchsorted(words.ends, span.start, side="right"))
    last = int(np.searchsorted(words.starts, span.end, side="left")) - 1
    return (first, last) if first <= last else None


def _ranges(words: Words, spans: tuple[Span, ...]) -> list[tuple[int, int]]:
    return [found for span in spans if (found := word_range(words, span))]


def _with_attributions(target: Labelled, attributions: tuple[GoldAttribution, ...], text: str) -> Labelled:
    words = target.words
    tags = np.zeros((len(words), len(ATTRIBUTION_PARTS)), dtype=np.int64)
    cues: list[CueTarget] = []
    contents: list[tuple[int, int, str]] = []
    for attribution in attributions:
        sources, cue, content = (
            _ranges(words, part) for part in (attribution.source, attribution.cue, attribution.content)
        )
        for column, ranges in enumerate((sources, cue, content)):
            for first, last in ranges:
                tags[first, column] = 1
                tags[first + 1 : last + 1, column] = 2
        if cue and content:
            cues.append(CueTarget(*cue[0], _part_labels(len(words), sources, content)))
        contents.extend((first, last, text[words.starts[first] : words.ends[last]]) for first, last in content)
    return replace(target, attribution=tags, cues=tuple(cues), contents=tuple(contents))


def _part_labels(count: int, sources: list[tuple[int, int]], contents: list[tuple[int, int]]) -> IntArray:
    parts = np.zeros(count, dtype=np.int64)
    for value, ranges in ((2, contents), (1, sources)):
        for first, last in ranges:
            parts[first : last + 1] = value
    return parts


def _with_frames(target: Labelled, frames: tuple[GoldFrame, ...], config: ExtractorConfig) -> Labelled:
    words = target.words
    one_sentence = replace_sentences(words)
    trigger = np.zeros(len(words), dtype=np.int64)
    triggers = []
    for frame in frames:
        found = word_range(words, frame.trigger)
        if found is None or frame.frame not in config.frames:
            continue
        trigger[found[0]] = 1 + config.frames.index(frame.frame)
        triggers.append(_trigger_target(words, found[0], frame, config))
    return replace(target, words=one_sentence, trigger=trigger, triggers=tuple(triggers))


def replace_sentences(words: Words) -> Words:
    """The same words as one sentence: a corpus of sentences knows better than the splitter."""
    if not len(words):
        return words
    whole = Span(int(words.starts[0]), int(words.ends[-1]))
    return replace(words, sentence_of=np.zeros_like(words.sentence_of), sentences=(whole,))


def _trigger_target(words: Words, word: int, frame: GoldFrame, config: ExtractorConfig) -> TriggerTarget:
    frame_roles, begins, ends, roles = (np.zeros(len(words), dtype=np.int64) for _ in range(4))
    for argument in frame.arguments:
        found = word_range(words, argument.span)
        if found is None:
            continue
        first, last = found
        frame_roles[first : last + 1] = 1 + config.role_names.index(argument.role)
        roles[first : last + 1] = 1 + ROLES.index(general_role(argument.role, frame.frame))
        begins[first : last + 1] = ends[first : last + 1] = 0
        begins[first] = ends[last] = 1
    return TriggerTarget(word, 1 + config.frames.index(frame.frame), frame_roles, begins, ends, roles)


def _with_mentions(target: Labelled, mentions: tuple[GoldMention, ...], text: str) -> Labelled:
    words = target.words
    event, entity = np.zeros(len(words), dtype=np.int64), np.zeros(len(words), dtype=np.int64)
    chains = []
    for mention in mentions:
        found = word_range(words, mention.span)
        if found is None:
            continue
        first, last = found
        if mention.kind in ENTITY_KINDS:
            kind = ENTITY_KINDS.index(mention.kind)
            entity[first], entity[first + 1 : last + 1] = 1 + 2 * kind, 2 + 2 * kind
            continue
        event[first], event[first + 1 : last + 1] = 1, 2
        chains.append(ChainTarget(first, last, mention.chain))
    contents = ((0, len(words) - 1, text),) if len(words) else ()
    return replace(target, event=event, entity=entity, chains=tuple(chains), contents=contents)


def _with_event_type(
    target: Labelled, labelled: LabelledDocument, verb_types: Mapping[str, frozenset[str]]
) -> Labelled:
    words, text = target.words, labelled.document.text
    spelled = (text[start:end].lower() for start, end in zip(words.starts, words.ends, strict=True))
    hint = np.array([labelled.event_type in verb_types.get(word, ()) for word in spelled], dtype=np.int64)
    contents = ((0, len(words) - 1, text),) if len(words) else ()
    event_type = EVENT_TYPES.index(labelled.event_type or "OTHER")
    return replace(target, verb_hint=hint, event_type=event_type, contents=contents)


def cut(labelled: Labelled, window: Window) -> Labelled:
    """The labelled words of a window, as a document of its own; anchors outside are left out."""
    part, start = slice(window.start, window.end), window.start

    def inside(first: int, last: int) -> bool:
        return first >= window.start and last < window.end

    return replace(
        labelled,
        words=_cut_words(labelled.words, window),
        teacher_words=_cut_words(labelled.teacher_words, window) if labelled.teacher_words is not None else None,
        attribution=labelled.attribution[part],
        trigger=labelled.trigger[part],
        event=labelled.event[part],
        entity=labelled.entity[part],
        verb_hint=labelled.verb_hint[part],
        judged=labelled.judged[part],
        cues=tuple(
            CueTarget(c.first - start, c.last - start, c.parts[part])
            for c in labelled.cues
            if inside(c.first, c.last) and c.parts[part].any()
        ),
        triggers=tuple(
            TriggerTarget(t.word - start, t.frame, t.frame_roles[part], t.begins[part], t.ends[part], t.roles[part])
            for t in labelled.triggers
            if inside(t.word, t.word)
        ),
        chains=tuple(
            ChainTarget(c.first - start, c.last - start, c.chain) for c in labelled.chains if inside(c.first, c.last)
        ),
        contents=tuple(
            (first - start, last - start, text) for first, last, text in labelled.contents if inside(first, last)
        ),
    )


def _cut_words(words: Words, window: Window) -> Words:
    first, last = words.first_token[window.start], words.first_token[window.end]
    return Words(
        starts=words.starts[window.start : window.end],
        ends=words.ends[window.start : window.end],
        token_ids=words.token_ids[first:last],
        first_token=words.first_token[window.start : window.end + 1] - first,
        sentence_of=words.sentence_of[window.start : window.end],
        sentences=words.sentences,
    )


def concatenate(parts: list[Labelled]) -> Labelled:
    """Several labelled sentences as one run of words, so that a head also learns what it sees in an article."""
    if len(parts) == 1:
        return parts[0]
    offsets = np.cumsum([0, *(len(part.words) for part in parts)]).tolist()
    total = offsets.pop()
    teacher_words = [part.teacher_words for part in parts if part.teacher_words is not None]
    return replace(
        parts[0],
        words=_join_words([part.words for part in parts]),
        teacher_words=_join_words(teacher_words) if teacher_words else None,
        attribution=np.concatenate([part.attribution for part in parts]),
        trigger=np.concatenate([part.trigger for part in parts]),
        event=np.concatenate([part.event for part in parts]),
        entity=np.concatenate([part.entity for part in parts]),
        verb_hint=np.concatenate([part.verb_hint for part in parts]),
        judged=np.concatenate([part.judged for part in parts]),
        triggers=tuple(
            _moved(trigger, offset, total)
            for part, offset in zip(parts, offsets, strict=True)
            for trigger in part.triggers
        ),
    )


def _moved(trigger: TriggerTarget, offset: int, total: int) -> TriggerTarget:
    def padded(labels: IntArray) -> IntArray:
        return np.pad(labels, (offset, total - offset - len(labels)))

    return TriggerTarget(
        trigger.word + offset,
        trigger.frame,
        padded(trigger.frame_roles),
        padded(trigger.begins),
        padded(trigger.ends),
        padded(trigger.roles),
    )


def _join_words(parts: list[Words]) -> Words:
    token_offsets = np.cumsum([0, *(len(part.token_ids) for part in parts)])
    first_tokens = [part.first_token[:-1] + offset for part, offset in zip(parts, token_offsets, strict=False)]
    return Words(
        starts=np.concatenate([part.starts for part in parts]),
        ends=np.concatenate([part.ends for part in parts]),
        token_ids=np.concatenate([part.token_ids for part in parts]),
        first_token=np.concatenate([*first_tokens, token_offsets[-1:]]).astype(np.int32),
        sentence_of=np.concatenate([np.full(len(part), i, dtype=np.int32) for i, part in enumerate(parts)]),
        sentences=tuple(s for part in parts for s in part.sentences),
    )
