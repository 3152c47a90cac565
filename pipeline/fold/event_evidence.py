"""How likely two event mentions tell of one event: a logistic weighing of the evidence that they share.

Every kind of evidence is a number that is 0 where either mention says nothing, so that silence is neutral;
agreement and contradiction are kinds of their own, with a weight each.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from pipeline.fold.evidence import Limits, differ, disjoint, equal, weighed, weights_by_kind
from pipeline.fold.sketching import Floats, Rows, Table, containment, cosines, shared_counts, shared_products
from pipeline.fold.word_hashes import rarities_of

_EARTH_RADIUS_KM = 6371.0
_NEAR_KM = 30.0
_LIMITS = Limits(
    most=6.6,
    least=-2.0,
    facts=frozenset({"other_dates", "other_place", "other_countries", "other_modality", "other_speech"}),
)
_UNRELATED, _ONE_STORY = 0.3, 1.1
"""Sums of the cosines of two articles' meanings and words below which they share nothing and above which a story."""
_ONE_MATTER, _ONLY_MATTER = 0.35, 0.65
"""How much more alike in meaning than in words two articles are from which on they may be of one matter but not of one
story, as all of one campaign are, and from which on they surely are."""
_COMMON, _TELLING = 0.25, 0.32
"""Rarities of the more common of two triggers up to which a sense that they share says nothing ("vote" and "win" stand
in every report of a campaign), and from which on it says all."""
_DOUBTFUL_SENSE = 0.5
_UNLIKE, _ALIKE = 0.4, 0.7
"""Cosines of two mentions below which they are unlike in meaning and above which they are alike."""
_SHARED_BESIDE = ("shared_words", "near_words")
_MOST_NEAR = 2.0
"""Rare words right beside the triggers that say as much as any more of them."""
_OTHER_PARTICIPANTS = ("other_actors", "other_recipients", "other_countries", "other_names", "other_speech")


@dataclass(frozen=True, slots=True)
class EvidenceWeights:
    """Log-odds that each kind of evidence adds; ``bias`` is where a pair without any evidence starts.

    Learnt from mentions that the extractor found in ECB+, from the bundled samples, and from pairs in the news of a
    year that were read and labelled (tests/benchmarks/folding.py, tests/benchmarks/read_pairs.py). Around such fits
    those were searched that fold the read pairs best at scores on ECB+ and the samples that are no lower than before,
    within bounds for what the corpora do not tell apart or have little of (modality, places, dates, countries).
    A pair is one event for the scorer where its log-odds are above 0. Kinds that stand between 0 and 1 say so;
    the others are 0 or 1.
    """

    bias: float = 0.1
    mention_cosine: float = 2.92
    """Cosine of the mention vectors, -1 to 1."""
    mention_known: float = -5.56
    """Both mentions have a vector."""
    same_story: float = 2.63
    """How alike the articles are in meaning and in words, 0 for unrelated to 1."""
    other_story: float = -2.77
    """How much less alike the articles are in words than in meaning, 0 to 1: they are of one matter only."""
    shared_trigger: float = 1.88
    """Share of the smaller set of trigger words, in base form, that both have, 0 to 1."""
    shared_sense: float = 1.81
    """No trigger word is shared, but a group of words that reports of one happening use for it, 0 for common words
    to 1."""
    sense_in_story: float = 0.95
    """``shared_sense`` times ``same_story``."""
    other_sense: float = -0.1
    """Both triggers stand in groups, and share neither a group nor a word."""
    other_frame: float = -0.54
    same_type: float = 0.68
    other_type: float = -0.43
    other_actors: float = -0.22
    other_recipients: float = -0.5
    other_countries: float = -8.14
    """The actors' countries are known and none is shared: Canada's sanctions are not Britain's."""
    other_names: float = -0.52
    shared_words: float = 1.53
    """Share of the smaller set of content words in the sentences that both have, of one sentence 0, times how alike
    the triggers are, 0 to 1: much is told of one matter in the same words."""
    near_words: float = 5.51
    """Rare words that stand near both triggers, 0 to 1, times the same."""
    other_speech: float = -7.0
    """For acts of saying 1 where less than half of the content words are shared, falling to 0 where all are: they are
    one by what is said."""
    same_place: float = 1.04
    """1 for one place, 0.5 for places nearby, 0.3 for one country, times how likely the triggers name one kind of act,
    0 to 1: much happens in one place, and on one day."""
    other_place: float = -9.0
    """Grows with the distance; 1 for two countries, 0 to 1."""
    same_dates: float = 3.26
    """1 for one day, less for longer ranges that overlap, times the same, 0 to 1."""
    other_dates: float = -8.8
    """Grows with the days between ranges that do not meet, 0 to 1."""
    other_publication: float = -0.9
    """Grows with the days between publications where the events' own dates are not both known, 0 to 1."""
    other_modality: float = -6.3
    other_generic: float = -0.91
    """How unlikely it is that both are particular happenings, 0 to 1: habits and states have no place on a calendar."""
    other_occasions: float = -0.55
    """How many articles of other months use the triggers' rarest words, as a logarithm, the smaller one of both; 0
    where the mentions are not seen among all of their component."""
    other_since: float = -0.19
    """``other_publication`` times ``other_occasions``: an act that many months tell of is soon another one."""
    same_article: float = -2.04
    same_sentence: float = -1.34
    same_wording: float = 2
    """The same sentence with the trigger in the same place, in two articles."""


