"""One encoder pass over windows: tags every word, then labels the words around each cue and each trigger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.arguments import ArgumentScores, ArgumentSpan, argument_spans
from models.attributing import CONTENT, CUE, ClaimDraft, Cue, CuedWindow, WindowTags, claim_drafts
from models.batches import pad_windows
from models.config import ROLES, ExtractorConfig
from models.encoded import Encoded, PairVectors, array_of
from models.judging import JudgeLogits
from models.lexicon import Entries, LexicalEvidence
from models.lines import IntArray, Line, lines
from models.network import Anchors, ExtractorNetwork, TagLogits, WindowBatch, sentence_scope
from models.roles import general_role
from models.tagging import FloatArray, TaggedSpan, runs, tagged_spans
from models.triggers import TriggerTags, trigger_drafts
from models.windows import Window, Words

_IMPOSSIBLE = -1e4
_ENTITY_THRESHOLD = 0.5


@dataclass(frozen=True, slots=True)
class FoundArgument:
    """An argument's words in the document."""

    role: str
    frame_role: str | None
    first: int
    last: int


@dataclass(frozen=True, slots=True, eq=False)
class FoundTrigger:
    """An event mention in words of the document; ``probability`` is not yet calibrated."""

    first: int
    last: int
    frame: int | None
    event_type: int
    modality: int
    probability: float
    specificity: float
    arguments: tuple[FoundArgument, ...]
    vector: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class FoundClaim:
    """A cue with its source and content, as runs of words of the document; ``probability`` is not yet calibrated."""

    cue: tuple[int, int]
    source: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    probability: float
    vector: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class WindowReading:
    """What a window says of the words that it owns; ``content`` is each owned word's probability of being told.

    ``vector`` is what the words mean, ``sentences`` what each sentence means that has some of them, by number.
    """

    triggers: tuple[FoundTrigger, ...]
    claims: tuple[FoundClaim, ...]
    entities: tuple[TaggedSpan, ...]
    content: FloatArray
    vector: FloatArray
    sentences: Mapping[int, FloatArray]


@dataclass(frozen=True, slots=True)
class SpecialTokens:
    """Ids of the tokens that begin, end and pad a window."""

    begin: int
    end: int
    pad: int


