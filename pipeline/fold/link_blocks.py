"""Links inside blocks as a Beam transform: members meet in shares of blocks, and large blocks are split on the way."""

# mypy: allow-untyped-calls

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import PCollection, TaggedOutput
from apache_beam.transforms.window import GlobalWindows
from apache_beam.utils.windowed_value import WindowedValue

from pipeline.fold.apart import attempt, link_apart
from pipeline.fold.blocks import MEMBERS_AT_ONCE, Comparison, Sketched
from pipeline.fold.components import Link
from pipeline.fold.packing import Keyed, packed, packed_members, unpacked, unpacked_members
from pipeline.fold.sketch_articles import tell_apart, typed
from pipeline.fold.splitting import LARGEST_BLOCK, Splitter

TURNS = 3
"""Groupings that blocks are shared out to: a runner that keeps them in memory holds the whole of one at a time."""

SHARES = 1_024
"""Shares of the blocks: a runner handles members of blocks by share, since by block most would be a group of their own.

What is held of a share at a time grows with the input: of a million articles some hundred megabytes.
"""

_SHARED_AT_ONCE = 8_192
"""Members of blocks that wait in a worker for others of their share."""


class LinkBlocks(beam.PTransform):
    """Lists of members of blocks -> links between records of a block that are likely the same.

    A block of more than ``largest`` records is split before a worker holds it.
    """

    def __init__(self, comparison: Comparison, largest: int = LARGEST_BLOCK) -> None:
        super().__init__()
        self._comparison = comparison
        self._largest = largest

    def expand(self, keyed: PCollection[list[Keyed]]) -> PCollection[Link]:
        """Groups by block; several blocks are weighed together, which changes their speed and not their links."""
        turns = keyed | "Share" >> beam.ParDo(_ShareOut()) | "Turns" >> beam.Partition(_Turn(), TURNS)
        grouping = _GroupBlocks(self._comparison, self._largest)
        split = [typed(turn, tuple[int, bytes]) | f"Turn{n}" >> grouping for n, turn in enumerate(turns)]
        parts = (
            [typed(turn.parts, tuple[str, Sketched]) for turn in split]
            | "Parts" >> beam.Flatten()
            | "GroupParts" >> beam.GroupByKey()
            | "Members" >> beam.FlatMapTuple(_members)
        )
        # Each kind is linked where it was grouped: joined first, all members of all blocks would be stored once more.
        whole = [turn.whole | f"LinkWhole{n}" >> _Link(self._comparison) for n, turn in enumerate(split)]
        links: PCollection[Link] = [*whole, parts | "LinkParts" >> _Link(self._comparison)] | "Links" >> beam.Flatten()
        return links


@beam.typehints.with_output_types(tuple[int, bytes])
class _ShareOut(beam.DoFn):
    """Lists of members of blocks -> packed lists of members whose blocks are of one share, keyed by its number."""

    def __init__(self) -> None:
        super().__init__()
        self._shares: defaultdict[int, list[Keyed]]
        self._held: int

    def start_bundle(self) -> None:
        self._empty()

    def process(self, keyed: list[Keyed]) -> Iterator[tuple[int, bytes]]:
        for member in keyed:
            self._shares[zlib.crc32(member[0].encode()) % SHARES].append(member)
        self._held += len(keyed)
        if self._held >= _SHARED_AT_ONCE:
            yield from self._packed()
            self._empty()

    def finish_bundle(self) -> Iterator[WindowedValue]:
        for share in self._packed():
            yield GlobalWindows.windowed_value(share)

    def _packed(self) -> Iterator[tuple[int, bytes]]:
        return ((share, packed_members(members)) for share, members in self._shares.items())

    def _empty(self) -> None:
        self._shares, self._held = defaultdict(list), 0


class _Turn(beam.PartitionFn):
    def partition_for(self, element: Any, num_partitions: int, *args: Any, **kwargs: Any) -> int:
        return int(element[0] % num_partitions)


class _GroupBlocks(beam.PTransform):
    """Packed members by their shares -> the members of whole blocks, and those of large ones keyed by part."""

    def __init__(self, comparison: Comparison, largest: int) -> None:
        super().__init__()
        self._comparison = comparison
        self._largest = largest

    def expand(self, shares: PCollection[tuple[int, bytes]]) -> Any:
        grouped = shares | "GroupBlocks" >> beam.GroupByKey()
        return grouped | "Split" >> beam.FlatMap(_blocks, self._comparison, self._largest).with_outputs(
            "parts", main="whole"
        )


class _Link(beam.PTransform):
    """Members of a block -> the links among them; blocks are weighed together, as many as a worker holds with ease."""

    def __init__(self, comparison: Comparison) -> None:
        super().__init__()
        self._comparison = comparison

    def expand(self, blocks: PCollection[list[Sketched]]) -> PCollection[Link]:
        linked: PCollection[Link] = (
            blocks
            | "TakeTogether" >> TakeTogether(MEMBERS_AT_ONCE)
            | "Link" >> beam.FlatMap(link_apart, self._comparison, tell_apart).with_output_types(tuple[str, str])
        )
        return linked


def _blocks(grouped: tuple[int, Iterable[bytes]], comparison: Comparison, largest: int) -> Iterator[Any]:
    """The members of each block of a share, or where it is large its members one by one, keyed by their parts."""
    _, share = grouped
    blocks: defaultdict[str, list[Sketched]] = defaultdict(list)
    large: set[str] = set()
    for key, member in _keyed(share):
        if key in large:
            continue
        blocks[key].append(member)
        if len(blocks[key]) > largest:
            large.add(key)
            del blocks[key]
    yield from (list(_unpacked(block)) for block in blocks.values() if len(block) > 1)
    for key in large:
        yield from _parts(key, share, comparison)


def _parts(key: str, share: Iterable[bytes], comparison: Comparison) -> Iterator[TaggedOutput]:
    """The members of a block one by one, keyed by their parts; the share is gone through again and again instead of
    holding them."""
    # Routing places each member as it was placed when its article was sketched; only what samples the block can fail.
    sampled = attempt("splitting a block", lambda: [Splitter.of(_block(key, share), comparison)], tell_apart)
    for trees in sampled or ():
        for (cut, leaf), (record_id, sketch) in trees.route(_block(key, share)):
            yield TaggedOutput("parts", (f"{key} {cut} {leaf}", (record_id, packed(sketch))))


def _block(key: str, share: Iterable[bytes]) -> Iterator[Sketched]:
    return _unpacked(member for of, member in _keyed(share) if of == key)


def _keyed(share: Iterable[bytes]) -> Iterator[Keyed]:
    return (member for members in share for member in unpacked_members(members))


def _unpacked(block: Iterable[Sketched]) -> Iterator[Sketched]:
    return ((record_id, unpacked(sketch)) for record_id, sketch in block)


def _members(_: str, part: Iterable[Sketched]) -> Iterator[list[Sketched]]:
    members = list(_unpacked(part))
    if len(members) > 1:
        yield members


class TakeTogether(beam.PTransform):
    """Lists -> lists of lists that have ``members`` elements together; what comes last in a bundle has fewer."""

    def __init__(self, members: int) -> None:
        super().__init__()
        self._members = members

    def expand(self, lists: PCollection[list[Any]]) -> PCollection[list[list[Any]]]:
        """Takes lists of a bundle together."""
        together: PCollection[list[list[Any]]] = lists | beam.BatchElements(
            self._members, self._members, element_size_fn=len
        )
        return together