DEFAULT_WEIGHTS = EvidenceWeights()


def evidence(table: Table, one: Rows, other: Rows) -> dict[str, Floats]:
    """Evidence on pairs of rows of an ``EVENT_SKETCH`` table: for each kind one number a pair, shape (pairs,).

    The keys are the fields of ``EvidenceWeights`` but for ``bias``.
    """
    return _evidence(table, one, other, _participants)


def _evidence(
    table: Table, one: Rows, other: Rows, participants: Callable[[Table, Rows, Rows, Floats], dict[str, Floats]]
) -> dict[str, Floats]:
    meaning, story = _meaning(table, one, other), _story(table, one, other)
    alike = np.maximum(meaning["shared_trigger"], meaning["mention_cosine"])
    one_act = _one_act(meaning)
    found = {
        **meaning,
        **story,
        **_types(table, one, other),
        **participants(table, one, other, alike),
        **_places(table, one, other, one_act),
        **_dates(table, one, other, one_act),
        **_wording(table, one, other),
        "other_occasions": _occasions(table, one, other),
    }
    return {
        **found,
        "sense_in_story": found["shared_sense"] * story["same_story"],
        "other_since": found["other_publication"] * found["other_occasions"],
    }


def log_odds(table: Table, one: Rows, other: Rows, weights: EvidenceWeights = DEFAULT_WEIGHTS) -> Floats:
    """Log-odds that each pair of rows is one event, shape (pairs,)."""
    return weighed(lambda left, right: evidence(table, left, right), one, other, weights, _LIMITS)


def ceiling(table: Table, one: Rows, other: Rows, weights: EvidenceWeights = DEFAULT_WEIGHTS) -> Floats:
    """Numbers that the log-odds of each pair do not exceed, shape (pairs,), at about half the cost of these.

    Sets are not compared: whatever those who take part, names and words may say for a pair they are taken to say.
    """
    by_kind = weights_by_kind(weights)
    kinds = (*_SHARED_BESIDE, *_OTHER_PARTICIPANTS)
    kindest = replace(weights, **{kind: max(by_kind[kind], 0.0) for kind in kinds})
    return weighed(lambda left, right: _evidence(table, left, right, _at_best), one, other, kindest, _LIMITS)


def _at_best(_: Table, one: Rows, __: Rows, alike: Floats) -> dict[str, Floats]:
    """The most that each kind of ``_participants`` can be."""
    most = np.ones(len(one), np.float32)
    return {**dict.fromkeys(_SHARED_BESIDE, alike), **dict.fromkeys(_OTHER_PARTICIPANTS, most)}