class WindowReader:
    """Reads batches of windows with one network, where its weights are; a batch's windows share a padded length."""

    def __init__(
        self, network: ExtractorNetwork, config: ExtractorConfig, tokens: SpecialTokens, lexicon: LexicalEvidence
    ) -> None:
        self._network = network
        self._config = config
        self._tokens = tokens
        self._device = next(network.parameters()).device
        self._lexicon_frames = self._weighed(lexicon.frames, config.decoding.frame_lexicon_weight)
        self._lexicon_types = self._weighed(lexicon.event_types, config.decoding.type_lexicon_weight)
        self._roles_of = _frame_role_table(config)
        self._role_names = config.role_names

    def _weighed(self, evidence: FloatArray, weight: float) -> Tensor:
        return (weight * torch.from_numpy(evidence)).to(self._device)

    @torch.inference_mode()
    def read(
        self, windows: Sequence[tuple[Words, Window]], entries: Sequence[Entries], padded_tokens: int
    ) -> list[WindowReading]:
        """Reads windows of at most ``padded_tokens - 2`` tokens; results do not depend on the others in the batch.

        ``entries`` are those of each window's words in the lexicon.
        """
        batch = pad_windows(
            windows, self._tokens.begin, self._tokens.end, self._tokens.pad, self._config.window_tokens, padded_tokens
        )
        batch = WindowBatch(*(tensor.to(self._device) for tensor in batch))
        words = self._network.encode_layers(batch)
        encoded = Encoded([window for _, window in windows], batch, words.last)
        tags = self._network.tag(encoded.words)
        parts = _probabilities(tags.attribution.reshape(*tags.attribution.shape[:2], 3, 3))
        entities = _probabilities(tags.entity)
        judged = self._network.judge(words.layers)
        triggers = self._triggers(encoded, self._trigger_tags(encoded, tags, judged, entries))
        claims = self._claims(encoded, parts)
        vectors = self._window_vectors(encoded)
        sentences = self._sentence_vectors(encoded)
        return [
            WindowReading(
                triggers=tuple(triggers[row]),
                claims=tuple(claims[row]),
                entities=tuple(_owned_entities(entities[row], window)),
                content=1 - parts[row, _own(window), CONTENT, 0],
                vector=vectors[row],
                sentences=sentences[row],
            )
            for row, window in enumerate(encoded.windows)
        ]

    def _trigger_tags(
        self, encoded: Encoded, logits: TagLogits, judged: JudgeLogits, entries: Sequence[Entries]
    ) -> TriggerTags:
        """What the network, with the lexicon, says of the words as triggers."""
        known = _padded(entries, logits.trigger.shape[1]).to(self._device)
        types = judged.event_type + self._config.decoding.story_weight * logits.event_type
        return TriggerTags(
            frame=_probabilities(logits.trigger + self._lexicon_frames[known]),
            event=_probabilities(logits.event),
            event_type=_probabilities(types + self._lexicon_types[known]),
            modality=_probabilities(judged.modality),
            specific=array_of(judged.specific.float().sigmoid()),
            owned=_owned(encoded),
        )

    def _triggers(self, encoded: Encoded, tags: TriggerTags) -> list[list[FoundTrigger]]:
        drafts = [
            (row, draft)
            for row in range(len(encoded.windows))
            for draft in trigger_drafts(tags.window(row), self._config.decoding)
        ]
        found: list[list[FoundTrigger]] = [[] for _ in encoded.windows]
        if not drafts:
            return found
        anchors = encoded.anchors([(row, draft.first, draft.last) for row, draft in drafts])
        vectors = array_of(self._network.event_vectors(encoded.words, encoded.batch, anchors))[: len(drafts)]
        frames = np.array([0 if draft.frame is None else 1 + draft.frame for _, draft in drafts])
        arguments = self._arguments(encoded, anchors, frames)
        for (row, draft), held, vector in zip(drafts, arguments, vectors, strict=True):
            start = encoded.windows[row].start
            found[row].append(
                FoundTrigger(
                    first=start + draft.first,
                    last=start + draft.last,
                    frame=draft.frame,
                    event_type=draft.event_type,
                    modality=draft.modality,
                    probability=draft.probability,
                    specificity=draft.specificity,
                    arguments=tuple(self._argument(span, draft.frame, start) for span in held),
                    vector=vector,
                )
            )
        return found

    def _arguments(self, encoded: Encoded, anchors: Anchors, frames: IntArray) -> list[list[ArgumentSpan]]:
        """The argument spans of each trigger in words of its window: roles of its frame, else general ones.

        ``frames`` (a,) is 0 for no frame, else 1 + its index; anchors beyond that are ignored.
        """
        encoder, scope = self._network.argument_pairs, sentence_scope(encoded.batch, anchors)
        starts, lengths = scope.position[:, 0].cpu().numpy(), scope.mask.sum(1).cpu().numpy()
        pairs = PairVectors(encoder, encoded, anchors, starts)
        found: list[list[ArgumentSpan]] = [[] for _ in frames]
        for chosen in (np.flatnonzero(frames), np.flatnonzero(frames == 0)):
            for line in lines(chosen, lengths[chosen], encoder.reach):
                scores = self._argument_scores(line, pairs.of(line, frames), frames[line.members][line.anchor])
                each = argument_spans(scores, self._config.decoding)
                for member, spans in zip(line.members.tolist(), each, strict=True):
                    found[member] = [span.moved(int(starts[member])) for span in spans]
        return found

    def _argument_scores(self, line: Line, vectors: Tensor, frames: IntArray) -> ArgumentScores:
        """``frames`` (p,) are those of the line's places: all have one, or none has."""
        begin, end = self._network.argument_edges(vectors)
        role = self._frame_roles(vectors, frames) if frames[0] else array_of(self._network.role(vectors))
        return ArgumentScores(line.spread(role), line.spread(array_of(begin)), line.spread(array_of(end)), line.lengths)

    def _frame_roles(self, vectors: Tensor, frames: IntArray) -> FloatArray:
        """Logits of the roles of each place's frame, (p, roles), impossible where it has fewer."""
        classes = self._roles_of[frames]
        logits = np.take_along_axis(array_of(self._network.frame_role(vectors)), classes, axis=1)
        logits[:, 1:][classes[:, 1:] == 0] = _IMPOSSIBLE
        return logits

    def _argument(self, span: ArgumentSpan, frame: int | None, start: int) -> FoundArgument:
        first, last = start + span.first, start + span.last
        if frame is None:
            return FoundArgument(ROLES[span.role - 1], None, first, last)
        name = self._role_names[self._roles_of[1 + frame, span.role] - 1]
        return FoundArgument(general_role(name, self._config.frames[frame]), name, first, last)

    def _claims(self, encoded: Encoded, parts: FloatArray) -> list[list[FoundClaim]]:
        drafts = self._claim_drafts(encoded, parts)
        found: list[list[FoundClaim]] = [[] for _ in encoded.windows]
        if not drafts:
            return found
        held: list[list[NDArray[np.bool_]]] = [[] for _ in encoded.windows]
        for row, draft in drafts:
            held[row].append(draft.content)
        vectors = array_of(self._network.meanings(*encoded.sums(held)))[: len(drafts)]
        for (row, draft), vector in zip(drafts, vectors, strict=True):
            found[row].append(_found_claim(draft, encoded.windows[row].start, vector))
        return found

    def _claim_drafts(self, encoded: Encoded, parts: FloatArray) -> list[tuple[int, ClaimDraft]]:
        owned = _owned(encoded)
        cues = [self._cues(parts[row, : _size(window), CUE], owned[row]) for row, window in enumerate(encoded.windows)]
        logits = iter(self._part_logits(encoded, [(row, cue.span) for row, found in enumerate(cues) for cue in found]))
        windows = []
        for row, window in enumerate(encoded.windows):
            size = _size(window)
            tags = WindowTags(parts[row, :size], owned[row, :size])
            around = np.stack([next(logits) for _ in cues[row]]) if cues[row] else np.zeros((0, size, 3), np.float32)
            windows.append(CuedWindow(tags, cues[row], around))
        found = claim_drafts(windows, self._config.decoding)
        return [(row, draft) for row, drafts in enumerate(found) for draft in drafts]

    def _cues(self, probabilities: FloatArray, owned: NDArray[np.bool_]) -> list[Cue]:
        spans = tagged_spans(probabilities, self._config.decoding.unsure_cue_threshold)
        return [Cue.of(span, probabilities) for span in spans if owned[span.first]]

    def _part_logits(self, encoded: Encoded, cues: Sequence[tuple[int, TaggedSpan]]) -> list[FloatArray]:
        """Logits of the parts around each cue of a window for the words of that window, (words, 3)."""
        if not cues:
            return []
        encoder = self._network.attribution_pairs
        anchors = encoded.anchors([(row, cue.first, cue.last) for row, cue in cues])
        lengths = np.array([_size(encoded.windows[row]) for row, _ in cues])
        starts = contexts = np.zeros_like(lengths)
        pairs = PairVectors(encoder, encoded, anchors, starts)
        found: dict[int, FloatArray] = {}
        for line in lines(np.arange(len(cues)), lengths, encoder.reach):
            logits = line.spread(array_of(self._network.attribution_part(pairs.of(line, contexts))))
            for member, length, own in zip(line.members.tolist(), line.lengths.tolist(), logits, strict=True):
                found[member] = own[:length]
        return [found[index] for index in range(len(cues))]

    def _window_vectors(self, encoded: Encoded) -> FloatArray:
        owned = _owned(encoded)
        held = [[owned[row, : _size(window)]] for row, window in enumerate(encoded.windows)]
        return array_of(self._network.meanings(*encoded.sums(held)))[: len(held)]

    def _sentence_vectors(self, encoded: Encoded) -> list[dict[int, FloatArray]]:
        """The meaning of each sentence among a window's own words, as far as the window holds it."""
        numbers = encoded.batch.sentence_of.cpu().numpy()
        owned = [np.unique(numbers[row, _own(window)]) for row, window in enumerate(encoded.windows)]
        held = [[numbers[row] == number for number in found] for row, found in enumerate(owned)]
        vectors = iter(array_of(self._network.meanings(*encoded.sums(held))))
        return [{number: next(vectors) for number in found.tolist()} for found in owned]


