"""From the readings of a document's windows to spans of its text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

import numpy as np

from models.beside import Told, told_apart
from models.config import ENTITY_KINDS, EVENT_TYPES, MODALITIES, Calibration, ExtractorConfig
from models.contents import in_one_piece
from models.phrase_ends import Run, words_in
from models.quotation import quotation_kind
from models.reading import FoundClaim, FoundTrigger, WindowReading
from models.records import Argument, Attribution, Entity, Event, Extraction, Span, Vector
from models.sources import one_source
from models.tagging import FloatArray
from models.triggers import names_an_event
from models.vectors import pack_vector
from models.voice import sources_by_voice
from models.windows import Window, Words

_SAME_CONTENT = 0.5
_LEAST_PROBABILITY = 1e-6
_CONTINUES = 0.5
_LONGEST_RUN_ON = 500


def assemble(
    text: str, words: Words, windows: Sequence[Window], readings: Sequence[WindowReading], config: ExtractorConfig
) -> Extraction:
    """Puts the readings of one document together; every word is spoken for by the window that owns it."""
    content = np.concatenate([reading.content for reading in readings]) if readings else np.zeros(0, dtype=np.float32)
    run_on = [
        (claim, _run_on(claim, window, content))
        for window, reading in zip(windows, readings, strict=True)
        for claim in reading.claims
    ]
    cued = words_in(claim.cue for claim, _ in run_on)
    whole = [(claim, in_one_piece(text, words, claim, runs, cued)) for claim, runs in run_on]
    claims = told_apart(text, words, [_with_one_source(text, words, *told, cued) for told in _distinct(whole)])
    cue_words = words_in(claim.cue for claim, _ in claims)
    triggers = [
        trigger
        for reading in readings
        for trigger in reading.triggers
        if names_an_event(_text_of(text, words, trigger), trigger.event_type, trigger.frame)
    ]
    entities = [span for reading in readings for span in reading.entities]
    return Extraction(
        events=_events(sorted(triggers, key=lambda t: (t.first, t.last)), words, config, cue_words),
        attributions=_attributions(text, claims, words, config),
        entities=tuple(Entity(ENTITY_KINDS[span.kind], words.span(span.first, span.last)) for span in entities),
        sentences=words.sentences,
        vector=pack_vector(_document_vector(readings)),
        sentence_vectors=_sentence_vectors(len(words.sentences), readings),
    )


def _with_one_source(text: str, words: Words, claim: FoundClaim, runs: tuple[Run, ...], cued: AbstractSet[int]) -> Told:
    cue = words.span(*claim.cue)
    spans = {run: words.span(*run) for run in claim.source}
    speaks = sources_by_voice(text, list(spans.values()), cue)
    sources = [run for run, span in spans.items() if span in speaks]
    return replace(claim, source=one_source(text, words, sources, claim.cue, cued | words_in(runs))), runs


def calibrated(probabilities: Iterable[float], calibration: Calibration) -> list[float]:
    """For each raw probability the share of spans at it that annotators mark, rounded to four places."""
    bounded = np.fromiter(probabilities, dtype=np.float64).clip(_LEAST_PROBABILITY, 1 - _LEAST_PROBABILITY)
    logits = np.log(bounded / (1 - bounded))
    shares = 1 / (1 + np.exp(-(calibration.slope * logits + calibration.intercept)))
    return [round(share, 4) for share in shares.tolist()]


def _document_vector(readings: Sequence[WindowReading]) -> FloatArray:
    if not readings:
        return np.zeros(0, dtype=np.float32)
    total = np.sum([reading.vector * len(reading.content) for reading in readings], axis=0)
    norm = float(np.linalg.norm(total))
    unit: FloatArray = total / norm if norm else total
    return unit


def _sentence_vectors(count: int, readings: Sequence[WindowReading]) -> tuple[Vector, ...]:
    """A sentence that two windows own in part means what the first of them says."""
    found: dict[int, FloatArray] = {}
    for reading in reversed(readings):
        found.update(reading.sentences)
    missing = pack_vector(np.zeros_like(next(iter(found.values()), np.zeros(0, dtype=np.float32))))
    return tuple(pack_vector(found[number]) if number in found else missing for number in range(count))


def _run_on(claim: FoundClaim, window: Window, content: FloatArray) -> list[tuple[int, int]]:
    """Content that reaches the edge of its window goes on while the next windows take the words for content."""
    runs = list(claim.content)
    first, last = runs[0][0], runs[-1][1]
    if first == window.start:
        earliest = max(0, first - _LONGEST_RUN_ON)
        while first > earliest and content[first - 1] > _CONTINUES:
            first -= 1
        runs[0] = (first, runs[0][1])
    if last == window.end - 1:
        latest = min(len(content), last + 1 + _LONGEST_RUN_ON)
        while last + 1 < latest and content[last + 1] > _CONTINUES:
            last += 1
        runs[-1] = (runs[-1][0], last)
    return runs


def _distinct(
    claims: Sequence[tuple[FoundClaim, tuple[tuple[int, int], ...]]],
) -> list[tuple[FoundClaim, tuple[tuple[int, int], ...]]]:
    """Of claims that share most of their content the surest; in order of their first words."""
    kept: list[tuple[FoundClaim, tuple[tuple[int, int], ...]]] = []
    sizes: list[int] = []
    holders: dict[int, list[int]] = defaultdict(list)
    for claim, runs in sorted(claims, key=lambda pair: (-pair[0].probability, pair[1])):
        held = [word for first, last in runs for word in range(first, last + 1)]
        shared = Counter(holder for word in held for holder in holders.get(word, ()))
        if all(n < _SAME_CONTENT * (len(held) + sizes[holder] - n) for holder, n in shared.items()):
            for word in held:
                holders[word].append(len(kept))
            kept.append((claim, runs))
            sizes.append(len(held))
    return sorted(kept, key=lambda pair: (_first_word(*pair), pair[1]))


def _text_of(text: str, words: Words, trigger: FoundTrigger) -> str:
    span = words.span(trigger.first, trigger.last)
    return text[span.start : span.end]


def _first_word(claim: FoundClaim, runs: tuple[tuple[int, int], ...]) -> int:
    return min(runs[0][0], claim.cue[0])


def _events(
    triggers: Sequence[FoundTrigger], words: Words, config: ExtractorConfig, cue_words: AbstractSet[int]
) -> tuple[Event, ...]:
    confidences = calibrated((trigger.probability for trigger in triggers), config.event_calibration)
    pairs = zip(triggers, confidences, strict=True)
    return tuple(_event(trigger, confidence, words, config, cue_words) for trigger, confidence in pairs)


def _event(
    trigger: FoundTrigger, confidence: float, words: Words, config: ExtractorConfig, cue_words: AbstractSet[int]
) -> Event:
    says = not cue_words.isdisjoint(range(trigger.first, trigger.last + 1))
    return Event(
        trigger=words.span(trigger.first, trigger.last),
        sentence=_sentence(words, trigger.first),
        event_type=EVENT_TYPES[trigger.event_type],
        frame=None if trigger.frame is None else config.frames[trigger.frame],
        arguments=tuple(
            Argument(found.role, found.frame_role, words.span(found.first, found.last)) for found in trigger.arguments
        ),
        modality=MODALITIES[trigger.modality],
        confidence=confidence,
        vector=pack_vector(trigger.vector),
        is_utterance=says and EVENT_TYPES[trigger.event_type] == "OTHER",
        specificity=round(trigger.specificity, 4),
    )


def _attributions(
    text: str,
    claims: Sequence[tuple[FoundClaim, tuple[tuple[int, int], ...]]],
    words: Words,
    config: ExtractorConfig,
) -> tuple[Attribution, ...]:
    confidences = calibrated((claim.probability for claim, _ in claims), config.claim_calibration)
    pairs = zip(claims, confidences, strict=True)
    return tuple(_attribution(text, claim, runs, confidence, words) for (claim, runs), confidence in pairs)


def _attribution(
    text: str, claim: FoundClaim, runs: tuple[tuple[int, int], ...], confidence: float, words: Words
) -> Attribution:
    cue, contents = words.span(*claim.cue), tuple(words.span(first, last) for first, last in runs)
    return Attribution(
        source=tuple(words.span(first, last) for first, last in claim.source),
        cue=(cue,),
        contents=contents,
        sentence=_sentence(words, claim.cue[0]),
        quotation=quotation_kind(text, contents),
        confidence=confidence,
        vector=pack_vector(claim.vector),
    )


def _sentence(words: Words, word: int) -> Span:
    return words.sentences[int(words.sentence_of[word])]
