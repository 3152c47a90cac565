"""What the place of a block on the page and its neighbours say about it.

As in jusText (Pomikálek 2011, "Removing Boilerplate and Duplicate Content from Web Corpora"), blocks that are surely
story settle what the uncertain blocks beside them are: here they part the page into what stands before the story, in
it and after it. The headings of link lists, captions and comments speak for the blocks that follow them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise

from pipeline.clean.notes import bare_label, is_on_an_article, may_be_on_law, names_provision
from pipeline.clean.score import NOTE_SCORE, Judged
from pipeline.clean.shape import Kind, Shape
from pipeline.clean.wording import begins_with, is_one_of, phrases, tokenize, without_numbers

_LONGEST_LIST_IN_STORY = 10
_LONGEST_HEADING = 8
_FEWEST_HEADLINE_WORDS = 4
_LONGEST_HEADLINE = 12
_LONGEST_STRAGGLER = 25
_LONGEST_NOTE = 2
_STRAGGLER_GAP = 5
_CLOSE = 3
_SURE = 4.0
_THREAD_REACH = 8
_BIOGRAPHY_REACH = 3
_FEWEST_CAPTION_WORDS = 6
_LONGEST_OPENING = 3
_CAPTION_WORDS = 25
_LONGEST_CREDIT = 6
_NOTE_REACH = 3


class Zone(Enum):
    """Where on the page a block stands, seen from the surest paragraphs of the story."""

    HEAD = "head"
    STORY = "story"
    TAIL = "tail"
    UNKNOWN = "unknown"  # no block is surely story


_FRAGMENT_SCORES = {
    Zone.HEAD: {Kind.SCRAP: 2.0, Kind.HEADLINE: 0.5, Kind.CALL: 0.0, Kind.STAMP: 3.0},
    Zone.STORY: {Kind.SCRAP: -1.5, Kind.HEADLINE: -1.5, Kind.CALL: -1.5, Kind.STAMP: -1.5},
    Zone.TAIL: {Kind.SCRAP: 2.0, Kind.HEADLINE: 1.5, Kind.CALL: 1.5, Kind.STAMP: 3.0},
    Zone.UNKNOWN: {Kind.SCRAP: -2.0, Kind.HEADLINE: -2.0, Kind.CALL: -2.0, Kind.STAMP: 0.0},
}
_CERTAIN = 20.0
# "Ada Stone reported from London and Ben Marsh from Kalm.", without anything that they reported.
_SIGN_OFF = re.compile(
    r"(?:[A-ZÀ-Ý][\w.'’-]{0,30},? (?:and )?){2,8}reported from "
    r"[A-ZÀ-Ý][\w'’-]{0,30}(?:,? (?:[A-ZÀ-Ý][\w'’-]{0,30}|and|in|from)){0,8}\."
)
_DASHES = re.compile(r"[-–—_=](?:\s?[-–—_=]){2,}")
_LONGEST_IMPRINT = 3
_IMPRINT_WORDS = 25
_FEWEST_ANCHORS = 3
_LONG_WORD = 5
_IN_PASSING = 6


def context_scores(page: Sequence[Judged], title: str | None) -> list[float]:
    """Returns what is to be added to the score of each block."""
    zones = _zones(page)
    scores = [_zone_score(item, zone) for item, zone in zip(page, zones, strict=True)]
    for adjust in (
        _headlines(page, zones, title),
        _sections(page, zones),
        _runs(page, zones),
        _introduced(page),
        _captions(page),
        _imprint_below_line(page),
        _labelled_notes(page),
        _on_law(page),
    ):
        for index, score in adjust:
            scores[index] += score
    return scores


def _zones(page: Sequence[Judged]) -> list[Zone]:
    anchors = [index for index, item in enumerate(page) if item.is_anchor]
    thread = _thread_start(page)
    anchors = [index for index in anchors if index < thread]
    biographies = {index for index in anchors[-_BIOGRAPHY_REACH:] if is_biography(page[index].block.text)}
    anchors = _without_stragglers(page, [index for index in anchors if index not in biographies])
    if not anchors:
        return [Zone.UNKNOWN] * len(page)
    first, last = anchors[0], _story_end(page[:thread], anchors[-1])
    zones = [Zone.HEAD if i < first else Zone.STORY if i <= last else Zone.TAIL for i in range(len(page))]
    if _dates_its_parts(page[first:]):
        opening = _opening(page, first)
        stamped = next((index for index in opening if page[index].shape.kind is Kind.STAMP), first)
        zones[stamped:first] = [Zone.STORY] * (first - stamped)
    elif len(anchors) > 1 and any(_is_imprint(item) for item in page[first + 1 : anchors[1]]):
        zones[first + 1 : anchors[1]] = [Zone.HEAD] * (anchors[1] - first - 1)
    return zones


def _story_end(page: Sequence[Judged], last: int) -> int:
    """The index of the last sentence that follows the last anchor closely, though it is short or speaks to "you"."""
    for index in range(last + 1, len(page)):
        item = page[index]
        near = _CLOSE if item.is_paragraph else _CLOSE - 1
        if index - last <= near and item.is_plain_sentence and not is_biography(item.block.text):
            last = index
    return last + _is_cut_off(page[last + 1 : last + 3])


def _is_cut_off(following: Sequence[Judged]) -> bool:
    """Whether what follows a story is its last line, cut with an ellipsis; several such lines are teasers."""
    return [item.shape.trails_off and item.score <= 0 for item in following][:2] in ([True], [True, False])


def _without_stragglers(page: Sequence[Judged], anchors: list[int]) -> list[int]:
    """Drops last sentences that stand apart from the story and report nothing: notes of the site under its links."""
    while len(anchors) > 2 and anchors[-1] - anchors[-2] >= _STRAGGLER_GAP:
        last, between = page[anchors[-1]], page[anchors[-2] + 1 : anchors[-1]]
        furnished = any(item.score >= _SURE and not item.shape.tabled for item in between)
        if last.is_told or last.shape.words > _LONGEST_STRAGGLER or not furnished:
            break
        anchors = anchors[:-1]
    return anchors


def _dates_its_parts(page: Sequence[Judged]) -> bool:
    """Whether dates or times stand over several parts of the page: a live report, a timeline, a page of a topic."""
    sentences = (index for index, item in enumerate(page) if item.shape.kind is Kind.SENTENCE)
    return sum(bool(_opening(page, index)) for index in sentences) >= 2


def _opening(page: Sequence[Judged], at: int) -> range:
    """The lines that open a dated part above its first sentence: a headline at most, above or below date and time."""
    start, headlines, stamps = at, 0, 0
    while start and at - start < _LONGEST_OPENING:
        above = page[start - 1]
        is_stamp = above.shape.kind is Kind.STAMP and not above.shape.published
        is_headline = above.is_fragment and above.score <= 0 and not headlines
        if not (is_stamp or is_headline):
            break
        start, headlines, stamps = start - 1, headlines + is_headline, stamps + is_stamp
    return range(start, at if stamps else start)


def _is_imprint(item: Judged) -> bool:
    """Whether a block tells who wrote the story or when: what stands above it then is a standfirst."""
    return item.shape.byline or item.shape.kind is Kind.STAMP


def _zone_score(item: Judged, zone: Zone) -> float:
    shape = item.shape
    if zone is Zone.TAIL and is_biography(item.block.text):
        return 8.0
    score = _FRAGMENT_SCORES[zone].get(shape.kind, 0.0)
    if shape.kind is Kind.STAMP and zone is Zone.STORY and shape.published and not shape.dated:
        return 3.0
    if zone is Zone.HEAD and shape.kind is Kind.HEADLINE and shape.words >= 6:
        return -1.0
    if zone is Zone.TAIL and shape.kind is Kind.HEADLINE and shape.words > _LONGEST_HEADLINE:
        return -0.5
    return score


def is_biography(text: str) -> bool:
    """Whether a block tells who its author is: a name and then "is a reporter", "covers", or where from it reported."""
    tokens = tokenize(text[:160])
    named = text[:1].isupper() and len(text.split(maxsplit=2)) == 3 and text.split(maxsplit=2)[1][:1].isupper()
    biography = phrases("BIOGRAPHY")
    described = any(biography.longest_at(tokens, position) for position in range(2, min(len(tokens), 6)))
    return named and (described or _SIGN_OFF.match(text) is not None)


def _headlines(page: Sequence[Judged], zones: Sequence[Zone], title: str | None) -> Iterator[tuple[int, float]]:
    """The headline is the block like the title, else the longest fragment before the story; it stays.

    So does the headline of the first of several dated parts.
    """
    head = [index for index, zone in enumerate(zones) if zone is Zone.HEAD and page[index].is_fragment]
    candidates = [index for index in head if page[index].score < 3]
    yield from ((index, -2.0) for index in candidates if _is_above_date(page, zones, index))
    if all(page[index].shape.words < _FEWEST_HEADLINE_WORDS for index in candidates):
        candidates += [index for index in head if _is_labelled_headline(page[index])]
    titled = [i for i in candidates if title and _alike(page[i].block.text, title)]
    if titled:
        yield from ((index, -6.0) for index in titled)
    elif candidates:
        yield max(candidates, key=lambda index: (page[index].shape.words, index)), -6.0


def _is_above_date(page: Sequence[Judged], zones: Sequence[Zone], index: int) -> bool:
    """Whether a block stands right above the date of the first of the parts of a page."""
    below = index + 1
    return below < len(page) and zones[below] is Zone.STORY and page[below].shape.kind is Kind.STAMP


def _is_labelled_headline(item: Judged) -> bool:
    """Whether the block is a headline behind a word such as "Watch:"."""
    return item.wording.label and item.score <= 6 and item.shape.words >= _FEWEST_HEADLINE_WORDS


def _alike(text: str, title: str) -> bool:
    ours, theirs = set(tokenize(text[:400])), set(tokenize(title[:400]))
    return bool(theirs) and len(ours & theirs) >= 0.7 * len(ours | theirs)


def _sections(page: Sequence[Judged], zones: Sequence[Zone]) -> Iterator[tuple[int, float]]:
    """Headings of link lists, captions, comments and notes on the author, with what belongs to them."""
    thread = _thread_start(page)
    yield from ((index, _CERTAIN) for index in range(thread, len(page)))
    index = 0
    while index < thread:
        tokens = _heading(page[index])
        following = index + 1
        if not tokens:
            pass
        elif _opens_list(page[index], tokens) and zones[index] is not Zone.HEAD:
            yield index, 5.0
            following = _list_end(page, index + 1, zones)
            yield from ((inside, 4.0) for inside in range(index + 1, following))
        elif is_one_of("CAPTION_HEADINGS", tokens) and _is_caption(page, following):
            yield following, 4.0
        elif is_one_of("ABOUT_HEADINGS", tokens):
            yield from ((inside, _CERTAIN) for inside in range(index, min(index + 2, len(page))))
        index = following


def _heading(item: Judged) -> tuple[str, ...]:
    """The words of a block that may be a heading; none where it is not one."""
    if item.shape.words > _LONGEST_HEADING or (item.shape.kind is Kind.SENTENCE and not item.wording.opening):
        return ()
    return without_numbers(tokenize(item.block.text))


def _opens_list(item: Judged, tokens: tuple[str, ...]) -> bool:
    if item.shape.introduces and is_one_of("LABELS", tokens):
        return True
    length = begins_with("LIST_HEADINGS", tokens)
    # "Read more on floods" heads a list, "Read more: Mayor quits over flood report" is its own item.
    return length == len(tokens) > 0 or (length >= 2 and len(tokens) - length <= 3)


def _list_end(page: Sequence[Judged], start: int, zones: Sequence[Zone]) -> int:
    end = start
    while end < len(page) and not _ends_list(page[end]):
        end += 1
        if zones[start - 1] is Zone.STORY and end - start >= _LONGEST_LIST_IN_STORY:
            break
    return end


def _ends_list(item: Judged) -> bool:
    return item.shape.quoted or (item.shape.kind is Kind.SENTENCE and item.score <= 0)


def _is_caption(page: Sequence[Judged], index: int) -> bool:
    return index < len(page) and page[index].shape.words <= _CAPTION_WORDS


def _captions(page: Sequence[Judged]) -> Iterator[tuple[int, float]]:
    """A sentence that reports nothing, over a line that is only a credit, is the caption of that picture."""
    for index, (item, below) in enumerate(pairwise(page)):
        credited = below.shape.credit and below.shape.words <= _LONGEST_CREDIT
        fitting = item.shape.kind is Kind.SENTENCE and _FEWEST_CAPTION_WORDS <= item.shape.words <= _CAPTION_WORDS
        if credited and fitting and not item.is_told:
            yield index, 3.5


def _imprint_below_line(page: Sequence[Judged]) -> Iterator[tuple[int, float]]:
    """A few lines below the last line of dashes that share no words with the story above are the paper's imprint."""
    lines = [index for index, item in enumerate(page) if item.shape.kind is Kind.RULE]
    if not lines or not _DASHES.fullmatch(page[lines[-1]].block.text):
        return
    below = page[lines[-1] + 1 :]
    is_short = len(below) <= _LONGEST_IMPRINT and all(item.shape.words <= _IMPRINT_WORDS for item in below)
    if not is_short or any(item.is_told or item.shape.quoted for item in below):
        return
    above = page[: lines[-1]]
    if sum(item.is_anchor for item in above) >= _FEWEST_ANCHORS and not _share_words(above, below):
        yield from ((index, _CERTAIN) for index in range(lines[-1] + 1, len(page)))


