"use strict";
// Which events are shown and in which order. Pure: the state of the filters comes from the address and goes there.
{
  const TEXTS = ["q", "type", "country", "outlet", "place", "from", "to", "least", "most", "show"];
  const SWITCHES = ["disagree", "general", "sayings"];
  const SORTS = ["independent", "outlets", "date", "reported", "title", "disagreements"];
  const DAY = /^\d{4}-\d\d-\d\d$/;
  const WHOLE = /^\d{1,6}$/;

  const EMPTY = Object.freeze({
    q: "", type: "", country: "", outlet: "", place: "", from: "", to: "", least: "", most: "", show: "",
    disagree: false, general: false, sayings: false, sort: "independent", up: false,
  });

  const decode = (text) => {
    try {
      return decodeURIComponent(text.replaceAll("+", " "));
    } catch {
      return text; // an address that someone cut off in the middle of a character
    }
  };

  /** The pairs of a query such as "q=mortar&least=2". */
  const readQuery = (query) => {
    const pairs = query.split("&").filter(Boolean).map((pair) => {
      const at = pair.indexOf("=");
      return at < 0 ? [decode(pair), ""] : [decode(pair.slice(0, at)), decode(pair.slice(at + 1))];
    });
    return new Map(pairs);
  };

  const writeQuery = (pairs) =>
    pairs.filter(([, value]) => value !== "").map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");

  const allowed = (name, value) => {
    if (name === "from" || name === "to") return DAY.test(value);
    if (name === "least" || name === "most") return WHOLE.test(value);
    return true;
  };

  /** The state that a query stands for; what makes no sense is left out. */
  const read = (query) => {
    const pairs = readQuery(query);
    const state = { ...EMPTY };
    for (const name of TEXTS) if (allowed(name, pairs.get(name) || "")) state[name] = pairs.get(name) || "";
    for (const name of SWITCHES) state[name] = pairs.get(name) === "1";
    if (SORTS.includes(pairs.get("sort"))) state.sort = pairs.get("sort");
    state.up = pairs.get("up") === "1";
    return state;
  };

  /** The query of a state, without what is as usual. */
  const write = (state) => writeQuery([
    ...TEXTS.map((name) => [name, state[name]]),
    ...SWITCHES.map((name) => [name, state[name] ? "1" : ""]),
    ["sort", state.sort === EMPTY.sort ? "" : state.sort],
    ["up", state.up ? "1" : ""],
  ]);

  /** For each event the words that a search looks through. */
  const haystack = (core) => {
    const { events, countries } = core;
    const names = (people) => people.map((person) => person[0]).join(" ");
    return events.id.map((_, at) => Newsfold.text.plain([
      events.title[at], events.description[at], events.place[at] || "", countries[events.country[at]] || "",
      names(events.actors[at]), names(events.recipients[at]), Newsfold.text.words(events.frame[at] || ""),
      events.type[at],
    ].join("\n")));
  };

  const tests = (core, state, words) => {
    const { events } = core;
    const found = [];
    const outlet = core.outlets.indexOf(state.outlet);
    const add = (wanted, test) => { if (wanted) found.push(test); };
    add(!state.sayings, (at) => !events.utterance[at]);
    add(!state.general, (at) => events.utterance[at] || !events.general[at]);
    add(state.disagree, (at) => events.disagreements[at].length > 0);
    add(state.type, (at) => events.type[at] === state.type);
    add(state.country, (at) => (events.country[at] || "none") === state.country);
    add(state.place, (at) => events.place[at] === state.place);
    add(state.outlet, (at) => events.outlets[at].includes(outlet));
    add(state.from, (at) => events.to[at] !== null && events.to[at] >= state.from);
    add(state.to, (at) => events.from[at] !== null && events.from[at] <= state.to);
    add(state.least, (at) => events.independent[at] >= Number(state.least));
    add(state.most, (at) => events.independent[at] <= Number(state.most));
    for (const word of Newsfold.text.plain(state.q).split(/\s+/).filter(Boolean)) {
      found.push((at) => words[at].includes(word));
    }
    return found;
  };

  /** The value by which a column sorts; null sorts last either way. */
  const keys = (events) => ({
    independent: (at) => events.independent[at],
    outlets: (at) => events.outlets[at].length,
    date: (at) => events.from[at],
    reported: (at) => events.firstAt[at],
    title: (at) => Newsfold.text.plain(events.title[at]),
    disagreements: (at) => events.disagreements[at].length,
  });

  const sorted = (numbers, events, state) => {
    const key = keys(events)[state.sort];
    const values = new Map(numbers.map((at) => [at, key(at)]));
    const sign = state.up ? 1 : -1;
    return numbers.sort((one, other) => {
      const [a, b] = [values.get(one), values.get(other)];
      if (a === b) return one - other;
      if (a === null || b === null) return a === null ? 1 : -1;
      return a < b ? -sign : sign;
    });
  };

  /** The numbers of the events that pass, in order; equal ones in the order of the data, best first. */
  const select = (core, state, words) => {
    const all = tests(core, state, words);
    const passed = core.events.id.map((_, at) => at).filter((at) => all.every((test) => test(at)));
    return sorted(passed, core.events, state);
  };

  /** How often each value of a column occurs, the most frequent first. */
  const frequencies = (values) => {
    const counts = new Map();
    for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
    return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  };

  /** What can be chosen for type, country and outlet, with the number of happenings. */
  const choices = (core) => {
    const shown = select(core, EMPTY, []);
    return {
      type: frequencies(shown.map((at) => core.events.type[at])),
      country: frequencies(shown.map((at) => core.events.country[at] || "none")),
      outlet: frequencies(shown.flatMap((at) => core.events.outlets[at].map((outlet) => core.outlets[outlet]))),
    };
  };

  Newsfold.filters = { EMPTY, decode, readQuery, writeQuery, read, write, haystack, select, choices, frequencies };
}
