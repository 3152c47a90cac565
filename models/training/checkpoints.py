"""Checkpoints of a training run: everything that going on needs, in safetensors and JSON, never pickle."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel

_TENSORS = "checkpoint.safetensors"


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands: rounds done in this cycle, batches in this round, steps in this cycle, the best dev mean."""

    cycle: int = 0
    round_number: int = 0
    batches_done: int = 0
    steps: int = 0
    best_score: float = -1.0
    rounds_without_gain: int = 0


@dataclass(frozen=True, slots=True)
class Learner:
    """What changes with every step: the network, the running average of its weights, the optimizer's moments.

    ``start`` is the state of the network when the cycle began.
    """

    network: nn.Module
    average: AveragedModel
    optimizer: torch.optim.Optimizer
    start: dict[str, Tensor]


def save_checkpoint(folder: Path, learner: Learner, progress: Progress) -> None:
    """Writes a checkpoint; one that is cut short never replaces the former."""
    folder.mkdir(parents=True, exist_ok=True)
    tensors: dict[str, Tensor] = {f"network.{name}": value for name, value in learner.network.state_dict().items()}
    tensors |= {f"average.{name}": value for name, value in learner.average.state_dict().items()}
    tensors |= {f"start.{name}": value for name, value in learner.start.items()}
    for name, parameter in learner.network.named_parameters():
        for key, value in learner.optimizer.state.get(parameter, {}).items():
            tensors[f"optimizer.{key}.{name}"] = value.detach().clone()
    tensors["random_state"] = torch.get_rng_state()
    temporary = folder / (_TENSORS + ".new")
    save_file(
        {k: v.contiguous() for k, v in tensors.items()}, temporary, metadata={"progress": json.dumps(asdict(progress))}
    )
    os.replace(temporary, folder / _TENSORS)


def load_checkpoint(folder: Path, learner: Learner) -> Progress | None:
    """Restores a run in place and returns where it stood; None where there is no checkpoint."""
    path = folder / _TENSORS
    if not path.exists():
        return None
    tensors = load_file(path)
    learner.network.load_state_dict(_part(tensors, "network."))
    learner.average.load_state_dict(_part(tensors, "average."))
    learner.start.update(_part(tensors, "start."))
    for name, parameter in learner.network.named_parameters():
        state = {
            key: tensors[full]
            for key in ("step", "exp_avg", "exp_avg_sq")
            if (full := f"optimizer.{key}.{name}") in tensors
        }
        if state:
            learner.optimizer.state[parameter] = state
    torch.set_rng_state(tensors["random_state"])
    return Progress(**json.loads(_metadata(path)["progress"]))


def _part(tensors: Mapping[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {name.removeprefix(prefix): value for name, value in tensors.items() if name.startswith(prefix)}


def _metadata(path: Path) -> dict[str, str]:
    from safetensors import safe_open

    with safe_open(path, framework="pt") as file:
        metadata: dict[str, str] = file.metadata()
    return metadata
