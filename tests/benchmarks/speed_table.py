"""The figures of the speed benchmark and how they are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """How fast something went over ``articles``, by the wall clock."""

    articles: int
    tokens: int
    seconds: float

    @property
    def articles_a_second(self) -> float:
        """Articles for each second."""
        return self.articles / self.seconds

    @property
    def tokens_a_second(self) -> float:
        """Tokens of the articles, each counted once however many windows hold it, for each second."""
        return self.tokens / self.seconds


@dataclass(frozen=True, slots=True)
class Whole:
    """The whole pipeline over some articles with some workers; ``extraction`` leaves out start-up, fold and writing."""

    workers: int
    threads: int
    times: int
    run: Rate
    extraction: Rate
    start_up_seconds: float
    peak_mib: float
    largest_process_mib: float


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run of the benchmark found; ``forward`` is by number of workers, ``shares`` by stage."""

    machine: str
    wholes: tuple[Whole, ...]
    forward: Mapping[int, Rate]
    sentences: Rate
    shares: Mapping[int, Mapping[str, float]]


def markdown(figures: Figures) -> str:
    """Lay the figures out as tables."""
    return "\n".join(
        [
            f"Measured on {figures.machine}.",
            "",
            *_table(
                (
                    "what",
                    "articles",
                    "articles/s",
                    "tokens/s",
                    "of the bare pass",
                    "times the plain pipeline",
                    "first article",
                    "memory, all processes",
                    "largest",
                ),
                [*(_whole_row(figures, whole) for whole in figures.wholes), *_baseline_rows(figures)],
            ),
            "",
            *_table(
                ("share of the work", *(f"{workers} worker(s)" for workers in figures.shares)),
                _share_rows(figures.shares),
            ),
            "",
        ]
    )


def _whole_row(figures: Figures, whole: Whole) -> tuple[str, ...]:
    rate = whole.run
    return (
        f"whole pipeline, {whole.workers} x {whole.threads} threads, {whole.times} x the articles",
        f"{rate.articles:,}",
        f"{rate.articles_a_second:.2f}",
        f"{rate.tokens_a_second:,.0f}",
        f"{rate.tokens_a_second / figures.forward[whole.workers].tokens_a_second:.2f}"
        f" ({whole.extraction.tokens_a_second / figures.forward[whole.workers].tokens_a_second:.2f} while extracting)",
        f"{rate.tokens_a_second / figures.sentences.tokens_a_second:.1f}",
        f"{whole.start_up_seconds:.1f} s",
        f"{whole.peak_mib:,.0f} MiB",
        f"{whole.largest_process_mib:,.0f} MiB",
    )


def _baseline_rows(figures: Figures) -> list[tuple[str, ...]]:
    rows = [(f"bare forward pass, {workers} process(es)", rate) for workers, rate in figures.forward.items()]
    rows.append(("transformers pipeline over sentences, fp32", figures.sentences))
    return [
        (name, f"{rate.articles:,}", f"{rate.articles_a_second:.2f}", f"{rate.tokens_a_second:,.0f}", *[""] * 5)
        for name, rate in rows
    ]


def _share_rows(shares: Mapping[int, Mapping[str, float]]) -> list[tuple[str, ...]]:
    stages = next(iter(shares.values()), {})
    return [(stage, *(f"{100 * found[stage]:.1f} %" for found in shares.values())) for stage in stages]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows)]
