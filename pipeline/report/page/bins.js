"use strict";
// Days on a timeline. Pure. A day is counted from 1970-01-01.
{
  const MS = 86400000;
  const LONGEST = 31;

  const dayNumber = (iso) => Math.round(Date.parse(`${iso}T00:00Z`) / MS);
  const isoDay = (day) => new Date(day * MS).toISOString().slice(0, 10);

  /** How long a bar is, so that a timeline has a readable number of them. */
  const unitFor = (span) => {
    if (span <= 62) return "day";
    if (span <= 430) return "week";
    return span <= 3700 ? "month" : "year";
  };

  const startOf = (day, unit) => {
    if (unit === "day") return day;
    if (unit === "week") return day - ((((day + 3) % 7) + 7) % 7); // 1970-01-01 was a Thursday
    const iso = isoDay(day);
    return dayNumber(unit === "month" ? `${iso.slice(0, 7)}-01` : `${iso.slice(0, 4)}-01-01`);
  };

  const next = (start, unit) => startOf(start + { day: 1, week: 7, month: 32, year: 367 }[unit], unit);

  /**
   * The events of a timeline: those whose date is known to a month or better, within ``range`` (days, both
   * included); the others are only counted.
   */
  const datable = (events, numbers, range) => {
    const shown = [];
    let undated = 0;
    let vague = 0;
    let outside = 0;
    for (const at of numbers) {
      if (events.from[at] === null) { undated += 1; continue; }
      const [from, to] = [dayNumber(events.from[at]), dayNumber(events.to[at] || events.from[at])];
      if (to - from >= LONGEST) vague += 1;
      else if (range && (from < range[0] || from > range[1])) outside += 1;
      else shown.push({ at, day: from });
    }
    return { shown, undated, vague, outside };
  };

  /** Bars of how many events started when, split by whether several independent sources report them. */
  const bars = (events, shown) => {
    if (shown.length === 0) return { unit: "day", bars: [] };
    const days = shown.map((each) => each.day);
    const first = days.reduce((a, b) => Math.min(a, b));
    const last = days.reduce((a, b) => Math.max(a, b));
    const unit = unitFor(last - first);
    const counted = new Map();
    for (let start = startOf(first, unit); start <= last; start = next(start, unit)) {
      counted.set(start, { start, end: next(start, unit) - 1, several: 0, single: 0 });
    }
    for (const { at, day } of shown) counted.get(startOf(day, unit))[events.independent[at] > 1 ? "several" : "single"] += 1;
    return { unit, bars: [...counted.values()] };
  };

  /** From when to when the articles were published, with two months around; null where no article is dated. */
  const coverage = (events) => {
    const firsts = events.firstAt.filter(Boolean).map((iso) => dayNumber(iso.slice(0, 10)));
    const lasts = events.lastAt.filter(Boolean).map((iso) => dayNumber(iso.slice(0, 10)));
    if (firsts.length === 0) return null;
    return [firsts.reduce((a, b) => Math.min(a, b)) - 60, lasts.reduce((a, b) => Math.max(a, b)) + 60];
  };

  Newsfold.bins = { dayNumber, isoDay, unitFor, startOf, next, datable, bars, coverage };
}
