"""The losses of all heads over one batch of labelled windows; a head learns only where its corpus annotates."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from models.attributing import CUE
from models.network import ExtractorNetwork, Scope, TagLogits, WindowBatch, anchors_of, sentence_scope
from models.training.distillation import Lesson, divergence
from models.training.holding import Held, held_losses
from models.training.judgement import JudgedWords, judge_loss
from models.training.meaning import MeaningTeacher
from models.training.targets import IGNORED, CueTarget, Labelled

_WEIGHTS = {
    "attribution": 2.0,
    "event_type": 0.5,
    "chain": 0.3,
    "judge": 0.5,
    "meaning": 1.0,
    "role": 0.5,
    "begin": 0.5,
    "end": 0.5,
    "taught attribution": 2.0,
    "held event_type": 0.5,
    "held vector": 3.0,
    "held meaning": 3.0,
}

_TEMPERATURE = 0.1
_FRAME_DROPPED = 0.3
_QUIET_TRIGGER = 0.1
_QUIET_WEIGHT = 0.1
_EDGE_WEIGHT = 2.0
_LABEL_SMOOTHING = 0.05
_LOOKS_LIKE_CUE = 0.2
_FULL_LESSON = 100


def batch_losses(
    network: ExtractorNetwork,
    batch: WindowBatch,
    labelled: Sequence[Labelled],
    meaning: MeaningTeacher | None,
    lesson: Lesson | None = None,
    held: Held | None = None,
) -> dict[str, Tensor]:
    """Weighted losses by head; heads without annotation in this batch, and teachers without a lesson, are absent.

    ``held`` is what a former network says of the batch, where what it says is to stay.
    """
    judged = _padded(labelled, "judged", batch.word_mask.shape[1])
    words, losses = _judged_words(network, batch, judged)
    tags = network.tag(words)
    losses |= _tag_losses(tags, batch, labelled)
    losses |= _taught_losses(tags, batch, lesson) if lesson else {}
    losses |= _event_type_loss(tags, batch, labelled)
    losses |= _cue_losses(network, words, batch, labelled, tags, lesson)
    losses |= _argument_losses(network, words, batch, labelled)
    losses |= _chain_loss(network, words, batch, labelled)
    losses |= _meaning_loss(network, words, batch, labelled, meaning) if meaning else {}
    losses |= held_losses(network, words, tags, batch, held) if held else {}
    return {name: loss * _WEIGHTS.get(name, 1.0) for name, loss in losses.items()}


def _judged_words(network: ExtractorNetwork, batch: WindowBatch, judged: Tensor) -> tuple[Tensor, dict[str, Tensor]]:
    """The words' vectors, and the judge's loss over those of sentences that were read, less for a few of them."""
    read = judged[..., 0] != IGNORED
    if not read.any():
        return network.encode(batch), {}
    words = network.encode_layers(batch)
    lesson = JudgedWords(words.layers[read].float(), *judged[read].unbind(-1))
    share = min(1.0, int(read.sum()) / _FULL_LESSON)
    return words.last, {"judge": share * judge_loss(network.judge(lesson.layers), lesson)}


def _padded(labelled: Sequence[Labelled], name: str, width: int) -> Tensor:
    rows = []
    for one in labelled:
        values = getattr(one, name)
        missing = [(0, width - len(values))] + [(0, 0)] * (values.ndim - 1)
        rows.append(np.pad(values, missing, constant_values=IGNORED))
    return torch.from_numpy(np.stack(rows))


def _cross_entropy(logits: Tensor, target: Tensor, smoothing: float = 0.0) -> Tensor:
    return functional.cross_entropy(
        logits.float().flatten(0, -2), target.flatten(), ignore_index=IGNORED, label_smoothing=smoothing
    )


def _tag_losses(tags: TagLogits, batch: WindowBatch, labelled: Sequence[Labelled]) -> dict[str, Tensor]:
    width = batch.word_mask.shape[1]
    losses = {}
    for name in ("attribution", "trigger", "event", "entity"):
        target = _padded(labelled, name, width)
        if (target == IGNORED).all():
            continue
        logits = getattr(tags, name)
        if name == "attribution":
            logits = logits.unflatten(-1, (3, 3))
        losses[name] = _cross_entropy(logits, target, _LABEL_SMOOTHING if name == "trigger" else 0.0)
    return losses


def _taught_losses(tags: TagLogits, batch: WindowBatch, lesson: Lesson) -> dict[str, Tensor]:
    mask = batch.word_mask.bool()
    student, teacher = (logits.reshape(*mask.shape, 3, 3) for logits in (tags.attribution, lesson.attributions()))
    return {"taught attribution": divergence(student, teacher, mask)}


def _event_type_loss(tags: TagLogits, batch: WindowBatch, labelled: Sequence[Labelled]) -> dict[str, Tensor]:
    """Multiple-instance learning: a story has a type where at least one of its triggers has it (noisy-or).

    How far a word may speak for its story is how surely it is a trigger, by the event head or by the verb patterns
    that agree with the story's label. Words that speak for no story learn OTHER.
    """
    types = torch.tensor([one.event_type for one in labelled])
    if (types == IGNORED).all():
        return {}
    hint = _padded(labelled, "verb_hint", batch.word_mask.shape[1]).clamp(min=0).float()
    is_trigger = 1 - tags.event.detach().float().softmax(-1)[..., 0]
    voice = torch.maximum(is_trigger, 0.6 * hint).clamp(min=0.02) * batch.word_mask
    by_word = tags.event_type.float().softmax(-1)
    quiet = -(1 - (voice.unsqueeze(-1) * by_word[..., 1:])).clamp(min=1e-6).log()
    story = 1 - (-quiet.sum(1)).exp()
    gold = functional.one_hot(types - 1, story.shape[-1]).float()
    multiple = functional.binary_cross_entropy(story.clamp(1e-6, 1 - 1e-6), gold, reduction="none").sum(-1).mean()
    silent = (voice < _QUIET_TRIGGER) & batch.word_mask.bool()
    other = -by_word[..., 0].clamp(min=1e-6).log()
    return {"event_type": multiple + _QUIET_WEIGHT * (other * silent).sum() / silent.sum().clamp(min=1)}


def _cue_losses(
    network: ExtractorNetwork,
    words: Tensor,
    batch: WindowBatch,
    labelled: Sequence[Labelled],
    tags: TagLogits,
    lesson: Lesson | None,
) -> dict[str, Tensor]:
    """Parts around each cue, and no parts around words that only look like cues.

    Where nobody annotated, the cues are the teacher's, and so is all that is learnt around them.
    """
    cues = [(row, cue) for row, one in enumerate(labelled) for cue in one.cues]
    if cues:
        cues += _false_cues(tags, labelled)
    elif lesson:
        cues = _taught_cues(lesson, labelled)
    if not cues:
        return {}
    anchors = anchors_of([(row, cue.first, cue.last) for row, cue in cues])
    logits = network.attribute(words, batch, anchors)
    target = torch.full(logits.shape[:2], IGNORED)
    for index, (_, cue) in enumerate(cues):
        target[index, : len(cue.parts)] = torch.from_numpy(cue.parts)
    losses = {"part": 2 * _cross_entropy(logits, target)} if (target != IGNORED).any() else {}
    if lesson:
        losses["taught part"] = 2 * divergence(logits, lesson.parts(anchors), batch.word_mask[anchors.window].bool())
    return losses


def _taught_cues(lesson: Lesson, labelled: Sequence[Labelled]) -> list[tuple[int, CueTarget]]:
    """The teacher's cues in windows whose attributions are not annotated, with parts that are not known either."""
    sizes = [len(one.words) if (one.attribution == IGNORED).all() else 0 for one in labelled]
    return [
        (row, CueTarget(first, last, np.full(sizes[row], IGNORED, dtype=np.int64)))
        for row, first, last in lesson.cues(sizes)
    ]


