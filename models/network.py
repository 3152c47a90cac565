"""The multi-task network: one encoder, light heads over its word vectors, and two heads over pairs of words.

The pair heads follow the deep biaffine idea of Dozat and Manning (ICLR 2017) in an additive form: a word is labelled
given an anchor (a cue, or a trigger with its frame) from projections of both, their product and their distance.
"""

# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoConfig, AutoModel

from models.config import ATTRIBUTION_PARTS, ENTITY_KINDS, EVENT_TYPES, ROLES, ExtractorConfig
from models.judging import JUDGED_LAYERS, Judge

_DISTANCE_BUCKETS = 48
_SENTENCE_BUCKETS = 4
_DROPOUT = 0.1
_QUIET_BIAS = 3.0
PAIR_PARTS = ("none", "source", "content")


class WordVectors(NamedTuple):
    """Vectors of words: of the encoder's last layer (b, w, hidden), and what the judge sees of them.

    That is ``layers``, the last few layers side by side, the last one first, (b, w, layers * hidden).
    """

    last: Tensor
    layers: Tensor


class WindowBatch(NamedTuple):
    """Padded windows: b windows of at most t tokens and w words.

    ``token_ids`` and ``token_mask`` have shape (b, t); ``first_token``, ``word_mask`` and ``sentence_of`` (b, w).
    """

    token_ids: Tensor
    token_mask: Tensor
    first_token: Tensor
    word_mask: Tensor
    sentence_of: Tensor


class TagLogits(NamedTuple):
    """Logits for every word, each (b, w, classes); begin-inside-outside tags number classes as O, B1, I1, B2, I2 ...

    ``event_type`` is what whole stories teach; it counts beside the judge's.
    """

    attribution: Tensor
    trigger: Tensor
    event: Tensor
    entity: Tensor
    event_type: Tensor


class Anchors(NamedTuple):
    """The words ``first`` to ``last`` (both included) of the windows ``window``; each of shape (a,)."""

    window: Tensor
    first: Tensor
    last: Tensor


def anchors_of(rows: Sequence[tuple[int, int, int]]) -> Anchors:
    """Anchors from rows of window, first word and last word; there must be one at least."""
    window, first, last = torch.tensor(rows, dtype=torch.long).unbind(1)
    return Anchors(window, first, last)


class ArgumentLogits(NamedTuple):
    """Logits of s words given a trigger: frame roles (a, s, 1 + roles), begins and ends (a, s), roles (a, s, 7)."""

    frame_role: Tensor
    begin: Tensor
    end: Tensor
    role: Tensor


class Scope(NamedTuple):
    """The words that are labelled, in lines of s places (l, s): given which ``anchor``, the ``position`` in its window.

    ``mask`` is false in places that hold no word. A line may hold the words of several anchors, ``PairEncoder.reach``
    such places apart.
    """

    anchor: Tensor
    position: Tensor
    mask: Tensor


def window_scope(batch: WindowBatch, anchors: Anchors) -> Scope:
    """Every word of the anchor's window, a line for each anchor."""
    mask = batch.word_mask[anchors.window].bool()
    positions = torch.arange(mask.shape[1], device=mask.device).expand_as(mask)
    return Scope(_own_lines(mask), positions, mask)


def sentence_scope(batch: WindowBatch, anchors: Anchors) -> Scope:
    """The words of the anchor's own sentence, a line for each anchor."""
    sentences = batch.sentence_of[anchors.window]
    own = sentences == sentences.gather(1, anchors.first.unsqueeze(1))
    start = own.int().argmax(dim=1, keepdim=True)
    length = own.sum(dim=1, keepdim=True)
    steps = torch.arange(int(length.max()) if len(length) else 0, device=length.device).unsqueeze(0)
    mask = steps < length
    return Scope(_own_lines(mask), (start + steps).clamp(max=sentences.shape[1] - 1), mask)


def _own_lines(mask: Tensor) -> Tensor:
    return torch.arange(len(mask), device=mask.device).unsqueeze(1).expand_as(mask)


