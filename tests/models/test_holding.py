"""What a former network says of events stays while another learns."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from models.batches import pad_windows
from models.corpora import whole
from models.extractor import Extractor
from models.network import ExtractorNetwork
from models.training.holding import Former, held_losses
from models.weights import WeightsError
from models.windows import split_words, whole_window
from tests.models.tiny import save_tiny_model, tiny_config, tiny_extractor, tiny_tokenizer

HELD = {
    "trigger": "held trigger",
    "event": "held event",
    "event_type": "held event_type",
    "event_vector": "held vector",
    "meaning_vector": "held meaning",
}
TEXT = "Police arrested Orlo. The bridge would reopen."


def losses(network: ExtractorNetwork, extractor: Extractor) -> dict[str, float]:
    words = split_words(whole(TEXT), tiny_tokenizer())
    batch = pad_windows([(words, whole_window(words))], 2, 3, 0, extractor.config.window_tokens)
    held = Former(deepcopy(extractor._network)).read(batch)
    assert held.vectors is not None
    network = deepcopy(network).eval()
    with torch.no_grad():
        seen = network.encode(batch)
        found = held_losses(network, seen, network.tag(seen), batch, held)
    return {name: loss.item() for name, loss in found.items()}


def test_a_network_that_says_what_the_former_one_says_has_nothing_to_mend() -> None:
    extractor = sure_of_triggers()
    found = losses(extractor._network, extractor)
    assert found.keys() == set(HELD.values())
    assert all(loss == pytest.approx(0, abs=2e-2) for loss in found.values())


@pytest.mark.parametrize("head", list(HELD))
def test_each_head_that_tells_of_events_is_held(head: str) -> None:
    extractor = sure_of_triggers()
    changed = deepcopy(extractor._network)
    torch.nn.init.normal_(getattr(changed, head).weight, std=2.0, generator=torch.Generator().manual_seed(1))
    found = losses(changed, extractor)
    [moved] = [name for name, loss in found.items() if loss > 0.05]
    assert moved == HELD[head]


def test_a_network_of_other_frames_cannot_be_held(tmp_path: Path) -> None:
    folder = save_tiny_model(tmp_path)
    other = replace(tiny_config(), frames=("Other", *tiny_config().frames))
    with pytest.raises(WeightsError):
        Former.load(folder, other)


def sure_of_triggers() -> Extractor:
    extractor = tiny_extractor()
    torch.nn.init.constant_(extractor._network.event.bias, 0.0)
    return extractor