def _labelled_notes(page: Sequence[Judged]) -> Iterator[tuple[int, float]]:
    """A label such as "Correction" on a line of its own, with the note that stands below it."""
    for index, item in enumerate(page):
        sign = bare_label(item.block.text)
        if sign is None:
            continue
        below = page[index + 1 : index + 1 + _NOTE_REACH]
        noted = next((at for at, one in enumerate(below) if one.is_note or is_on_an_article(one.block.text)), None)
        if noted is None and sign and below and below[0].shape.kind is Kind.SENTENCE:
            noted = 0
        if noted is not None:
            yield from ((inside, _CERTAIN) for inside in range(index, index + 2 + noted))


def _on_law(page: Sequence[Judged]) -> Iterator[tuple[int, float]]:
    """ "This article was amended" below "Article 27 of the constitution" tells of the law, and not of the page."""
    noted = [index for index, item in enumerate(page) if item.is_note and may_be_on_law(item.block.text)]
    if noted:
        provision = next((at for at, item in enumerate(page) if names_provision(item.block.text)), len(page))
        yield from ((index, -NOTE_SCORE) for index in noted if provision < index)


def _share_words(above: Sequence[Judged], below: Sequence[Judged]) -> bool:
    """Whether some blocks speak of what others do, but for a word in passing."""
    words = {token for item in below for token in tokenize(item.block.text) if len(token) >= _LONG_WORD}
    story = {token for item in above for token in tokenize(item.block.text)}
    return len(words & story) * _IN_PASSING > len(words)


