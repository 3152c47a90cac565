"use strict";
// Who reported what: outlets with their counts, and events by outlets with a mark where one reports the other.
{
  const { make, growing } = Newsfold.dom;
  const { number, count, days, shorten } = Newsfold.text;
  const MOST_COLUMNS = 40;
  const STEP = 25;

  /** For each outlet how many of the events it reports, alone reports and reported first, the busiest first. */
  const standing = (core, numbers) => {
    const { events, outlets } = core;
    const found = outlets.map((name, outlet) => ({ name, outlet, events: 0, alone: 0, first: 0 }));
    for (const at of numbers) {
      for (const outlet of events.outlets[at]) found[outlet].events += 1;
      if (events.outlets[at].length === 1) found[events.outlets[at][0]].alone += 1;
      else for (const outlet of events.first[at]) found[outlet].first += 1;
    }
    return found.sort((a, b) => b.events - a.events || (a.name < b.name ? -1 : 1));
  };

  class Outlets {
    constructor(store) {
      this.store = store;
      this.note = make("p", { class: "quiet" });
      this.summary = make("div", {});
      this.matrix = make("div", {});
      this.element = make("div", {}, this.note,
        make("h2", {}, "Events by outlet"),
        make("p", { class: "legend" }, make("span", { class: "cell first" }, "2"), " reported first ", make("span", { class: "cell" }, "1"), " reported; the number is of articles. An empty cell is silence."),
        this.matrix, make("h2", {}, "Outlets"), this.summary);
    }

    show(numbers, state) {
      const active = standing(this.store, numbers).filter((each) => each.events > 0);
      const columns = active.slice(0, MOST_COLUMNS);
      this.note.textContent = `${count(numbers.length, "event")} by ${count(active.length, "outlet")}.` +
        (columns.length < active.length ? ` The columns are the ${MOST_COLUMNS} outlets that report most of them.` : "");
      this.drawMatrix([...numbers].sort((a, b) => this.spread(b) - this.spread(a) || a - b), columns);
      this.drawSummary(active, state);
    }

    spread(event) {
      return this.store.events.outlets[event].length;
    }

    drawMatrix(numbers, columns) {
      const heads = columns.map(({ name }) => make("th", { scope: "col", class: "outlet", title: name }, make("span", {}, make("span", {}, shorten(name, 24)))));
      const [body, more] = growing("tbody", {}, numbers, STEP, (event) => this.row(event, columns));
      const table = make("table", { class: "matrix" },
        make("thead", {}, make("tr", {}, make("th", { scope: "col", class: "corner" }, "Event"), heads)), body);
      this.matrix.replaceChildren(make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Events by outlet" }, table), more);
    }

    row(event, columns) {
      const { store } = this;
      return make("tr", {},
        make("th", { scope: "row" }, make("a", { href: Newsfold.links.event(store, event) }, shorten(store.events.title[event], 70)),
          make("span", { class: "quiet" }, ` ${days(store.events.from[event], store.events.to[event])}`)),
        columns.map(({ outlet, name }) => this.cell(event, outlet, name)));
    }

    cell(event, outlet, name) {
      const { events } = this.store;
      const at = events.outlets[event].indexOf(outlet);
      if (at < 0) return make("td", {});
      const first = events.first[event].includes(outlet) && events.outlets[event].length > 1;
      const reports = events.reports[event][at];
      return make("td", {}, make("span", { class: first ? "cell first" : "cell", title: `${name}${first ? ", first" : ""}` }, reports ? number(reports) : "+", first ? make("span", { class: "unseen" }, " first") : null));
    }

    drawSummary(active, state) {
      const most = active.length ? active[0].events : 1;
      const [body, more] = growing("tbody", {}, active, STEP, (each) => make("tr", {},
        make("th", { scope: "row" }, make("a", { href: Newsfold.links.events({ ...state, outlet: each.name, show: "" }) }, shorten(each.name, 60))),
        make("td", { class: "bar-cell" }, make("span", { class: "bar", share: each.events / most }), make("span", {}, number(each.events))),
        make("td", {}, number(each.alone)), make("td", {}, number(each.first))));
      this.summary.replaceChildren(make("div", { class: "scroll" }, make("table", { class: "plain" },
        make("thead", {}, make("tr", {}, ["Outlet", "Events", "Reported by it alone", "First of several"].map((label) => make("th", { scope: "col" }, label)))), body)), more);
    }
  }

  Newsfold.standing = standing;
  Newsfold.Outlets = Outlets;
}
