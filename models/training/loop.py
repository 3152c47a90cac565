"""The training loop: cycles of rounds over the corpora, dev figures after each round, checkpoints in between.

Each cycle begins again with a high learning rate, half that of the former (Loshchilov and Hutter, ICLR 2017). What is
assessed and kept is the running average of the weights (Polyak and Juditsky, 1992), and at the end of a later cycle
also the mean of where it began and where it ended (Wortsman et al., "Model soups", ICML 2022).
"""

# mypy: allow-untyped-calls

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import torch
from torch import Tensor
from torch.optim.swa_utils import AveragedModel

from models.batches import pad_windows
from models.corpora import ByCorpus
from models.network import ExtractorNetwork
from models.reading import SpecialTokens
from models.training.checkpoints import Learner, Progress, load_checkpoint, save_checkpoint
from models.training.distillation import Teacher
from models.training.holding import Former
from models.training.losses import batch_losses
from models.training.meaning import MeaningTeacher
from models.training.plan import Batch, Passes, plan_round
from models.training.targets import Labelled
from models.windows import whole_window

_WARM_UP = 0.06
_WEIGHT_DECAY = 0.01
_LARGEST_GRADIENT = 1.0
_NEXT_CYCLE = 0.5
_AVERAGE_DECAY = 0.998
_LOG_EVERY = 20
_CHECKPOINT_EVERY = 150