class PairEncoder(nn.Module):
    """Vectors of (anchor, word) pairs, (l, s, size), smoothed over neighbouring words within ``reach``."""

    reach = 2

    def __init__(self, hidden: int, size: int, contexts: int) -> None:
        super().__init__()
        self.word = nn.Linear(hidden, 2 * size)
        self.anchor = nn.Linear(hidden, 2 * size)
        self.distance = nn.Embedding(2 * _DISTANCE_BUCKETS + 1, size)
        self.sentence_distance = nn.Embedding(2 * _SENTENCE_BUCKETS + 1, size)
        self.context = nn.Embedding(contexts, size)
        self.norm = nn.LayerNorm(size)
        self.smooth = nn.Conv1d(size, size, kernel_size=1 + 2 * self.reach, padding=self.reach, groups=size)
        self.dropout = nn.Dropout(_DROPOUT)

    def forward(
        self,
        words: Tensor,
        batch: WindowBatch,
        anchors: Anchors,
        scope: Scope,
        context: Tensor,
        projected: Tensor | None = None,
    ) -> Tensor:
        """``words`` is (b, w, hidden), ``context`` (a,) an index that conditions the pair, such as a frame.

        ``projected`` is ``self.word(words)`` where the caller has it already, for several sets of anchors.
        """
        projected = self.word(words) if projected is None else projected
        at = anchors.window[scope.anchor] * words.shape[1] + scope.position
        word_sum, word_product = functional.embedding(at, projected.flatten(0, 1)).chunk(2, dim=-1)
        anchored = self.anchor(_anchor_vectors(words, anchors))
        anchor_sum, anchor_product = functional.embedding(scope.anchor, anchored).chunk(2, dim=-1)
        pairs = word_sum + anchor_sum + word_product * anchor_product + self.context(context[scope.anchor])
        pairs = pairs + self.distance(_distances(scope, anchors))
        pairs = pairs + self.sentence_distance(_sentence_distances(batch.sentence_of, at, scope, anchors))
        pairs = functional.gelu(self.norm(pairs)) * scope.mask.unsqueeze(-1)
        smoothed: Tensor = self.dropout(pairs + functional.gelu(self._smoothed(pairs)))
        return smoothed

    def _smoothed(self, pairs: Tensor) -> Tensor:
        """Convolves along the lines, as if each was an image of one line: so nothing is copied to another layout."""
        images, weight = pairs.transpose(1, 2).unsqueeze(2), self.smooth.weight.unsqueeze(2)
        convolved = functional.conv2d(images, weight, self.smooth.bias, padding=(0, self.reach), groups=len(weight))
        return convolved.squeeze(2).transpose(1, 2)


class ExtractorNetwork(nn.Module):
    """The network that trains, evaluates and serves."""

    def __init__(self, config: ExtractorConfig) -> None:
        super().__init__()
        settings = dict(config.encoder)
        self.encoder = AutoModel.from_config(AutoConfig.for_model(settings.pop("model_type"), **settings))
        hidden, size = self.encoder.config.hidden_size, config.pair_size
        self._judged_layers = min(JUDGED_LAYERS, self.encoder.config.num_hidden_layers)
        self.dropout = nn.Dropout(_DROPOUT)
        self.attribution = nn.Linear(hidden, 3 * len(ATTRIBUTION_PARTS))
        self.trigger = nn.Linear(hidden, 1 + len(config.frames))
        self.event = nn.Linear(hidden, 3)
        self.entity = nn.Linear(hidden, 1 + 2 * len(ENTITY_KINDS))
        self.event_type = nn.Linear(hidden, len(EVENT_TYPES))
        self.attribution_pairs = PairEncoder(hidden, size, contexts=1)
        self.attribution_part = nn.Linear(size, len(PAIR_PARTS))
        self.argument_pairs = PairEncoder(hidden, size, contexts=1 + len(config.frames))
        self.frame_role = nn.Linear(size, 1 + len(config.role_names))
        self.argument_begin = nn.Linear(size, 1)
        self.argument_end = nn.Linear(size, 1)
        self.role = nn.Linear(size, 1 + len(ROLES))
        self.event_vector = nn.Linear(2 * hidden, config.event_vector_size)
        self.meaning_vector = nn.Linear(hidden, hidden)
        self.judge = Judge(self._judged_layers * hidden)
        self._begin_quietly()

    def _begin_quietly(self) -> None:
        """Most words are nothing: heads that start there do not shake the encoder with their first losses."""
        heads = (
            self.trigger,
            self.event,
            self.entity,
            self.event_type,
            self.attribution_part,
            self.frame_role,
            self.role,
        )
        for head in heads:
            nn.init.constant_(head.bias[0], _QUIET_BIAS)

    def encode(self, batch: WindowBatch) -> Tensor:
        """The vector of each word, that of its first token: (b, w, hidden)."""
        found = self.encoder(input_ids=batch.token_ids, attention_mask=batch.token_mask)
        words: Tensor = self.dropout(_of_words(found.last_hidden_state, batch))
        return words

    def encode_layers(self, batch: WindowBatch) -> WordVectors:
        """The same with what the judge sees, which training needs only of sentences that were read."""
        found = self.encoder(input_ids=batch.token_ids, attention_mask=batch.token_mask, output_hidden_states=True)
        judged = found.hidden_states[: -self._judged_layers - 1 : -1]
        return WordVectors(
            self.dropout(_of_words(found.last_hidden_state, batch)),
            torch.cat([_of_words(states, batch) for states in judged], dim=-1),
        )

    def tag(self, words: Tensor) -> TagLogits:
        """Labels every word on its own vector."""
        return TagLogits(
            attribution=self.attribution(words),
            trigger=self.trigger(words),
            event=self.event(words),
            entity=self.entity(words),
            event_type=self.event_type(words),
        )

    def attribute(self, words: Tensor, batch: WindowBatch, cues: Anchors) -> Tensor:
        """Logits over PAIR_PARTS for each word of the window given each cue: (a, w, 3)."""
        scope = window_scope(batch, cues)
        pairs = self.attribution_pairs(words, batch, cues, scope, torch.zeros_like(cues.window))
        logits: Tensor = self.attribution_part(pairs)
        return logits

    def arguments(
        self, words: Tensor, batch: WindowBatch, triggers: Anchors, scope: Scope, frames: Tensor
    ) -> ArgumentLogits:
        """Logits of each word in scope given each trigger; ``frames`` (a,) is 0 for no frame, else 1 + its index."""
        pairs = self.argument_pairs(words, batch, triggers, scope, frames)
        begin, end = self.argument_edges(pairs)
        return ArgumentLogits(self.frame_role(pairs), begin, end, self.role(pairs))

    def argument_edges(self, pairs: Tensor) -> tuple[Tensor, Tensor]:
        """Logits that an argument begins and that it ends at each word, from pairs."""
        return self.argument_begin(pairs).squeeze(-1), self.argument_end(pairs).squeeze(-1)

    def event_vectors(self, words: Tensor, batch: WindowBatch, triggers: Anchors) -> Tensor:
        """Unit vectors of triggers in their sentences, (a, event_vector_size)."""
        both = torch.cat([_anchor_vectors(words, triggers), _sentence_means(words, batch, triggers)], dim=-1)
        return functional.normalize(self.event_vector(both).float(), dim=-1)

    def meaning_vectors(self, words: Tensor, spans: Tensor) -> Tensor:
        """Unit vectors of the meaning of sets of words; ``spans`` (s, b, w) weighs the words: (s, hidden)."""
        weights = spans.to(words.dtype).flatten(1)
        return self.meanings(weights @ words.flatten(0, 1), weights.sum(1))

    def meanings(self, sums: Tensor, counts: Tensor) -> Tensor:
        """Unit vectors of meaning from the summed vectors (s, hidden) of ``counts`` (s,) words."""
        means = sums / counts.unsqueeze(-1).clamp(min=1)
        return functional.normalize(self.meaning_vector(means).float(), dim=-1)


