"""Chooses the decoding thresholds on dev, one after another, each by the figures that it moves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tokenizers import Tokenizer
from torch import nn

from models.config import Decoding, ExtractorConfig
from models.corpora import ByCorpus, LabelledDocument
from models.evaluate.figures import figures
from models.extractor import Extractor
from models.lexicon import Lexicon
from models.network import ExtractorNetwork, WindowBatch, WordVectors
from models.readings import Readings


@dataclass(frozen=True, slots=True)
class Knob:
    """A threshold, the values to try and the corpora whose figures it moves."""

    name: str
    values: Sequence[float]
    corpora: Sequence[str]

    def turned(self, decoding: Decoding, value: float) -> Decoding:
        """The same decoding with this threshold at ``value``."""
        changed: dict[str, Any] = {self.name: value}
        return replace(decoding, **changed)


KNOBS: tuple[Knob, ...] = (
    Knob("cue_threshold", (0.3, 0.4, 0.5, 0.6), ("news",)),
    Knob("waking_share", (0.3, 0.5, 0.7, 0.9), ("news",)),
    Knob("joining_share", (0.02, 0.1, 0.3), ("news",)),
    Knob("tag_weight", (0.0, 0.25, 0.5, 0.75, 1.0), ("news",)),
    Knob("source_price", (0.0, 0.1, 0.3, 1.0), ("news",)),
    Knob("content_price", (0.0, 2.0, 5.0, 8.0, 12.0), ("news",)),
    Knob("frame_lexicon_weight", (0.0, 0.15, 0.25, 0.35), ("sentences", "topics")),
    Knob("trigger_threshold", (0.5, 0.6, 0.7, 0.75, 0.8), ("sentences", "topics")),
    Knob("event_threshold", (0.35, 0.5, 0.65, 0.8), ("sentences", "topics")),
    Knob("story_weight", (0.0, 0.3, 0.5, 1.0), ("stories",)),
    Knob("type_lexicon_weight", (0.0, 0.15, 0.3, 0.45), ("topics", "stories")),
    Knob("event_type_threshold", (0.2, 0.3, 0.4, 0.5, 0.6, 0.7), ("topics", "stories")),
    Knob("type_alone_threshold", (0.6, 0.8, 0.95), ("topics", "stories")),
    Knob("edge_weight", (0.5, 1.0, 1.5), ("sentences",)),
    Knob("argument_bias", (-0.6, -0.3, 0.0, 0.3), ("sentences",)),
    Knob("argument_threshold", (-0.5, 0.0, 0.5, 1.0), ("sentences",)),
)

TYPE_KNOBS = tuple(knob for knob in KNOBS if "stories" in knob.corpora)
"""What the judge moves."""

LEXICON_KNOBS = tuple(
    knob for knob in KNOBS if "lexicon" in knob.name or knob.name in ("trigger_threshold", "event_type_threshold")
)
"""What the lexicon moves."""


class RememberingNetwork(ExtractorNetwork):
    """A network that encodes each batch once: thresholds change only what is read from the vectors of words."""

    def __init__(self, network: ExtractorNetwork) -> None:
        nn.Module.__init__(self)
        self.__dict__.update(network.__dict__)
        self._known: dict[bytes, WordVectors] = {}

    def encode_layers(self, batch: WindowBatch) -> WordVectors:
        """The vectors of words, from memory where the same batch came before."""
        key = batch.token_ids.numpy().tobytes()
        if key not in self._known:
            self._known[key] = super().encode_layers(batch)
        return self._known[key]


def tune(
    network: ExtractorNetwork,
    config: ExtractorConfig,
    tokenizer: Tokenizer,
    lexicon: Lexicon,
    dev: ByCorpus[LabelledDocument],
    readings: Readings,
    log: Callable[[str], None],
    knobs: Sequence[Knob] = KNOBS,
) -> Decoding:
    """One pass of coordinate search over the knobs; a coarse grid, so that little is fitted to dev."""
    decoding, remembering = config.decoding, RememberingNetwork(network)
    for knob in knobs:
        part = dev.only(knob.corpora)
        scores = {}
        for value in knob.values:
            tried = replace(config, decoding=knob.turned(decoding, value))
            scores[value] = _mean(figures(Extractor(remembering, tried, tokenizer, lexicon=lexicon), part, readings))
        best = max(scores, key=lambda value: (scores[value], -abs(value - getattr(decoding, knob.name))))
        log(f"{knob.name}: {best} of " + ", ".join(f"{value}: {score:.4f}" for value, score in scores.items()))
        decoding = knob.turned(decoding, best)
    return decoding


def _mean(found: dict[str, float]) -> float:
    scores = [value for name, value in found.items() if "calibration" not in name]
    return sum(scores) / len(scores) if scores else 0.0