Tensors = list[Tensor] | tuple[Tensor, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast to learn: the rounds of each cycle, AdamW's rates at their peak in the first cycle."""

    rounds: tuple[int, ...] = (3, 2, 2)
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    patience: int = 2
    seed: int = 7


@dataclass(frozen=True)
class Run:
    """One training run: the network with what it learns from.

    ``assess`` returns named dev figures after each round; ``keep`` stores the best network so far. ``unlabelled`` is
    what only the teacher reads; ``former`` is what says of events what has to stay; ``goes_on`` tells that the network
    is trained already.
    """

    network: ExtractorNetwork
    meaning: MeaningTeacher | None
    corpora: ByCorpus[Labelled]
    passes: Passes
    schedule: Schedule
    tokens: SpecialTokens
    window_tokens: int
    folder: Path
    assess: Callable[[ExtractorNetwork], dict[str, float]]
    keep: Callable[[ExtractorNetwork], None]
    log: Callable[[str], None]
    teacher: Teacher | None = None
    former: Former | None = None
    unlabelled: Sequence[Labelled] = ()
    goes_on: bool = False


def train(run: Run) -> None:
    """Trains to the end of the schedule; goes on from a checkpoint."""
    torch.manual_seed(run.schedule.seed)
    learner = _learner(run)
    progress = load_checkpoint(run.folder, learner) or Progress()
    while progress.cycle < len(run.schedule.rounds):
        progress = _end_cycle(run, learner, _train_cycle(run, learner, progress))
        run.network.load_state_dict(learner.average.module.state_dict())
        learner = _learner(run)
        save_checkpoint(run.folder, learner, progress)


def _train_cycle(run: Run, learner: Learner, progress: Progress) -> Progress:
    """Goes to the end of a cycle, or until dev figures stop rising."""
    first = sum(run.schedule.rounds[: progress.cycle])
    rounds = [_plan(run, first + number) for number in range(run.schedule.rounds[progress.cycle])]
    total = sum(len(batches) for batches in rounds)
    while progress.round_number < len(rounds) and progress.rounds_without_gain < run.schedule.patience:
        progress = _train_round(run, learner, rounds[progress.round_number], total, progress)
        progress = _end_round(run, cast(ExtractorNetwork, learner.average.module), progress)
        save_checkpoint(run.folder, learner, progress)
    return progress


def _end_cycle(run: Run, learner: Learner, progress: Progress) -> Progress:
    """Keeps the mean of the cycle's two ends where it is the best, unless the cycle began at untrained heads."""
    best_score = progress.best_score
    if progress.cycle or run.goes_on:
        middle = _mean(learner.start, cast(ExtractorNetwork, learner.average.module))
        best_score = max(best_score, _judge(run, middle, best_score, f"cycle {progress.cycle + 1}, mean of its ends"))
    return Progress(cycle=progress.cycle + 1, best_score=best_score)


def _mean(start: dict[str, Tensor], end: ExtractorNetwork) -> ExtractorNetwork:
    middle = deepcopy(end)
    for name, value in middle.state_dict().items():
        if value.is_floating_point():
            value.lerp_(start[name], 0.5)
    return middle


def _plan(run: Run, number: int) -> list[Batch]:
    return plan_round(run.corpora, run.passes, run.window_tokens, run.schedule.seed + number, run.unlabelled)


def _learner(run: Run) -> Learner:
    start = {name: value.clone() for name, value in run.network.state_dict().items()}
    return Learner(run.network, AveragedModel(run.network, multi_avg_fn=_average), _optimizer(run), start)


@torch.no_grad()
def _average(averages: Tensors, current: Tensors, count: Tensor | int) -> None:
    """An exponential average that forgets its first steps faster than its later ones."""
    decay = min(_AVERAGE_DECAY, (1 + int(count)) / (10 + int(count)))
    torch._foreach_lerp_(averages, current, 1 - decay)


def _optimizer(run: Run) -> torch.optim.AdamW:
    encoder = [p for n, p in run.network.named_parameters() if n.startswith("encoder.")]
    heads = [p for n, p in run.network.named_parameters() if not n.startswith("encoder.")]
    groups = [
        {"params": encoder, "lr": run.schedule.encoder_rate, "peak": run.schedule.encoder_rate},
        {"params": heads, "lr": run.schedule.head_rate, "peak": run.schedule.head_rate},
    ]
    return torch.optim.AdamW(groups, weight_decay=_WEIGHT_DECAY, fused=True)


def _rate_share(progress: Progress, total: int) -> float:
    warm_up = max(1, math.ceil(total * _WARM_UP))
    in_cycle = min((progress.steps + 1) / warm_up, max(0.0, (total - progress.steps) / (total - warm_up + 1)))
    return in_cycle * _NEXT_CYCLE**progress.cycle


def _train_round(run: Run, learner: Learner, batches: list[Batch], total: int, progress: Progress) -> Progress:
    run.network.train()
    means: dict[str, float] = {}
    began, first_step = time.monotonic(), progress.steps
    for batch in batches[progress.batches_done :]:
        for group in learner.optimizer.param_groups:
            group["lr"] = group["peak"] * _rate_share(progress, total)
        for name, value in _step(run, learner, batch).items():
            means[name] = 0.95 * means.get(name, value) + 0.05 * value
        progress = replace(progress, batches_done=progress.batches_done + 1, steps=progress.steps + 1)
        if progress.steps % _LOG_EVERY == 0:
            pace = (time.monotonic() - began) / (progress.steps - first_step)
            left = (total - progress.steps) * pace / 60
            losses = " ".join(f"{name} {value:.3f}" for name, value in sorted(means.items()))
            run.log(f"cycle {progress.cycle + 1}, step {progress.steps}/{total}, {left:.0f} min left: {losses}")
        if progress.steps % _CHECKPOINT_EVERY == 0:
            save_checkpoint(run.folder, learner, progress)
    return progress


def _step(run: Run, learner: Learner, batch: Batch) -> dict[str, float]:
    windows = [(one.words, whole_window(one.words)) for one in batch]
    padded = pad_windows(windows, run.tokens.begin, run.tokens.end, run.tokens.pad, run.window_tokens)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        lesson = run.teacher.teach(batch) if run.teacher else None
        held = run.former.read(padded) if run.former else None
        losses = batch_losses(run.network, padded, batch, run.meaning, lesson, held)
    total: Tensor = torch.stack(list(losses.values())).sum()
    learner.optimizer.zero_grad()
    total.backward()
    torch.nn.utils.clip_grad_norm_(run.network.parameters(), _LARGEST_GRADIENT)
    learner.optimizer.step()
    learner.average.update_parameters(run.network)
    return {name: float(loss.detach()) for name, loss in losses.items()}


def _end_round(run: Run, network: ExtractorNetwork, progress: Progress) -> Progress:
    score = _judge(run, network, progress.best_score, f"cycle {progress.cycle + 1}, round {progress.round_number + 1}")
    better = score > progress.best_score
    return replace(
        progress,
        round_number=progress.round_number + 1,
        batches_done=0,
        best_score=max(score, progress.best_score),
        rounds_without_gain=0 if better else progress.rounds_without_gain + 1,
    )


def _judge(run: Run, network: ExtractorNetwork, best_score: float, name: str) -> float:
    """The mean of a network's dev figures; a network that is better than the best so far is kept."""
    figures = run.assess(network)
    score = sum(figures.values()) / len(figures)
    if score > best_score:
        run.keep(network)
    run.log(f"{name}: dev mean {score:.4f} {figures}")
    return score
