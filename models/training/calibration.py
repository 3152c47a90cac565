"""Fits Platt scaling (Platt, 1999) so that a confidence says how often such spans are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.optimize import minimize

from models.config import Calibration
from models.corpora import ByCorpus, LabelledDocument
from models.evaluate.figures import extract_all
from models.evaluate.scores import score_attributions, score_frames, score_mentions
from models.extractor import Extractor

_PRIOR_STRENGTH = 1e-3
_BOUND = 1e-6


def calibrate(extractor: Extractor, dev: ByCorpus[LabelledDocument]) -> tuple[Calibration, Calibration]:
    """Calibrations of events and of claims from an extractor that is not calibrated yet."""
    raw = extractor.with_config(
        replace(extractor.config, event_calibration=Calibration(), claim_calibration=Calibration())
    )
    events = [
        *score_frames(extract_all(raw, dev.sentences)).sure,
        *score_mentions(extract_all(raw, dev.topics)).sure,
    ]
    claims = score_attributions(extract_all(raw, dev.news)).sure
    return fit_platt(events), fit_platt(claims)


def fit_platt(sure: Sequence[tuple[float, bool]]) -> Calibration:
    """The slope and intercept with the least cross-entropy; the identity where there is nothing to fit on."""
    if not sure:
        return Calibration()
    probability = np.clip([value for value, _ in sure], _BOUND, 1 - _BOUND)
    logit = np.log(probability / (1 - probability))
    right = np.array([correct for _, correct in sure], dtype=float)

    def loss(parameters: np.ndarray) -> float:
        slope, intercept = parameters
        score = slope * logit + intercept
        cross_entropy = np.logaddexp(0, score) - right * score
        return float(cross_entropy.mean() + _PRIOR_STRENGTH * ((slope - 1) ** 2 + intercept**2))

    slope, intercept = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return Calibration(slope=round(float(slope), 4), intercept=round(float(intercept), 4))
