"""One encoder pass over windows: tags every word, then labels the words around each cue and each trigger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.arguments import ArgumentScores, ArgumentSpan, argument_spans
from models.attributing import CONTENT, CUE, ClaimDraft, WindowTags, claim_drafts
from models.batches import pad_windows
from models.config import ROLES, ExtractorConfig
from models.network import Anchors, ExtractorNetwork, TagLogits, WindowBatch, anchors_of, sentence_scope
from models.roles import general_role
from models.tagging import FloatArray, TaggedSpan, runs, tagged_spans
from models.triggers import TriggerDraft, TriggerTags, trigger_drafts
from models.windows import Window, Words

_IMPOSSIBLE = -1e4
_ENTITY_THRESHOLD = 0.5
# Bounds what the heads over pairs of words hold at once, however many triggers and cues a text has.
_PAIRS_AT_ONCE = 8_192


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
    """What a window says of the words that it owns; ``content`` is each owned word's probability of being told."""

    triggers: tuple[FoundTrigger, ...]
    claims: tuple[FoundClaim, ...]
    entities: tuple[TaggedSpan, ...]
    content: FloatArray
    vector: FloatArray


@dataclass(frozen=True, slots=True)
class SpecialTokens:
    """Ids of the tokens that begin, end and pad a window."""

    begin: int
    end: int
    pad: int


@dataclass(frozen=True, slots=True, eq=False)
class _Encoded:
    """Windows with the vectors of their words, (b, w, hidden), padded to the words of the longest."""

    windows: Sequence[Window]
    batch: WindowBatch
    words: Tensor


class WindowReader:
    """Reads batches of windows with one network; the windows of a batch must share a padded length."""

    def __init__(self, network: ExtractorNetwork, config: ExtractorConfig, tokens: SpecialTokens) -> None:
        self._network = network
        self._config = config
        self._tokens = tokens
        self._roles_of = _frame_role_table(config)

    @torch.inference_mode()
    def read(self, windows: Sequence[tuple[Words, Window]], padded_tokens: int) -> list[WindowReading]:
        """Reads windows of at most ``padded_tokens - 2`` tokens; results do not depend on the others in the batch."""
        batch = pad_windows(
            windows, self._tokens.begin, self._tokens.end, self._tokens.pad, self._config.window_tokens, padded_tokens
        )
        encoded = _Encoded([window for _, window in windows], batch, self._network.encode(batch))
        tags = self._network.tag(encoded.words)
        parts = _probabilities(tags.attribution.reshape(*tags.attribution.shape[:2], 3, 3))
        entities = _probabilities(tags.entity)
        triggers = self._triggers(encoded, tags)
        claims = self._claims(encoded, parts)
        vectors = self._window_vectors(encoded)
        return [
            WindowReading(
                triggers=tuple(triggers[row]),
                claims=tuple(claims[row]),
                entities=tuple(_owned_entities(entities[row], window)),
                content=1 - parts[row, _own(window), CONTENT, 0],
                vector=vectors[row],
            )
            for row, window in enumerate(encoded.windows)
        ]

    def _triggers(self, encoded: _Encoded, logits: TagLogits) -> list[list[FoundTrigger]]:
        tags = TriggerTags(
            frame=_probabilities(logits.trigger),
            event=_probabilities(logits.event),
            event_type=_probabilities(logits.event_type),
            modality=_probabilities(logits.modality),
            owned=_owned(encoded),
        )
        drafts = [
            (row, draft)
            for row in range(len(encoded.windows))
            for draft in trigger_drafts(tags.window(row), self._config.decoding)
        ]
        found: list[list[FoundTrigger]] = [[] for _ in encoded.windows]
        if not drafts:
            return found
        vectors = self._network.event_vectors(encoded.words, encoded.batch, _anchors(drafts)).numpy()
        arguments = self._arguments(encoded, drafts)
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
                    arguments=tuple(self._argument(span, draft.frame, start) for span in held),
                    vector=vector,
                )
            )
        return found

    def _arguments(self, encoded: _Encoded, drafts: Sequence[tuple[int, TriggerDraft]]) -> list[list[ArgumentSpan]]:
        """The argument spans of each trigger in words of its window, found in sentences of like length together."""
        lengths = sentence_scope(encoded.batch, _anchors(drafts)).mask.sum(1).tolist()
        found: list[list[ArgumentSpan]] = [[] for _ in drafts]
        for part in _parts(lengths):
            for index, spans in zip(part, self._arguments_at_once(encoded, [drafts[i] for i in part]), strict=True):
                found[index] = spans
        return found

    def _arguments_at_once(
        self, encoded: _Encoded, drafts: Sequence[tuple[int, TriggerDraft]]
    ) -> list[list[ArgumentSpan]]:
        """The argument spans of each trigger in words of its window: roles of its frame, else general ones."""
        anchors = _anchors(drafts)
        scope = sentence_scope(encoded.batch, anchors)
        frames = np.array([0 if draft.frame is None else 1 + draft.frame for _, draft in drafts])
        logits = self._network.arguments(encoded.words, encoded.batch, anchors, scope, torch.from_numpy(frames))
        by_frame = _of_frames(logits.frame_role.float().numpy(), self._roles_of[frames])
        general = logits.role.float().numpy()
        begin, end = logits.begin.float().numpy(), logits.end.float().numpy()
        lengths, starts = scope.mask.sum(1).numpy(), scope.position[:, 0].tolist()
        found: list[list[ArgumentSpan]] = [[] for _ in drafts]
        for role, rows in ((by_frame, np.flatnonzero(frames)), (general, np.flatnonzero(frames == 0))):
            scores = ArgumentScores(role[rows], begin[rows], end[rows], lengths[rows])
            for row, spans in zip(rows.tolist(), argument_spans(scores, self._config.decoding), strict=True):
                found[row] = [span.moved(starts[row]) for span in spans]
        return found

    def _argument(self, span: ArgumentSpan, frame: int | None, start: int) -> FoundArgument:
        first, last = start + span.first, start + span.last
        if frame is None:
            return FoundArgument(ROLES[span.role - 1], None, first, last)
        name = self._config.role_names[self._roles_of[1 + frame, span.role] - 1]
        return FoundArgument(general_role(name, self._config.frames[frame]), name, first, last)

    def _claims(self, encoded: _Encoded, parts: FloatArray) -> list[list[FoundClaim]]:
        drafts = self._claim_drafts(encoded, parts)
        found: list[list[FoundClaim]] = [[] for _ in encoded.windows]
        if not drafts:
            return found
        held = np.zeros((len(drafts), encoded.words.shape[1]), dtype=bool)
        for index, (_, draft) in enumerate(drafts):
            held[index, : len(draft.content)] = draft.content
        vectors = self._meaning(encoded.words, [row for row, _ in drafts], held)
        for (row, draft), vector in zip(drafts, vectors, strict=True):
            found[row].append(_found_claim(draft, encoded.windows[row].start, vector))
        return found

    def _claim_drafts(self, encoded: _Encoded, parts: FloatArray) -> list[tuple[int, ClaimDraft]]:
        owned = _owned(encoded)
        threshold = self._config.decoding.unsure_cue_threshold
        cues = [
            [
                span
                for span in tagged_spans(parts[row, : window.end - window.start, CUE], threshold)
                if owned[row, span.first]
            ]
            for row, window in enumerate(encoded.windows)
        ]
        logits = iter(self._part_logits(encoded, cues))
        drafts = []
        for row, window in enumerate(encoded.windows):
            size = window.end - window.start
            tags = WindowTags(parts[row, :size], owned[row, :size])
            around = np.stack([next(logits) for _ in cues[row]]) if cues[row] else np.zeros((0, size, 3), np.float32)
            drafts += [(row, draft) for draft in claim_drafts(tags, cues[row], around[:, :size], self._config.decoding)]
        return drafts

    def _part_logits(self, encoded: _Encoded, cues: Sequence[Sequence[TaggedSpan]]) -> FloatArray:
        """Logits of the parts around each cue of each window, in order: (cues, w, 3)."""
        anchors = [(row, cue.first, cue.last) for row, found in enumerate(cues) for cue in found]
        size = encoded.words.shape[1]
        logits = np.zeros((len(anchors), size, 3), dtype=np.float32)
        for part in _parts([size] * len(anchors)):
            around = anchors_of([anchors[index] for index in part])
            logits[part] = self._network.attribute(encoded.words, encoded.batch, around).float().numpy()
        return logits

    def _meaning(self, words: Tensor, rows: Sequence[int], weights: NDArray[np.bool_]) -> FloatArray:
        own = words[torch.tensor(rows)]
        held = torch.from_numpy(weights).to(words.dtype)
        return self._network.meanings(torch.einsum("aw,awh->ah", held, own), held.sum(1)).numpy()

    def _window_vectors(self, encoded: _Encoded) -> FloatArray:
        return self._meaning(encoded.words, range(len(encoded.windows)), _owned(encoded))


