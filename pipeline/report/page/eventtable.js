"use strict";
// The table of events. Only the rows near the window are in the document, so that 10,000 are as quick as ten.
{
  const { make } = Newsfold.dom;
  const { number, days, words, shorten } = Newsfold.text;
  const SPARE = 8;
  const PRINTED = 500;
  const COLUMNS = [
    { sort: "title", label: "Event", kind: "title" },
    { sort: "date", label: "Date", kind: "date" },
    { sort: null, label: "Place", kind: "place" },
    { sort: "outlets", label: "Outlets", kind: "number" },
    { sort: "independent", label: "Independent", kind: "number" },
    { sort: "disagreements", label: "Disagree", kind: "number" },
  ];
  const RISING_FIRST = ["title"];

  class EventTable {
    /** ``resort`` is told the column to sort by and whether rising. */
    constructor(store, resort) {
      this.store = store;
      this.numbers = [];
      this.heads = COLUMNS.map((column) => this.head(column, resort));
      this.body = make("tbody", {});
      this.table = make("table", { class: "events", "aria-label": "Events" }, make("thead", {}, make("tr", {}, this.heads)), this.body);
      this.more = make("p", { class: "print-only" });
      this.element = make("div", { class: "event-table" }, this.table, this.more);
      this.body.addEventListener("keydown", (event) => this.onKey(event));
      addEventListener("scroll", () => this.soon(), { passive: true });
      addEventListener("resize", () => this.soon());
      addEventListener("beforeprint", () => this.print());
      addEventListener("afterprint", () => this.draw(true));
    }

    head({ sort, label, kind }, resort) {
      const turn = () => resort(sort, this.state.sort === sort ? !this.state.up : RISING_FIRST.includes(sort));
      return make("th", { scope: "col", class: kind }, sort ? make("button", { type: "button", on: { click: turn } }, label) : label);
    }

    show(numbers, state) {
      this.numbers = numbers;
      this.state = state;
      this.table.setAttribute("aria-rowcount", numbers.length + 1);
      COLUMNS.forEach(({ sort }, at) => {
        if (sort) this.heads[at].setAttribute("aria-sort", sort !== state.sort ? "none" : state.up ? "ascending" : "descending");
      });
      this.draw(true);
    }

    soon() {
      if (this.waiting || this.element.offsetParent === null) return;
      this.waiting = requestAnimationFrame(() => {
        this.waiting = 0;
        this.draw(false);
      });
    }

    rowHeight() {
      return parseFloat(getComputedStyle(this.table).getPropertyValue("--row"));
    }

    draw(fresh) {
      if (this.element.offsetParent === null && !fresh) return;
      const height = this.rowHeight();
      const above = -this.body.getBoundingClientRect().top;
      const first = Math.max(0, Math.min(this.numbers.length - 1, Math.floor(above / height) - SPARE));
      const last = Math.min(this.numbers.length, first + Math.ceil(innerHeight / height) + 2 * SPARE);
      if (fresh || first !== this.first || last !== this.last) this.render(first, last, height);
    }

    render(first, last, height) {
      const focused = this.body.contains(document.activeElement) ? document.activeElement.dataset.row : null;
      [this.first, this.last] = [first, last];
      const rows = [];
      for (let at = first; at < last; at += 1) rows.push(this.row(at));
      this.body.replaceChildren(this.gap(first * height), ...rows, this.gap((this.numbers.length - last) * height));
      if (focused !== null) this.focusRow(Number(focused));
    }

    gap(height) {
      const row = make("tr", { class: "gap", "aria-hidden": "true" }, make("td", { colspan: COLUMNS.length }));
      row.style.height = `${height}px`;
      row.hidden = height <= 0;
      return row;
    }

    row(at) {
      const { store } = this;
      const { events } = store;
      const event = this.numbers[at];
      const modality = events.modality[event] === "asserted" ? "" : ` · ${events.modality[event]}`;
      const cell = (kind, label, value) => make("td", { class: kind, "data-label": label }, value);
      return make("tr", { "aria-rowindex": at + 2 },
        make("td", { class: "title" },
          make("a", { href: Newsfold.links.event(store, event), "data-row": at }, shorten(events.title[event], 160)),
          make("span", { class: "kind" }, make("span", { class: `side ${Newsfold.charts.sideOf(events.type[event])}` }), Newsfold.kind(events, event), modality)),
        cell("date", "Date", days(events.from[event], events.to[event])),
        cell("place", "Place", shorten(store.placeOf(event), 60)),
        cell("number", "Outlets", number(events.outlets[event].length)),
        cell("number", "Independent", number(events.independent[event])),
        cell("number", "fields disagreed on", events.disagreements[event].length ? this.disputed(event) : ""));
    }

    disputed(event) {
      const fields = new Set(this.store.events.disagreements[event].map(([field]) => words(field).toLowerCase()));
      return make("span", { class: "disputed", title: [...fields].join(", ") }, number(fields.size));
    }

    focusRow(at) {
      const link = this.body.querySelector(`a[data-row="${at}"]`);
      if (link) link.focus({ preventScroll: true });
    }

    onKey(event) {
      const at = Number(event.target.dataset.row);
      const page = Math.max(1, Math.floor(innerHeight / this.rowHeight()) - 2);
      const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
      if (!(event.key in steps) || Number.isNaN(at)) return;
      event.preventDefault();
      this.goTo(Math.max(0, Math.min(this.numbers.length - 1, at + steps[event.key])));
    }

    goTo(at) {
      const height = this.rowHeight();
      const top = this.body.getBoundingClientRect().top + at * height;
      if (top < height * 2 || top + height > innerHeight) scrollBy(0, top - innerHeight / 2);
      this.draw(true);
      this.focusRow(at);
    }

    print() {
      const most = Math.min(PRINTED, this.numbers.length);
      this.more.textContent = most < this.numbers.length ? `The first ${number(most)} of ${number(this.numbers.length)} events.` : "";
      this.render(0, most, 0);
    }
  }

  Newsfold.EventTable = EventTable;
}
