"""Parts what was held for one event although its reports tell times that lie apart.

Between single pairs a date that contradicts counts much, but a cluster mostly holds reports that tell no date, and in
the mean over all pairs these hide that two of its reports are of two years.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.fold.sketching import Table

_SAME_TIME = 3
"""Days between two dates that outlets may tell of one event: some write in another zone, or of the day of the news."""
_EXACT = 7
"""Days of the longest range that can make two others meet; more would join the two ends of a month or a year."""


@dataclass(frozen=True, slots=True)
class _Report:
    row: int
    article: int
    published: int
    start: int
    end: int


@dataclass(slots=True, eq=False)
class _Time:
    """Reports of one time, from the first to the last of its days."""

    start: int
    end: int
    reports: list[_Report]

    def meets(self, report: _Report) -> bool:
        return max(self.start, report.start) - min(self.end, report.end) <= _SAME_TIME

    @property
    def articles(self) -> int:
        return len({report.article for report in self.reports})


def parted_by_dates(table: Table, group: Sequence[int]) -> list[list[int]]:
    """The rows of a group of an ``EVENT_SKETCH`` table by the times that they tell, ascending, by their first row.

    Reports that tell no time are of the one that most articles tell among those before their publication, the last of
    these where several are told alike.
    """
    if len(group) < 2:
        return [sorted(group)]
    reports = _reports(table, group)
    times = _times([report for report in reports if report.start])
    if len(times) < 2:
        return [sorted(group)]
    rows = [[report.row for report in time.reports] for time in times]
    ranks = [(time.articles, time.start) for time in times]
    for report in reports:
        if not report.start:
            rows[_likeliest(report, ranks)].append(report.row)
    return sorted(map(sorted, rows))


def _reports(table: Table, group: Sequence[int]) -> list[_Report]:
    columns = (table[name][group].tolist() for name in ("article", "published", "date_start", "date_end"))
    return [_Report(*values) for values in zip(group, *columns, strict=True)]


def _times(dated: Sequence[_Report]) -> list[_Time]:
    """The times that reports tell: exact ones close after each other are one, longer ranges join one of them."""
    in_order = sorted(dated, key=lambda report: (report.start, report.end, report.row))
    times: list[_Time] = []
    for report in in_order:
        if report.end - report.start >= _EXACT:
            continue
        if times and times[-1].meets(report):
            times[-1].end = max(times[-1].end, report.end)
            times[-1].reports.append(report)
        else:
            times.append(_Time(report.start, report.end, [report]))
    for report in in_order:
        if report.end - report.start >= _EXACT:
            _place(report, times)
    return times


def _place(report: _Report, times: list[_Time]) -> None:
    """Give a longer range to the time that it meets and most articles tell, or make it a time of its own."""
    meeting = [time for time in times if time.meets(report)]
    if meeting:
        max(meeting, key=lambda time: time.articles).reports.append(report)
    else:
        times.append(_Time(report.start, report.end, [report]))


def _likeliest(report: _Report, ranks: Sequence[tuple[int, int]]) -> int:
    """The place of the time that a report without one is of; ``ranks`` are the articles and the first day of each."""
    told = range(len(ranks))
    before = [place for place in told if report.published and ranks[place][1] <= report.published + 1]
    return max(before or told, key=lambda place: ranks[place])
