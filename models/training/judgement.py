"""Teaches the judge of triggers from what was read of some thousands, while all else stays as it is."""

# mypy: allow-untyped-calls

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from models.batches import pad_windows
from models.config import ExtractorConfig
from models.corpora import LabelledDocument
from models.encoders import special_token_ids
from models.judging import Judge, JudgeLogits
from models.network import ExtractorNetwork
from models.readings import Reading, Readings
from models.training.targets import IGNORED, reading_targets
from models.windows import Words, cut_windows, split_words

_PASSES = 10
_BATCH_WORDS = 256
_RATE = 1e-3
_WEIGHT_DECAY = 0.1


class JudgedWords(NamedTuple):
    """n words of sentences that were read: ``layers`` (n, width) and three targets (n,), IGNORED without any."""

    layers: Tensor
    event_type: Tensor
    modality: Tensor
    specific: Tensor

    def part(self, rows: Tensor) -> JudgedWords:
        """Some of the words."""
        return JudgedWords(*(column[rows] for column in self))


def judged_words(
    network: ExtractorNetwork,
    config: ExtractorConfig,
    tokenizer: Tokenizer,
    documents: Iterable[LabelledDocument],
    readings: Readings,
) -> JudgedWords | None:
    """All words of the sentences that were read, as the network sees them when it serves; None without any."""
    parts = [
        _words_of(network, config, tokenizer, document, readings[document.document_id])
        for document in documents
        if document.document_id in readings
    ]
    return JudgedWords(*map(torch.cat, zip(*parts, strict=True))) if parts else None


def teach_judge(judge: Judge, words: JudgedWords, seed: int) -> None:
    """Trains the judge anew on all words; seeded, so that the same words give the same judge."""
    torch.manual_seed(seed)
    fresh = Judge(words.layers.shape[1])
    judge.load_state_dict(fresh.state_dict())
    judge.train()
    optimizer = torch.optim.AdamW(judge.parameters(), lr=_RATE, weight_decay=_WEIGHT_DECAY)
    batches = [batch for _ in range(_PASSES) for batch in torch.randperm(len(words.layers)).split(_BATCH_WORDS)]
    for step, rows in enumerate(batches):
        for group in optimizer.param_groups:
            group["lr"] = _RATE * (1 - step / len(batches))
        batch = words.part(rows)
        loss = judge_loss(judge(batch.layers), batch)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    judge.eval()


def judge_loss(logits: JudgeLogits, words: JudgedWords) -> Tensor:
    """The sum of the mean losses of what was read; there must be a word of a sentence that was."""
    loss = functional.cross_entropy(logits.event_type, words.event_type)
    modal, known = words.modality != IGNORED, words.specific != IGNORED
    if modal.any():
        loss = loss + functional.cross_entropy(logits.modality[modal], words.modality[modal])
    if known.any():
        loss = loss + functional.binary_cross_entropy_with_logits(logits.specific[known], words.specific[known].float())
    return loss


def _words_of(
    network: ExtractorNetwork,
    config: ExtractorConfig,
    tokenizer: Tokenizer,
    document: LabelledDocument,
    readings: Sequence[Reading],
) -> JudgedWords:
    words = split_words(document.document, tokenizer)
    targets = torch.from_numpy(reading_targets(words, readings))
    every = JudgedWords(_layers(network, config, tokenizer, words), *targets.unbind(-1))
    return every.part((every.event_type != IGNORED).nonzero().squeeze(-1))


@torch.no_grad()
def _layers(network: ExtractorNetwork, config: ExtractorConfig, tokenizer: Tokenizer, words: Words) -> Tensor:
    """What the judge sees of each word of a document, each in the window that owns it, (n, width)."""
    special = special_token_ids(config.encoder, tokenizer)
    parts = []
    for window in cut_windows(words, config.window_tokens, config.overlap_tokens):
        batch = pad_windows([(words, window)], *special, config.window_tokens)
        found = network.encode_layers(batch).layers[0].float()
        parts.append(found[window.own_start - window.start : window.own_end - window.start])
    return torch.cat(parts)