def _thread_start(page: Sequence[Judged]) -> int:
    """The index of the heading of a thread of comments; the length of the page where there is none."""
    for index, item in enumerate(page):
        tokens = _heading(item)
        if begins_with("COMMENT_HEADINGS", tokens) and _is_thread(page[index + 1 : index + 1 + _THREAD_REACH]):
            return index
    return len(page)


def _is_thread(blocks: Sequence[Judged]) -> bool:
    return sum(_is_thread_sign(item) for item in blocks) >= 2


def _is_thread_sign(item: Judged) -> bool:
    tokens = without_numbers(tokenize(item.block.text[:200]))
    return len(tokens) <= 10 and bool(tokens) and phrases("THREAD_SIGNS").found_in(tokens[-3:]) > 0


def _runs(page: Sequence[Judged], zones: Sequence[Zone]) -> Iterator[tuple[int, float]]:
    """Three scraps in a row within the story are a menu or a row of tags."""
    start = 0
    for index in range(len(page) + 1):
        if index < len(page) and zones[index] is Zone.STORY and _is_scrap(page[index].shape):
            continue
        if index - start >= 3:
            yield from ((inside, 2.5) for inside in range(start, index))
        start = index + 1


def _is_scrap(shape: Shape) -> bool:
    """Whether a block is a word or two, and no row of a table."""
    return shape.kind in (Kind.SCRAP, Kind.RULE) and not shape.tabled


def _introduced(page: Sequence[Judged]) -> Iterator[tuple[int, float]]:
    """What a colon announces belongs to the block that announces it."""
    announced = False
    for index, item in enumerate(page):
        if announced and item.is_fragment and item.score < 3:
            yield index, -3.0
        else:
            announced = item.shape.introduces and item.score <= 0


def enclosed_notes(page: Sequence[Judged], boilerplate: Sequence[bool]) -> Iterator[int]:
    """Yields sentences after the story, between boilerplate, in which the site speaks to its reader."""
    zones = _zones(page)
    start = 0
    for index in range(len(page) + 1):
        if index < len(page) and not boilerplate[index]:
            continue
        run = range(start, index)
        # One line of boilerplate may interrupt a story; where two stand above, the story is over.
        below_two = start >= 2 and boilerplate[start - 2]
        if below_two and 1 <= len(run) <= _LONGEST_NOTE and zones[start] is Zone.TAIL and _is_note(page[start:index]):
            yield from run
        start = index + 1


def _is_note(run: Sequence[Judged]) -> bool:
    sentences = all(item.shape.kind in (Kind.SENTENCE, Kind.CALL) for item in run)
    return sentences and any(item.wording.addressed for item in run) and not any(item.is_told for item in run)
