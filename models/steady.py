"""Products of matrices whose rows do not depend on how many rows are multiplied at once.

Processors with tiles for bfloat16 (AMX) multiply eight times as fast as others, but where a row is long and rows are
few, torch's kernels cut its sum into other parts for other numbers of rows. From some number on they no longer do.
"""

# mypy: allow-untyped-calls

from __future__ import annotations

from torch import Tensor, nn
from torch.nn import functional

# Found by comparing numbers of rows up to 4,096 for layers of up to 4,096 inputs and outputs: sums of fewer than 512
# numbers are never cut, and from 768 rows on those of a layer are always cut alike.
_LONG_SUM = 512
_ROWS = 1_024


def multiply_alike(network: nn.Module) -> None:
    """Has every linear layer with long sums multiply many rows, of zeros where it is given fewer."""
    for module in list(network.modules()):
        for name, layer in module.named_children():
            if isinstance(layer, nn.Linear) and layer.in_features >= _LONG_SUM:
                setattr(module, name, _FilledLinear(layer))


class _FilledLinear(nn.Module):
    def __init__(self, layer: nn.Linear) -> None:
        super().__init__()
        self.layer = layer

    def forward(self, vectors: Tensor) -> Tensor:
        rows = vectors.flatten(0, -2)
        missing = _ROWS - len(rows)
        filled = functional.pad(rows, (0, 0, 0, missing)) if missing > 0 else rows
        found: Tensor = self.layer(filled)[: len(rows)].unflatten(0, vectors.shape[:-1])
        return found