def _meaning(table: Table, one: Rows, other: Rows) -> dict[str, Floats]:
    cosine, known = cosines(table["meaning"], one, other)
    trigger, _ = containment(table["trigger"], one, other)
    apart = (trigger == 0).astype(np.float32)
    rarity = np.minimum(table["rarity"][one], table["rarity"][other])
    telling = _share(rarity, _COMMON, _TELLING)
    sense = _shared_senses(table, one, other) * apart * telling
    return {
        "mention_cosine": cosine,
        "mention_known": known.astype(np.float32),
        "shared_trigger": trigger,
        "shared_sense": sense,
        "other_sense": disjoint(table["senses"], one, other) * apart,
    }


def _shared_senses(table: Table, one: Rows, other: Rows) -> Floats:
    """1 where triggers share a group of words, less where one of them stands in it in some of its uses only."""
    possible, plain = (shared_counts(table[column], one, other) > 0 for column in ("senses", "plain_senses"))
    return np.select([plain, possible], [1.0, _DOUBTFUL_SENSE], 0.0).astype(np.float32)


def _one_act(meaning: dict[str, Floats]) -> Floats:
    """How likely the mentions of each pair name one kind of act by their triggers and meanings, 0 to 1."""
    near = _share(meaning["mention_cosine"], _UNLIKE, _ALIKE)
    return np.asarray(np.maximum.reduce([meaning["shared_trigger"], meaning["shared_sense"], near]), np.float32)


def story_likeness(table: Table, one: Rows, other: Rows) -> Floats:
    """How alike the articles of each pair are in meaning and in words, 0 for unrelated to 1."""
    return _story(table, one, other)["same_story"]


def _story(table: Table, one: Rows, other: Rows) -> dict[str, Floats]:
    meaning, words = cosines(table["topic"], one, other)[0], cosines(table["story"], one, other)[0]
    return {
        "same_story": _share(meaning + words, _UNRELATED, _ONE_STORY),
        "other_story": _share(meaning - words, _ONE_MATTER, _ONLY_MATTER),
    }


def _share(values: Floats, least: float, most: float) -> Floats:
    """How far values are on the way from the least to the most, 0 to 1."""
    return np.asarray(np.clip((values - least) / (most - least), 0, 1), np.float32)


def _types(table: Table, one: Rows, other: Rows) -> dict[str, Floats]:
    return {
        "other_frame": differ(table["frame"], one, other),
        "same_type": equal(table["event_type"], one, other),
        "other_type": differ(table["event_type"], one, other),
        "other_modality": differ(table["modality"], one, other),
        "other_generic": habit(table, one, other),
    }


def habit(table: Table, one: Rows, other: Rows) -> Floats:
    """How unlikely it is that both of each pair are particular happenings, 0 to 1."""
    return np.asarray(1 - np.minimum(table["specific"][one], table["specific"][other]), np.float32)


def _participants(table: Table, one: Rows, other: Rows, alike: Floats) -> dict[str, Floats]:
    names, names_known = containment(table["names"], one, other)
    words, _ = containment(table["words"], one, other)
    alike_said = alike * (1 - equal(table["sentence"], one, other))
    return {
        "other_actors": disjoint(table["actors"], one, other),
        "other_recipients": disjoint(table["recipients"], one, other),
        "other_countries": disjoint(table["actor_countries"], one, other),
        "other_names": (names_known & (names == 0)).astype(np.float32),
        "shared_words": alike_said * words,
        "near_words": alike_said * np.minimum(near_words(table, one, other) / np.float32(_MOST_NEAR), 1),
        "other_speech": _acts_of_saying(table, one, other) * np.minimum(2 * (1 - words), 1).astype(np.float32),
    }


def near_words(table: Table, one: Rows, other: Rows) -> Floats:
    """How many words the sentences of each pair share: one as rare as any right beside both triggers counts 1."""
    context = table["context"]
    weights = np.sqrt(rarities_of(context)) * table["nearness"] / np.float32(255)
    return shared_products(context, weights, one, other)