def _false_cues(tags: TagLogits, labelled: Sequence[Labelled]) -> list[tuple[int, CueTarget]]:
    """Words that the cue head takes for cues and the annotators did not, each with no part around it."""
    begins = tags.attribution.detach().float().reshape(*tags.attribution.shape[:2], 3, 3)[:, :, CUE].softmax(-1)[..., 1]
    found = []
    for row, one in enumerate(labelled):
        for word in (begins[row, : len(one.words)] > _LOOKS_LIKE_CUE).nonzero().flatten().tolist():
            if one.attribution[word, CUE] == 0:
                found.append((row, CueTarget(word, word, np.zeros(len(one.words), dtype=np.int64))))
    return found


def _argument_losses(
    network: ExtractorNetwork, words: Tensor, batch: WindowBatch, labelled: Sequence[Labelled]
) -> dict[str, Tensor]:
    triggers = [(row, trigger) for row, one in enumerate(labelled) for trigger in one.triggers]
    if not triggers:
        return {}
    anchors = anchors_of([(row, trigger.word, trigger.word) for row, trigger in triggers])
    scope = sentence_scope(batch, anchors)
    known = torch.rand(len(triggers)) >= _FRAME_DROPPED
    frames = torch.tensor([trigger.frame for _, trigger in triggers]) * known
    logits = network.arguments(words, batch, anchors, scope, frames)
    targets = {
        name: _scoped([getattr(trigger, name) for _, trigger in triggers], scope)
        for name in ("frame_roles", "begins", "ends", "roles")
    }
    inside = scope.mask & (targets["begins"] != IGNORED)
    losses = {
        "begin": _edge_loss(logits.begin[inside], targets["begins"][inside]),
        "end": _edge_loss(logits.end[inside], targets["ends"][inside]),
        "role": _cross_entropy(logits.role, targets["roles"]),
    }
    if known.any():
        losses["frame_role"] = _cross_entropy(logits.frame_role[known], targets["frame_roles"][known])
    return losses


