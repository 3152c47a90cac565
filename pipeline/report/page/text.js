"use strict";
// How words, numbers and dates are shown and compared. Pure: no document, no data.
{
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December"];
  const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

  /** PLOVER's sectors. */
  const SECTORS = Object.freeze({
    AGR: "farming", BUS: "business", COP: "police", CRM: "crime", CVL: "civilians", EDU: "education", ELI: "elites",
    GOV: "government", IGO: "international organisation", JRN: "journalists", JUD: "courts", LAB: "labour",
    LEG: "legislature", MED: "health", MIL: "military", NGO: "non-governmental organisation", OPP: "opposition",
    PTY: "party", REB: "rebels", REF: "refugees", REL: "religion", SPY: "intelligence",
  });

  const number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ",");

  const count = (value, noun) => `${number(value)} ${noun}${value === 1 ? "" : "s"}`;

  /** Without case and accents, so that "penarreta" finds "Peñarreta". */
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  /** "Bodily_harm" and "ASSAULT" as words. */
  const words = (name) => {
    const spaced = name.replaceAll("_", " ").toLowerCase();
    return spaced.charAt(0).toUpperCase() + spaced.slice(1);
  };

  const parts = (iso) => iso.split("-").map(Number);

  const lastDay = (year, month) => {
    const leap = month === 2 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0);
    return DAYS_IN_MONTH[month - 1] + (leap ? 1 : 0);
  };

  /** A range of days as a reader says it: "17 May 2023", "3–5 May 2023", "May 2023", "2023". */
  const days = (from, to) => {
    if (!from) return "";
    const [y1, m1, d1] = parts(from);
    const [y2, m2, d2] = parts(to || from);
    const one = (y, m, d) => `${d} ${MONTHS[m - 1]} ${y}`;
    if (from === (to || from)) return one(y1, m1, d1);
    const whole = d1 === 1 && d2 === lastDay(y2, m2);
    if (y1 === y2 && whole && m1 === 1 && m2 === 12) return `${y1}`;
    if (y1 === y2 && m1 === m2) return whole ? `${MONTHS[m1 - 1]} ${y1}` : `${d1}–${one(y2, m2, d2)}`;
    if (whole && m1 === 1 && m2 === 12) return `${y1}–${y2}`;
    return `${one(y1, m1, d1)} – ${one(y2, m2, d2)}`;
  };

  /** A moment as a reader says it; midnight is taken for a date without a time. */
  const moment = (iso) => {
    if (!iso) return "no date";
    const [day, time] = iso.split("T");
    return days(day) + (time && time !== "00:00" ? `, ${time}` : "");
  };

  /** A value on which outlets disagree: dates and ranges of dates as words, everything else as it is. */
  const value = (text) => {
    const found = /^(\d{4}-\d\d-\d\d)(?:\/(\d{4}-\d\d-\d\d))?$/.exec(text);
    return found ? days(found[1], found[2]) : text;
  };

  const shorten = (text, most) => (text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`);

  /** Lines of at most ``width`` characters, at most ``most`` of them. */
  const wrap = (text, width, most) => {
    const lines = [];
    let line = "";
    for (const word of text.split(/\s+/)) {
      if (line && line.length + word.length + 1 > width) {
        lines.push(line);
        line = word;
      } else {
        line = line ? `${line} ${word}` : word;
      }
    }
    lines.push(line);
    const kept = lines.slice(0, most).map((each) => shorten(each, width));
    return lines.length > most ? [...kept.slice(0, -1), `${kept[most - 1]} …`] : kept;
  };

  Newsfold.text = { SECTORS, number, count, plain, words, days, moment, value, shorten, wrap, lastDay };
}
