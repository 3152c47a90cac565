"""The extractor as a whole: offsets, independence from the batch, hostile text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, cuda, dtype

from models import lines
from models.corpora import whole
from models.extractor import Extractor
from models.network import ExtractorNetwork, WindowBatch, WordVectors
from models.records import Document, Extraction, Span
from models.vectors import unpack_vectors
from tests.models.tiny import save_tiny_model, tiny_extractor, tiny_tokenizer

TEXT = (
    'The ministry said on Tuesday that the bridge would reopen. "We are ready," Ines Falk told reporters, '
    '"and we will not wait."\n\nPolice arrested nine people. '
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return tiny_extractor()


def spans_of(extraction: Extraction) -> Iterator[Span]:
    for event in extraction.events:
        yield from (event.trigger, event.sentence, *(argument.span for argument in event.arguments))
    for claim in extraction.attributions:
        yield from (*claim.source, *claim.cue, *claim.contents, claim.sentence)
    yield from (entity.span for entity in extraction.entities)
    yield from extraction.sentences


def test_finds_every_kind_of_thing(extractor: Extractor) -> None:
    [extraction] = extractor.extract([whole(TEXT * 4)])
    assert extraction.events
    assert extraction.attributions
    assert extraction.entities
    assert len(extraction.vector) == 2 * 16
    assert [len(vector) for vector in extraction.sentence_vectors] == [2 * 16] * len(extraction.sentences)


def test_every_sentence_has_a_vector_of_its_words(extractor: Extractor) -> None:
    long = "The ministry said that the bridge would reopen and " * 12 + "nobody waited."
    text = f"{long} Police arrested nine people.\n\u200b\nThey left."
    [extraction] = extractor.extract([whole(text)])
    lengths = np.linalg.norm(unpack_vectors(extraction.sentence_vectors), axis=1)
    is_read = [any(sign.isalnum() for sign in text[one.start : one.end]) for one in extraction.sentences]
    assert np.allclose(lengths[is_read], 1, atol=0.01)


def test_what_is_found_does_not_depend_on_company_or_order(extractor: Extractor) -> None:
    documents = [whole(TEXT * repeats) for repeats in (1, 7, 2, 5)]
    together = extractor.extract(documents)
    assert together == [extractor.extract([document])[0] for document in documents]
    assert together[::-1] == extractor.extract(documents[::-1])


def test_what_the_shipped_weights_find_does_not_depend_on_company() -> None:
    # In the numbers and by the kernels that this processor serves with, of which some add up otherwise beside others.
    shipped = Extractor.load(Path("models/weights"))
    documents = [whole(TEXT * repeats) for repeats in (1, 2, 3, 5, 8, 12)]
    assert shipped.extract(documents) == [shipped.extract([document])[0] for document in documents]


def test_what_is_found_does_not_depend_on_how_many_threads_read(tmp_path: Path) -> None:
    folder, documents = save_tiny_model(tmp_path / "model"), [whole(TEXT * repeats) for repeats in (9, 1, 7, 2, 5)]
    alone, together = (Extractor.load(folder, threads).extract(documents) for threads in (1, 3))
    assert any(extraction.attributions for extraction in alone)
    assert together == alone


def test_what_is_found_does_not_depend_on_how_many_pairs_are_held_at_once(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = [whole(TEXT * repeats) for repeats in (1, 7, 2)]
    in_few_parts = extractor.extract(documents)
    monkeypatch.setattr(lines, "_LONGEST", 200)
    monkeypatch.setattr(lines, "_STEP", 64)
    assert extractor.extract(documents) == in_few_parts


def test_computes_on_the_device_that_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Tensor] = []
    encode = ExtractorNetwork.encode_layers

    def spy(network: ExtractorNetwork, batch: WindowBatch) -> WordVectors:
        words = encode(network, batch)
        seen.extend((*batch, *words, *network.parameters()))
        return words

    monkeypatch.setattr(ExtractorNetwork, "encode_layers", spy)
    extractor = Extractor.load(save_tiny_model(tmp_path / "model"), device="cpu")
    assert extractor.extract([whole(TEXT)])[0].events
    assert {tensor.device.type for tensor in seen} == {"cpu"}
    monkeypatch.setattr(ExtractorNetwork, "encode_layers", encode)
    # No values are computed on this device: that the weights and the batch got there shows where the work would be.
    moved = Extractor(extractor._network.to("meta"), extractor.config, tiny_tokenizer())
    with pytest.raises((NotImplementedError, RuntimeError), match="meta"):
        moved.extract([whole(TEXT)])


@pytest.mark.parametrize(("there", "device"), [(True, "cuda"), (False, "cpu")])
def test_takes_the_graphics_processor_where_there_is_one(
    there: bool, device: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def moved(network: ExtractorNetwork, where: str, kind: dtype) -> ExtractorNetwork:
        asked.append(where)
        return network

    monkeypatch.setattr(cuda, "is_available", lambda: there)
    monkeypatch.setattr(cuda, "is_bf16_supported", lambda: True)
    monkeypatch.setattr(ExtractorNetwork, "to", moved)
    Extractor.load(save_tiny_model(tmp_path / "model"))
    assert asked == [device]


def test_reads_only_the_body(extractor: Extractor) -> None:
    menu, story = "Home | World | Sport\n\n", TEXT * 2
    body = Span(len(menu), len(menu + story.rstrip()))
    [extraction] = extractor.extract([Document(menu + story + "\n\nMore headlines", (body,))])
    assert all(body.start <= span.start and span.end <= body.end for span in spans_of(extraction))
    [alone] = extractor.extract([whole(story.rstrip())])
    assert [event.confidence for event in alone.events] == [event.confidence for event in extraction.events]


@given(st.text(max_size=300))
@settings(max_examples=60)
def test_spans_lie_in_the_text_whatever_it_is(text: str) -> None:
    [extraction] = tiny_extractor().extract([whole(text)])
    assert all(0 <= span.start < span.end <= len(text) for span in spans_of(extraction))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "a",
        "\n\n\n",
        "😀 👩‍👩‍👧 🇰🇪",
        "שלום עולם, مرحبا",
        "a\u200bb\u0301c\ufeff d\u00ad",
        "\ufffd\ufffd said \ufffd",
    ],
)
def test_odd_texts_get_the_same_kind_of_answer(extractor: Extractor, text: str) -> None:
    [extraction] = extractor.extract([whole(text)])
    assert all(text[span.start : span.end].strip() for span in spans_of(extraction))


@pytest.mark.parametrize("text", ["x" * 1_000_000, '"' * 20_000, "a " * 20_000], ids=["no space", "quotes", "letters"])
def test_long_texts_end(extractor: Extractor, text: str) -> None:
    [extraction] = extractor.extract([whole(text)])
    assert all(span.end <= len(text) for span in spans_of(extraction))
