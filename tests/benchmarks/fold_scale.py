"""Measures how time and memory of the event fold grow with the number of articles.

    python -m tests.benchmarks.fold_scale [--sizes 1000 4000 16000 64000] [--one_event 50000]

Makes the mentions that resolve would give for as many synthetic articles: each tells of an event, of others of its
story and now and then of one of another story. Events are told of by Zipf's law and stories lie over years; the events
of one follow each other within weeks, between the same people. Every mention is told with noise (other words, missing
arguments, coarse or missing dates and places, a vector that strays). Prints a JSON object for each size, each
run in a process of its own: mentions, seconds of processor time, peak memory, candidates a mention, B-cubed F1, and how
many events are counted for one that several articles tell of; then the exponent of time against size. --one_event adds
a run in which one event has that many mentions.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import random
import resource
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np

from models.records import Argument, Event, Span, Vector
from models.vectors import pack_vector
from pipeline.fold.event_blocks import block_keys
from pipeline.fold.event_sketch import event_sketch
from pipeline.fold.events import fold_events
from pipeline.local.collecting import collect_seldom
from pipeline.local.processes import worker_environment
from pipeline.records import Actor, DateRange, EventMention, Place, ResolvedArgument
from pipeline.resolve.article_words import WORDS_SIZE
from tests.benchmarks.coreference import b_cubed

SEED = 11
MENTIONS_AN_ARTICLE = 6
ARTICLES_AN_EVENT = 3
EVENTS_A_STORY = 6
OF_OTHER_STORIES = 0.15
ZIPF = 1.3
MEANING_SIZE, ARTICLE_SIZE = 128, 384
CHECKED = 20_000
TRIGGERS = (
    "attack arrest protest shelling vote visit flood strike trial merger rescue march blast talks seizure".split()
)
TYPES = "ASSAULT COERCE PROTEST CONSULT AGREE SANCTION AID THREATEN OTHER".split()
FIRST_DAY = date(2018, 1, 1)


@dataclass(frozen=True)
class World:
    """What happens in the synthetic world, event by event."""

    meanings: np.ndarray
    stories: np.ndarray
    steps: np.ndarray
    """Running sums of how often each event is told of."""

    @staticmethod
    def of(events: int) -> World:
        """A world of so many events."""
        dice = np.random.default_rng(SEED)
        kinds = dice.standard_normal((max(events // 20, 1), MEANING_SIZE))
        meanings = kinds[dice.integers(0, len(kinds), events)] + 0.9 * dice.standard_normal((events, MEANING_SIZE))
        stories = dice.standard_normal((-(-events // EVENTS_A_STORY), ARTICLE_SIZE + WORDS_SIZE))
        return World(meanings, stories, np.cumsum(1 / np.arange(1, events + 1) ** ZIPF))

    def story_of(self, event: int) -> int:
        """The story of an event; each has events of all sizes."""
        return event % len(self.stories)

    def drawn(self, chance: float) -> int:
        """The event that a number from 0 to 1 picks."""
        return int(np.searchsorted(self.steps, chance * self.steps[-1]))

    def beside(self, event: int, dice: random.Random) -> int:
        """Another event that an article about this one tells of."""
        if dice.random() < OF_OTHER_STORIES:
            return self.drawn(dice.random())
        return min(self.story_of(event) + len(self.stories) * dice.randrange(EVENTS_A_STORY), len(self.steps) - 1)


def told(world: World, event: int, article: int, number: int, dice: random.Random, vector: Vector) -> EventMention:
    """One mention of an event as an article tells it."""
    facts, story = random.Random(event), random.Random(-1 - world.story_of(event))
    kind = facts.randrange(len(TRIGGERS))
    people = [f"Person {story.randrange(80_000)}" for _ in range(4)]
    actor, undergoer = facts.sample(people, 2)
    day = FIRST_DAY + timedelta(days=story.randrange(2_000) + facts.randrange(21))
    place = 5_000 * story.randrange(150) // 150 + facts.randrange(5)
    words = [f"word{facts.randrange(30_000)}" for _ in range(8)]
    trigger = TRIGGERS[kind] if dice.random() < 0.7 else TRIGGERS[(kind + 1) % len(TRIGGERS)]
    sentence = " ".join([actor, trigger, undergoer, *dice.sample(words, 5), f"word{dice.randrange(30_000)}"])
    start = 1_000 * number
    at = Span(start + len(actor) + 1, start + len(actor) + 1 + len(trigger))
    stray = np.random.default_rng(dice.getrandbits(32)).standard_normal(MEANING_SIZE)
    meaning = world.meanings[event] + 0.5 * stray
    spans = {"ACTOR": (actor, start), "RECIPIENT": (undergoer, at.end + 1)}
    arguments = tuple(
        ResolvedArgument(role, None, Span(begin, begin + len(name)), name, Actor(name, None, None))
        for role, (name, begin) in spans.items()
        if dice.random() < 0.7
    )
    dates = DateRange(day, day + timedelta(days=dice.choice((0, 0, 0, 6)))) if dice.random() < 0.7 else None
    found = Place(f"Town {place}", f"C{place % 150}", place % 120 - 60.0, place % 300 - 150.0, place + 1)
    return EventMention(
        mention_id=f"m{article:07}-{number:02}",
        article_id=f"a{article:07}",
        outlet=f"outlet {article % 300}",
        published_at=datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=int(dice.expovariate(0.7))),
        syndication_id=f"a{article:07}",
        event=Event(
            trigger=at,
            sentence=Span(start, start + len(sentence)),
            event_type=TYPES[kind % len(TYPES)],
            frame=None,
            arguments=tuple(Argument(argument.role, None, argument.span) for argument in arguments),
            modality="asserted",
            confidence=0.8,
            vector=pack_vector((meaning / np.linalg.norm(meaning)).astype(np.float32)),
        ),
        trigger_text=trigger,
        sentence_text=sentence,
        arguments=arguments,
        date_text=None,
        dates=dates,
        time_of_day=None,
        place_text=None,
        place=found if dice.random() < 0.6 else None,
        article_vector=vector,
    )


def mentions_of(articles: int, one_event: int) -> Iterator[tuple[EventMention, int]]:
    """The mentions of so many articles, each with its event; event 0 gets ``one_event`` mentions more."""
    events = max(articles // ARTICLES_AN_EVENT, 1)
    world, dice = World.of(events), random.Random(SEED)
    for article in range(articles + one_event):
        main = world.drawn(dice.random()) if article < articles else 0
        stray = np.random.default_rng(article).standard_normal(ARTICLE_SIZE + WORDS_SIZE)
        story = world.stories[world.story_of(main)] + 0.7 * stray
        vector = pack_vector((story / np.linalg.norm(story)).astype(np.float32))
        also = [world.beside(main, dice) for _ in range(MENTIONS_AN_ARTICLE - 1)] if article < articles else []
        for number, event in enumerate(dict.fromkeys([main, *also])):
            yield told(world, event, article, number, dice, vector), event


def measured(articles: int, one_event: int) -> dict[str, float]:
    """The figures of one size."""
    pairs = list(mentions_of(articles, one_event))
    event_of = {mention.mention_id: event for mention, event in pairs}
    article_of = {mention.mention_id: mention.article_id for mention, _ in pairs}
    mentions = [mention for mention, _ in pairs]
    del pairs
    collect_seldom()  # as a worker of the pipeline does
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    folded = [{one.mention.mention_id for one in event.mentions} for event in fold_events(mentions)]
    seconds = time.process_time() - started
    gold: defaultdict[int, set[str]] = defaultdict(set)
    for mention_id, event in event_of.items():
        gold[event].add(mention_id)
    counted_for = {mention_id: number for number, event in enumerate(folded) for mention_id in event}
    retold = [event for event in gold.values() if len({article_of[mention_id] for mention_id in event}) > 1]
    counted = sum(len({counted_for[mention_id] for mention_id in event}) for event in retold)
    keys = sum(len(block_keys(event_sketch(mention))) for mention in mentions[:CHECKED]) / len(mentions[:CHECKED])
    return {
        "articles": articles,
        "mentions": len(mentions),
        "largest_event": max(map(len, gold.values())),
        "seconds": round(seconds, 1),
        "milliseconds_a_mention": round(1_000 * seconds / len(mentions), 3),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "peak_mb_before_fold": before // 1024,
        "blocks_a_mention": round(keys, 1),
        "b_cubed": round(b_cubed(list(gold.values()), folded), 4),
        "inflation": round(counted / max(len(retold), 1), 3),
    }


def main() -> None:
    """Measures each size in a process of its own, so that peaks of memory do not mix."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 4_000, 16_000, 64_000])
    parser.add_argument("--one_event", type=int, default=0)
    options = parser.parse_args()
    runs = [(size, 0) for size in options.sizes]
    runs += [(options.sizes[0], options.one_event)] if options.one_event else []
    found = []
    for run in runs:
        # In one thread, as in a worker: threads that wait for each other would be counted as time of the fold.
        with worker_environment(threads=1), multiprocessing.get_context("spawn").Pool(1) as pool:
            found.append(pool.apply(measured, run))
        print(json.dumps(found[-1]), flush=True)
    first, last = found[0], found[len(options.sizes) - 1]
    if last["mentions"] > first["mentions"]:
        growth = math.log(last["seconds"] / first["seconds"]) / math.log(last["mentions"] / first["mentions"])
        print(json.dumps({"exponent_of_time": round(growth, 3)}))


if __name__ == "__main__":
    main()
