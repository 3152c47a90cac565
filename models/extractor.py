"""The extractor as the pipeline and users see it: documents in, extractions out.

extractor = Extractor.load(Path("models/weights"))
[extraction] = extractor.extract([Document(text, (Span(0, len(text)),))])
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import torch
from tokenizers import Tokenizer

from models.attention import attend_by_products
from models.config import ExtractorConfig
from models.decoding import assemble
from models.encoders import special_token_ids
from models.lexicon import Entries, LexicalEvidence, Lexicon
from models.network import ExtractorNetwork
from models.reading import SpecialTokens, WindowReader, WindowReading
from models.records import Document, Extraction
from models.steady import multiply_alike
from models.weights import load_lexicon, load_model_config, load_network, load_tokenizer, weights_sha256
from models.windows import Window, Words, cut_windows, split_words

_PADDING_STEP = 64
_SPECIAL = 2
_BATCH_TOKENS = 2_048
_Keys = list[tuple[int, int]]
# How many prepared kernels torch (by thread) and the library below it (by process) keep: somewhat more than there are
# shapes of batches, lines and heads, and so few that odd ones, of which texts have ever new, do not pile up.
_KEPT_KERNELS = {
    "LRU_CACHE_CAPACITY": "512",
    "ONEDNN_PRIMITIVE_CACHE_CAPACITY": "512",
}


class Extractor:
    """A network with its tokenizer, ready to read documents.

    It reads as many batches of windows side by side as it has ``threads``, of which each computes its batch alone: what
    is decoded between the products of matrices would hold up threads that share in one batch. Without a number these
    are as many as torch would use.
    """

    def __init__(
        self,
        network: ExtractorNetwork,
        config: ExtractorConfig,
        tokenizer: Tokenizer,
        weights_hash: str = "",
        threads: int | None = None,
        lexicon: Lexicon | None = None,
    ) -> None:
        begin, end, pad = special_token_ids(config.encoder, tokenizer)
        self.weights_sha256 = weights_hash
        self.config = config
        self._network = network
        self._tokenizer = tokenizer
        self._lexicon = lexicon or Lexicon()
        self._evidence = LexicalEvidence(self._lexicon, config.frames)
        self._reader = WindowReader(network, config, SpecialTokens(begin, end, pad), self._evidence)
        self._readers = threads or torch.get_num_threads()
        self._threads = ThreadPoolExecutor(self._readers, thread_name_prefix="reader", initializer=_compute_alone)

    def with_config(self, config: ExtractorConfig) -> Extractor:
        """The same network with other thresholds or another calibration."""
        return Extractor(self._network, config, self._tokenizer, self.weights_sha256, self._readers, self._lexicon)

    @classmethod
    def load(cls, directory: Path, threads: int | None = None, device: str | None = None) -> Extractor:
        """Loads a model folder; raises WeightsError. Reads with so many ``threads``, on a graphics processor with one.

        Computes on ``device``, without it on the graphics processor where there is one; in half precision where the
        device multiplies such numbers in hardware. Bounds torch's caches in this whole process too, unless the
        environment already does.
        """
        _bound_kept_kernels()
        config = load_model_config(directory)
        tokenizer = load_tokenizer(directory)
        network = load_network(directory, config)
        chosen = device or ("cuda" if torch.cuda.is_available() else "cpu")
        readers = threads if chosen == "cpu" else 1
        lexicon = load_lexicon(directory, config)
        return cls(serving(network, chosen), config, tokenizer, weights_sha256(directory), readers, lexicon)

    def extract(self, documents: Sequence[Document]) -> list[Extraction]:
        """Reads documents, windows of like length together; what is found in one does not depend on the others."""
        words = [split_words(document, self._tokenizer) for document in documents]
        windows = [cut_windows(one, self.config.window_tokens, self.config.overlap_tokens) for one in words]
        entries = [self._evidence.entries(*one) for one in zip((d.text for d in documents), words, strict=True)]
        readings = self._read_all(words, entries, windows)
        return [
            assemble(document.text, own_words, own_windows, own_readings, self.config)
            for document, own_words, own_windows, own_readings in zip(documents, words, windows, readings, strict=True)
        ]

    def _read_all(
        self, words: Sequence[Words], entries: Sequence[Entries], windows: Sequence[Sequence[Window]]
    ) -> list[list[WindowReading]]:
        # The largest first, so that the threads end together.
        batches = sorted(_batches(words, windows, self.config.window_tokens), key=_padded_tokens, reverse=True)
        pending = []
        for padded, keys in batches:
            batch = [(words[document], windows[document][number]) for document, number in keys]
            known = [entries[key[0]][window.start : window.end] for key, (_, window) in zip(keys, batch, strict=True)]
            pending.append((keys, self._threads.submit(self._reader.read, batch, known, padded)))
        readings: dict[tuple[int, int], WindowReading] = {}
        for keys, reading in pending:
            readings.update(zip(keys, reading.result(), strict=True))
        return [[readings[document, number] for number in range(len(own))] for document, own in enumerate(windows)]


def _compute_alone() -> None:
    torch.set_num_threads(1)


def _bound_kept_kernels() -> None:
    """Takes effect until the process multiplies its first matrices, when the environment is read."""
    for name, value in _KEPT_KERNELS.items():
        os.environ.setdefault(name, value)


def serving(network: ExtractorNetwork, device: str = "cpu") -> ExtractorNetwork:
    """The network on a device, as it computes fastest there."""
    numbers = serving_type(device)
    if device == "cpu" and numbers is torch.bfloat16:
        multiply_alike(network)
        if not torch.cpu.get_capabilities().get("amx_bf16", False):
            attend_by_products(network.encoder)
    return network.to(device, numbers)


def serving_type(device: str = "cpu") -> torch.dtype:
    """The number type that a device computes with fastest at no loss that counts."""
    if device.startswith("cuda"):
        return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16
    fast = torch.backends.cpu.get_cpu_capability().startswith("AVX512") and torch.ops.mkldnn._is_mkldnn_bf16_supported()
    return torch.bfloat16 if fast else torch.float32


def _batches(
    words: Sequence[Words], windows: Sequence[Sequence[Window]], max_tokens: int
) -> Iterator[tuple[int, _Keys]]:
    """Padded length and keys (document, window) of each batch.

    All windows of a batch have one padded length, which depends on the window alone and leaves room for at least one
    padding token: so the same kernels compute a window in any company, and results are the same to the bit.
    """
    by_length: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for document, own in enumerate(windows):
        first_token = words[document].first_token
        for number, window in enumerate(own):
            tokens = min(int(first_token[window.end] - first_token[window.start]), max_tokens)
            by_length[_padded_length(tokens + _SPECIAL)].append((document, number))
    for padded in sorted(by_length):
        keys, size = by_length[padded], max(1, _BATCH_TOKENS // padded)
        for start in range(0, len(keys), size):
            yield padded, keys[start : start + size]


def _padded_tokens(batch: tuple[int, _Keys]) -> int:
    padded, keys = batch
    return padded * len(keys)


def _padded_length(tokens: int) -> int:
    return (tokens // _PADDING_STEP + 1) * _PADDING_STEP