def _of_words(states: Tensor, batch: WindowBatch) -> Tensor:
    """The states (b, t, hidden) of the first tokens of the words, (b, w, hidden)."""
    windows = torch.arange(len(states), device=states.device).unsqueeze(1)
    # Copies whole vectors, where ``gather`` takes ten times as long to look up each of their numbers.
    return functional.embedding(windows * states.shape[1] + batch.first_token, states.flatten(0, 1))


def _anchor_vectors(words: Tensor, anchors: Anchors) -> Tensor:
    return (words[anchors.window, anchors.first] + words[anchors.window, anchors.last]) / 2


def _sentence_means(words: Tensor, batch: WindowBatch, anchors: Anchors) -> Tensor:
    """The mean vector of each anchor's sentence, (a, hidden), as a difference of running sums."""
    scope = sentence_scope(batch, anchors)
    length = scope.mask.sum(1, keepdim=True)
    first = scope.position[:, 0]
    sums = functional.pad(words.float().cumsum(1), (0, 0, 1, 0))
    total = sums[anchors.window, first + length.squeeze(1)] - sums[anchors.window, first]
    return (total / length).to(words.dtype)


def _distances(scope: Scope, anchors: Anchors) -> Tensor:
    before = (scope.position - anchors.first[scope.anchor]).clamp(max=0)
    after = (scope.position - anchors.last[scope.anchor]).clamp(min=0)
    offset = before + after
    near = offset.abs().clamp(max=16)
    far = ((offset.abs() - 16).clamp(min=0).float().sqrt() * 2).long()
    bucket = (near + far).clamp(max=_DISTANCE_BUCKETS)
    return torch.where(offset < 0, -bucket, bucket) + _DISTANCE_BUCKETS


def _sentence_distances(sentence_of: Tensor, at: Tensor, scope: Scope, anchors: Anchors) -> Tensor:
    """``at`` are the places of the scope's words among those of all windows."""
    own = sentence_of[anchors.window, anchors.first]
    distance = sentence_of.flatten()[at] - own[scope.anchor]
    return distance.clamp(-_SENTENCE_BUCKETS, _SENTENCE_BUCKETS) + _SENTENCE_BUCKETS
