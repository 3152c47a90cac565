"""What a set of weights was made for: the encoder, the label inventories, and how logits become spans."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

EVENT_TYPES = (
    "OTHER", "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST",
    "REJECT", "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN",
)  # fmt: skip
ROLES = ("ACTOR", "RECIPIENT", "PLACE", "TIME", "INSTRUMENT", "THEME")
MODALITIES = ("asserted", "negated", "planned", "possible")
ENTITY_KINDS = ("HUM", "LOC", "TIM", "NON")
ATTRIBUTION_PARTS = ("source", "cue", "content")
CORPORA = ("news", "sentences", "topics", "stories")


class ConfigError(ValueError):
    """A config file that is not of the form that this code reads."""


@dataclass(frozen=True, slots=True)
class Decoding:
    """Thresholds on probabilities and weights of logits, chosen on dev data, never on test data.

    ``waking_share`` and ``joining_share`` are the mean probabilities that let content that is left over wake an unsure
    cue or join a claim. ``source_price`` and ``content_price`` are what a run of words of a source or a content costs,
    in nats: the dearer, the fewer fragments. ``story_weight`` is what the types that whole stories teach count beside
    those that the judge was taught, ``frame_lexicon_weight`` and ``type_lexicon_weight`` what the lexicon tells of
    frames and of types.
    """

    trigger_threshold: float = 0.5
    event_threshold: float = 0.5
    event_type_threshold: float = 0.5
    type_alone_threshold: float = 0.7
    cue_threshold: float = 0.5
    unsure_cue_threshold: float = 0.1
    waking_share: float = 0.5
    joining_share: float = 0.1
    tag_weight: float = 0.25
    source_price: float = 0.1
    content_price: float = 5.0
    argument_bias: float = 0.0
    argument_threshold: float = 0.5
    edge_weight: float = 1.0
    story_weight: float = 1.0
    frame_lexicon_weight: float = 0.0
    type_lexicon_weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """Platt scaling: the calibrated confidence is ``sigmoid(slope * logit(p) + intercept)`` (Platt, 1999)."""

    slope: float = 1.0
    intercept: float = 0.0


@dataclass(frozen=True, slots=True)
class ExtractorConfig:
    """The whole description of a network beside its weights; stored as ``config.json``.

    ``encoder`` is a configuration of the transformers library as a mapping; ``frame_roles`` names, for each frame,
    the roles seen with it; ``corpora`` names the kinds that it has learnt from. ``weights_sha256`` is that of the
    weights file, in hex; empty where it is not known. ``lexicon_sha256`` is that of the lexicon; empty where there is
    none.
    """

    encoder: Mapping[str, Any]
    frames: tuple[str, ...]
    frame_roles: Mapping[str, tuple[str, ...]]
    corpora: tuple[str, ...] = CORPORA
    window_tokens: int = 253
    overlap_tokens: int = 48
    pair_size: int = 192
    event_vector_size: int = 128
    decoding: Decoding = field(default_factory=Decoding)
    event_calibration: Calibration = field(default_factory=Calibration)
    claim_calibration: Calibration = field(default_factory=Calibration)
    weights_sha256: str = ""
    lexicon_sha256: str = ""

    @property
    def role_names(self) -> tuple[str, ...]:
        """All frame roles in alphabetical order: the classes of the argument head."""
        return tuple(sorted({role for roles in self.frame_roles.values() for role in roles}))


def save_config(config: ExtractorConfig, path: Path) -> None:
    """Writes the config as JSON with sorted keys."""
    path.write_text(json.dumps(asdict(config), indent=1, sort_keys=True) + "\n", encoding="utf-8")


def load_config(path: Path) -> ExtractorConfig:
    """Reads a config; raises ConfigError naming the file and the fault."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return _from_json(raw)
    except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise ConfigError(f"{path}: not a config of this extractor ({error})") from error


def _from_json(raw: dict[str, Any]) -> ExtractorConfig:
    unknown = set(raw) - {f.name for f in fields(ExtractorConfig)}
    if unknown:
        raise ConfigError(f"unknown fields {sorted(unknown)}")
    return ExtractorConfig(
        **raw
        | {
            "frames": tuple(raw["frames"]),
            "corpora": tuple(raw.get("corpora", CORPORA)),
            "frame_roles": {frame: tuple(roles) for frame, roles in raw["frame_roles"].items()},
            "decoding": Decoding(**raw["decoding"]),
            "event_calibration": Calibration(**raw["event_calibration"]),
            "claim_calibration": Calibration(**raw["claim_calibration"]),
        }
    )