def _anchors(drafts: Sequence[tuple[int, TriggerDraft]]) -> Anchors:
    return anchors_of([(row, draft.first, draft.last) for row, draft in drafts])


def _parts(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indices by ascending length in parts; padded to its longest, a part of several is of at most so many pairs."""
    part: list[int] = []
    for index in sorted(range(len(lengths)), key=lengths.__getitem__):
        if part and (len(part) + 1) * lengths[index] > _PAIRS_AT_ONCE:
            yield part
            part = []
        part.append(index)
    if part:
        yield part


def _frame_role_table(config: ExtractorConfig) -> NDArray[np.int64]:
    """Rows: no frame, then each frame; columns: no role, then the frame's role classes, then zeros."""
    role_index = {name: 1 + index for index, name in enumerate(config.role_names)}
    most = max((len(config.frame_roles[frame]) for frame in config.frames), default=0)
    table = np.zeros((1 + len(config.frames), 1 + most), dtype=np.int64)
    for row, frame in enumerate(config.frames):
        classes = sorted(role_index[role] for role in config.frame_roles[frame])
        table[1 + row, 1 : 1 + len(classes)] = classes
    return table


def _of_frames(logits: FloatArray, classes: NDArray[np.int64]) -> FloatArray:
    """Of logits (a, n, all roles) those of the ``classes`` (a, roles) of each trigger's frame."""
    chosen = np.take_along_axis(logits, classes[:, None, :], axis=2)
    chosen[..., 1:][np.broadcast_to(classes[:, None, 1:] == 0, chosen[..., 1:].shape)] = _IMPOSSIBLE
    return chosen


def _probabilities(logits: Tensor) -> FloatArray:
    return logits.float().softmax(-1).numpy()


def _own(window: Window) -> slice:
    return slice(window.own_start - window.start, window.own_end - window.start)


def _owned(encoded: _Encoded) -> NDArray[np.bool_]:
    owned = np.zeros(encoded.words.shape[:2], dtype=bool)
    for row, window in enumerate(encoded.windows):
        owned[row, _own(window)] = True
    return owned


def _owned_entities(probabilities: FloatArray, window: Window) -> list[TaggedSpan]:
    """Entities of a window that begin in its own words, in words of the document."""
    size = window.end - window.start
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
