"""What the pipeline's speed is held against, each in a process of its own:
``python -m tests.benchmarks.speed_baselines forward|sentences INPUT MODEL THREADS PART PARTS`` prints seconds.

``forward`` is the bare forward pass of the network over the extractor's windows, batched ideally. ``sentences`` is what
one would write without Newsfold: a token-classification pipeline of transformers over the sentences of one article
after another, in 32-bit floats, with the same encoder and one head.
"""

# mypy: allow-untyped-calls

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from transformers import AutoConfig, AutoModelForTokenClassification, PreTrainedTokenizerFast, pipeline

from models.extractor import serving
from models.network import ExtractorNetwork, WindowBatch
from models.sentences import split_sentences
from models.weights import load_model_config, load_network, load_tokenizer
from pipeline.records import Article
from tests.benchmarks.speed_inputs import ideal_batches, read_workload

_WARM_UP = 4
_LABELS = 9


@torch.inference_mode()
def forward_seconds(articles: Sequence[Article], model: Path) -> float:
    """Return how long the encoder and the heads over words take; tokenizing, padding and loading are not counted."""
    network = serving(load_network(model, load_model_config(model)))
    batches = ideal_batches(articles, model)
    for batch in batches[:: max(1, len(batches) // _WARM_UP)]:
        _forward(network, batch)
    began = time.perf_counter()
    for batch in batches:
        _forward(network, batch)
    return time.perf_counter() - began


def _forward(network: ExtractorNetwork, batch: WindowBatch) -> None:
    words = network.encode_layers(batch)
    network.tag(words.last)
    network.judge(words.layers)


def sentences_seconds(articles: Sequence[Article], model: Path) -> float:
    """Return how long a plain pipeline over sentences takes; loading is not counted."""
    classify = pipeline(
        "token-classification", model=_classifier(model), tokenizer=_tokenizer(model), aggregation_strategy="simple"
    )
    began = time.perf_counter()
    for article in articles:
        sentences = [span for part in article.body_spans for span in split_sentences(article.text, part)]
        classify([article.text[span.start : span.end] for span in sentences])
    return time.perf_counter() - began


def _classifier(model: Path) -> torch.nn.Module:
    """The encoder of the model with a head for token classification; its random weights cost what trained ones do."""
    config = load_model_config(model)
    settings = dict(config.encoder)
    wanted = AutoConfig.for_model(settings.pop("model_type"), **settings | {"num_labels": _LABELS})
    classifier: torch.nn.Module = AutoModelForTokenClassification.from_config(wanted).eval()
    network: ExtractorNetwork = load_network(model, config)
    classifier.base_model.load_state_dict(network.encoder.state_dict(), strict=False)
    return classifier


def _tokenizer(model: Path) -> PreTrainedTokenizerFast:
    longest = load_model_config(model).encoder["max_position_embeddings"]
    return PreTrainedTokenizerFast(
        tokenizer_object=load_tokenizer(model),
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        model_max_length=longest,
    )


def main(arguments: Sequence[str]) -> None:
    """Print the seconds that a baseline takes over every ``parts``-th article from ``part`` on."""
    kind, source, model, threads, part, parts = arguments
    torch.set_num_threads(int(threads))
    articles = read_workload(source, None).articles[int(part) :: int(parts)]
    measure = {"forward": forward_seconds, "sentences": sentences_seconds}[kind]
    print(measure(articles, Path(model)))


if __name__ == "__main__":
    main(sys.argv[1:])