def _frame_role_table(config: ExtractorConfig) -> NDArray[np.int64]:
    """Rows: no frame, then each frame; columns: no role, then the frame's role classes, then zeros."""
    role_index = {name: 1 + index for index, name in enumerate(config.role_names)}
    most = max((len(config.frame_roles[frame]) for frame in config.frames), default=0)
    table = np.zeros((1 + len(config.frames), 1 + most), dtype=np.int64)
    for row, frame in enumerate(config.frames):
        classes = sorted(role_index[role] for role in config.frame_roles[frame])
        table[1 + row, 1 : 1 + len(classes)] = classes
    return table


def _padded(entries: Sequence[Entries], width: int) -> Tensor:
    """Entries of each window's words in one tensor, (b, width), beyond these of words that were never counted."""
    padded = np.zeros((len(entries), width), dtype=np.int64)
    for row, known in enumerate(entries):
        padded[row, : len(known)] = known
    return torch.from_numpy(padded)


def _probabilities(logits: Tensor) -> FloatArray:
    return array_of(logits.float().softmax(-1))


def _size(window: Window) -> int:
    return window.end - window.start


def _own(window: Window) -> slice:
    return slice(window.own_start - window.start, window.own_end - window.start)


def _owned(encoded: Encoded) -> NDArray[np.bool_]:
    owned = np.zeros(encoded.words.shape[:2], dtype=bool)
    for row, window in enumerate(encoded.windows):
        owned[row, _own(window)] = True
    return owned


def _owned_entities(probabilities: FloatArray, window: Window) -> list[TaggedSpan]:
    """Entities of a window that begin in its own words, in words of the document."""
    size = _size(window)
    spans = (span.moved(window.start) for span in tagged_spans(probabilities[:size], _ENTITY_THRESHOLD))
    return [span for span in spans if window.own_start <= span.first < window.own_end]


def _found_claim(draft: ClaimDraft, start: int, vector: FloatArray) -> FoundClaim:
    return FoundClaim(
        cue=(start + draft.cue.first, start + draft.cue.last),
        source=_shifted(runs(draft.source), start),
        content=_shifted(runs(draft.content), start),
        probability=draft.probability,
        vector=vector,
    )


def _shifted(found: Sequence[tuple[int, int]], start: int) -> tuple[tuple[int, int], ...]:
    return tuple((first + start, last + start) for first, last in found)