def _edge_loss(logits: Tensor, target: Tensor) -> Tensor:
    return functional.binary_cross_entropy_with_logits(
        logits.float(), target.float(), pos_weight=torch.tensor(_EDGE_WEIGHT)
    )


def _scoped(labels: Sequence[np.ndarray], scope: Scope) -> Tensor:
    width = max(max(len(one) for one in labels), int(scope.position.max()) + 1)
    rows = torch.from_numpy(np.stack([np.pad(one, (0, width - len(one)), constant_values=IGNORED) for one in labels]))
    return torch.where(scope.mask, rows.gather(1, scope.position), IGNORED)


def _chain_loss(
    network: ExtractorNetwork, words: Tensor, batch: WindowBatch, labelled: Sequence[Labelled]
) -> dict[str, Tensor]:
    """Supervised contrastive loss (Khosla et al., NeurIPS 2020): mentions of one chain close, all others far."""
    mentions = [(row, mention) for row, one in enumerate(labelled) for mention in one.chains]
    names = {name: number for number, name in enumerate({mention.chain for _, mention in mentions})}
    if len(names) < 2:
        return {}
    vectors = network.event_vectors(words, batch, anchors_of([(row, m.first, m.last) for row, m in mentions]))
    chain = torch.tensor([names[mention.chain] for _, mention in mentions])
    alone = torch.eye(len(chain), dtype=torch.bool)
    same = (chain.unsqueeze(0) == chain.unsqueeze(1)) & ~alone
    similarity = (vectors @ vectors.T / _TEMPERATURE).masked_fill(alone, -1e4)
    log_share = similarity - similarity.logsumexp(1, keepdim=True)
    paired = same.any(1)
    if not paired.any():
        return {}
    mean = (log_share * same).sum(1)[paired] / same.sum(1)[paired]
    return {"chain": -mean.mean()}


def _meaning_loss(
    network: ExtractorNetwork,
    words: Tensor,
    batch: WindowBatch,
    labelled: Sequence[Labelled],
    teacher: MeaningTeacher,
) -> dict[str, Tensor]:
    """Cosine distance to the vector that the untrained encoder gives the same text on its own."""
    contents = [(row, *content) for row, one in enumerate(labelled) for content in one.contents]
    if not contents:
        return {}
    spans = torch.zeros(len(contents), *batch.word_mask.shape)
    for index, (row, first, last, _) in enumerate(contents):
        spans[index, row, first : last + 1] = 1
    vectors = network.meaning_vectors(words, spans)
    wanted = teacher.vectors([text for *_, text in contents])
    return {"meaning": (1 - (vectors * wanted).sum(-1)).mean()}