def _acts_of_saying(table: Table, one: Rows, other: Rows) -> Floats:
    """1 where either mention is no more than an act of saying."""
    return np.asarray(np.maximum(table["utterance"][one], table["utterance"][other]), np.float32)


def _places(table: Table, one: Rows, other: Rows, one_act: Floats) -> dict[str, Floats]:
    place, country = table["place"], table["place_country"]
    both_fine = (place[one] != 0) & (place[other] != 0)
    same_country = equal(country, one, other) > 0
    distance = _distance_km(table, one, other)
    same_spot = both_fine & (place[one] == place[other])
    near = both_fine & ~same_spot & (distance < _NEAR_KM)
    contained = ~both_fine & same_country
    apart = both_fine & ~same_spot & ~near
    # In one country one place may lie inside the other (a town, its region), and more so where little is known of them.
    farness = np.where(np.isnan(distance), 0.15, 0.6 * distance / (distance + 100))
    abroad = differ(country, one, other) > 0
    return {
        "same_place": one_act * np.select([same_spot, near, contained], [1.0, 0.5, 0.3], 0.0).astype(np.float32),
        "other_place": np.select([same_spot | near, abroad, apart], [0.0, 1.0, farness], 0.0).astype(np.float32),
    }


def _distance_km(table: Table, one: Rows, other: Rows) -> Floats:
    """Great-circle distance (haversine formula) of each pair; NaN where a coordinate is not known."""
    latitude, longitude = np.radians(table["latitude"]), np.radians(table["longitude"])
    across = np.sin((latitude[one] - latitude[other]) / 2) ** 2
    along = np.sin((longitude[one] - longitude[other]) / 2) ** 2 * np.cos(latitude[one]) * np.cos(latitude[other])
    return np.asarray(2 * _EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(across + along, 0, 1))), np.float32)


def days_between(table: Table, one: Rows, other: Rows) -> tuple[npt.NDArray[np.bool_], Rows, Rows]:
    """Whether the dates of both of each pair are known, the days between their ranges and those of the longer range.

    Ranges meet where the days between them are 0 or fewer.
    """
    start, end = table["date_start"], table["date_end"]
    known = (start[one] != 0) & (start[other] != 0)
    gap = np.maximum(start[one], start[other]) - np.minimum(end[one], end[other])
    return known, gap, np.maximum(end[one] - start[one], end[other] - start[other]) + 1


def _dates(table: Table, one: Rows, other: Rows, one_act: Floats) -> dict[str, Floats]:
    known, gap, widest = days_between(table, one, other)
    overlap = 1 / (1 + np.log2(np.maximum(widest, 1)))
    return {
        "same_dates": one_act * np.where(known & (gap <= 0), overlap, 0).astype(np.float32),
        "other_dates": np.where(known & (gap > 0), gap / np.maximum(gap + 3, 1), 0).astype(np.float32),
        "other_publication": undated_between(table, one, other, known),
    }


def undated_between(table: Table, one: Rows, other: Rows, known: npt.NDArray[np.bool_]) -> Floats:
    """Grows with the days between publications, 0 to 1, and is 0 for pairs whose own dates are ``known``."""
    published = table["published"]
    both_published = (published[one] != 0) & (published[other] != 0)
    between = np.abs(published[one] - published[other])
    return np.asarray(np.where(both_published & ~known, between / (between + 14), 0), np.float32)


def _occasions(table: Table, one: Rows, other: Rows) -> Floats:
    if "occasions" not in (table.dtype.names or ()):
        return np.zeros(len(one), np.float32)
    return np.asarray(np.minimum(table["occasions"][one], table["occasions"][other]), np.float32)


def _wording(table: Table, one: Rows, other: Rows) -> dict[str, Floats]:
    same_article = equal(table["article"], one, other)
    return {
        "same_article": same_article,
        "same_sentence": equal(table["sentence"], one, other),
        "same_wording": equal(table["wording"], one, other) * (1 - same_article),
    }
