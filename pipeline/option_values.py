"""The values that options take: each is read from its text, or refused in words that say what is needed instead."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pycountry

FIELDS = ("id", "url", "outlet", "title", "published_at", "language", "text", "html")
ALL_LANGUAGES = "all"


def not_empty(value: str) -> str:
    """Take a path or pattern that is not empty."""
    if not value:
        raise argparse.ArgumentTypeError("'': a path or pattern is needed")
    return value


def fields(value: str) -> tuple[tuple[str, str], ...]:
    """Take pairs of the input's name of a column and ours."""
    pairs = []
    for part in value.split(","):
        theirs, separator, ours = (piece.strip() for piece in part.rpartition("="))
        if not separator or not theirs or ours not in FIELDS:
            raise argparse.ArgumentTypeError(f"{part!r}: THEIRS=OURS is needed, OURS one of {', '.join(FIELDS)}")
        pairs.append((theirs, ours))
    return tuple(pairs)


def languages(value: str) -> tuple[str, ...] | None:
    """Take ISO 639 codes, null for all languages."""
    if value == ALL_LANGUAGES:
        return None
    codes = tuple(dict.fromkeys(code.strip().lower() for code in value.split(",")))
    for code in codes:
        if pycountry.languages.get(alpha_2=code) is None and pycountry.languages.get(alpha_3=code) is None:
            raise argparse.ArgumentTypeError(f"{code!r}: ISO 639 codes such as en or en,de are needed, or all")
    return codes


def confidence(value: str) -> float:
    """Take a probability."""
    try:
        probability = float(value)
    except ValueError:
        probability = -1.0
    if not 0 <= probability <= 1:
        raise argparse.ArgumentTypeError(f"{value!r}: a number from 0 to 1 is needed")
    return probability


def positive(value: str) -> int:
    """Take a whole number above nothing."""
    if not re.fullmatch("[0-9]{1,4}", value) or int(value) < 1:
        raise argparse.ArgumentTypeError(f"{value!r}: a whole number from 1 to 9999 is needed")
    return int(value)


def subscription(value: str) -> str:
    """Take the full name of a subscription of Pub/Sub."""
    if not re.fullmatch("projects/[^/]+/subscriptions/[^/]+", value):
        raise argparse.ArgumentTypeError(f"{value!r}: projects/PROJECT/subscriptions/NAME is needed")
    return value


def gpu(value: str) -> str:
    """Take the name of a type of GPU."""
    if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", value):
        raise argparse.ArgumentTypeError(f"{value!r}: a type of GPU such as nvidia-l4 or nvidia-tesla-t4 is needed")
    return value


def model(value: str) -> Path:
    """Take the folder of a model."""
    path = Path(value)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"{value!r}: a folder with the weights of a model is needed")
    return path
