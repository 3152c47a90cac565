"use strict";
// From an address to what is shown: "#/events?type=PROTEST", "#/event/ID", "#/claim/ID", "#/article/ID".
{
  const { make, announce } = Newsfold.dom;
  const { count } = Newsfold.text;
  const { filters } = Newsfold;
  const SHOWS = [["", "Table"], ["timeline", "Timeline"], ["map", "Map"]];

  const byId = (id) => document.getElementById(id);

  const parse = (hash) => {
    const [path, query = ""] = hash.replace(/^#\/?/, "").split(/\?(.*)/s);
    const [view, id = ""] = path.split("/");
    return { view: view || "overview", id: filters.decode(id), query };
  };

  const trouble = (message) => {
    byId("trouble").textContent = message;
    byId("trouble").hidden = false;
  };

  const failed = (error) => {
    trouble("This part of the page could not be shown. The other parts and the datasets are not touched by that.");
    throw error;
  };

  class Page {
    constructor(store) {
      this.store = store;
      this.words = filters.haystack(store);
      this.choices = filters.choices(store);
      this.drawn = new Map();
      this.arrivals = 0;
      this.positions = new Map();
    }

    /** A part that is made when it is first needed. */
    part(name, makePart) {
      if (!this.drawn.has(name)) this.drawn.set(name, makePart());
      return this.drawn.get(name);
    }

    replace(address) {
      history.replaceState(history.state, "", address);
      this.show(false).catch(failed);
    }

    select(state) {
      return filters.select(this.store, state, this.words);
    }

    async show(arrived) {
      const asked = location.hash;
      const { view, id, query } = parse(asked);
      const pages = { event: this.event, claim: this.claim, article: this.article };
      const views = { overview: this.overview, events: this.events, outlets: this.outlets, claims: this.claims };
      const reading = view in pages;
      const name = reading ? "reading" : view in views ? view : "overview";
      const content = await (reading ? pages[view].call(this, id, filters.readQuery(query)) : views[name].call(this, query));
      if (asked !== location.hash) return; // another address was asked for meanwhile
      if (reading) this.read(content);
      this.reveal(name, { event: "events", claim: "claims", article: "" }[view] ?? name);
      if (arrived) this.arrive(name);
    }

    reveal(name, current) {
      for (const section of byId("main").children) if (["SECTION", "ARTICLE"].includes(section.tagName)) section.hidden = section.id !== name;
      for (const link of byId("views").children) {
        if (link.dataset.view === current) link.setAttribute("aria-current", "page");
        else link.removeAttribute("aria-current");
      }
      if (name !== "reading") document.title = `Newsfold: ${byId(name).dataset.title}`;
      if (name === "events") this.drawn.get("table").draw(true);
    }

    /** Focus the heading of a new view, or go back to where the reader was in a former one. */
    arrive(name) {
      const before = history.state ? this.positions.get(history.state.arrival) : undefined;
      if (!history.state) history.replaceState({ arrival: (this.arrivals += 1) }, "");
      const target = byId(name).querySelector("mark.target");
      const heading = byId(name).querySelector("h1");
      if (this.arrivals > 1 || history.state.arrival > 1) heading.focus({ preventScroll: true });
      if (before !== undefined) scrollTo(0, before);
      else if (target) target.scrollIntoView({ block: "center" });
      else scrollTo(0, 0);
    }

    remember() {
      if (history.state) this.positions.set(history.state.arrival, scrollY);
    }

    overview() {
      return this.part("overview", () => Newsfold.drawOverview(this.store, this.select(filters.EMPTY), (address) => { location.hash = address; }));
    }

    filterBar(name) {
      return this.part(`${name}-bar`, () => {
        const bar = new Newsfold.FilterBar(this.store, this.choices, (state) => this.replace(`#/${name}?${filters.write(state)}`));
        byId(`${name}-filters`).append(bar.element);
        return bar;
      });
    }

    filtered(name, query) {
      const state = filters.read(query);
      this.filterBar(name).show(state);
      const numbers = this.select(state);
      announce(count(numbers.length, "event"));
      return [numbers, state];
    }

    eventParts() {
      return this.part("event-parts", () => {
        const go = (address) => { location.hash = address; };
        const parts = {
          count: make("p", { class: "result" }),
          shows: make("nav", { class: "shows", "aria-label": "Show as" }),
          "": this.part("table", () => new Newsfold.EventTable(this.store, (sort, up) => this.replace(Newsfold.links.events({ ...this.state, sort, up })))),
          timeline: new Newsfold.Timeline(this.store, go),
          map: new Newsfold.World(this.store, go),
        };
        byId("events-body").append(make("div", { class: "result-row" }, parts.count, parts.shows), ...SHOWS.map(([show]) => parts[show].element));
        return parts;
      });
    }

    async events(query) {
      const [numbers, state] = this.filtered("events", query);
      const parts = this.eventParts();
      this.state = state;
      const show = SHOWS.some(([name]) => name === state.show) ? state.show : "";
      parts.count.textContent = numbers.length ? count(numbers.length, "event") : "No event passes these filters.";
      parts.shows.replaceChildren(...SHOWS.map(([name, label]) => make("a", { href: Newsfold.links.events({ ...state, show: name }), "aria-current": name === show ? "true" : null }, label)));
      for (const [name] of SHOWS) parts[name].element.hidden = name !== show;
      if (show === "") parts[""].show(numbers, state);
      else await parts[show].draw(numbers, state);
    }

    outlets(query) {
      const [numbers, state] = this.filtered("outlets", query);
      const outlets = this.part("outlets", () => {
        const made = new Newsfold.Outlets(this.store);
        byId("outlets-body").append(made.element);
        return made;
      });
      outlets.show(numbers, state);
    }

    claims(query) {
      const speakers = this.part("speakers", () => {
        const made = new Newsfold.Speakers(this.store, (address) => this.replace(address));
        byId("claims-body").append(made.element);
        return made;
      });
      speakers.show(query);
    }

    async event(id) {
      const number = this.store.eventNumbers.get(id);
      return number === undefined ? this.missing("event", id) : Newsfold.eventPage(this.store, number);
    }

    async claim(id) {
      const number = this.store.claimNumbers.get(id);
      return number === undefined ? this.missing("claim", id) : Newsfold.claimPage(this.store, number);
    }

    async article(id, query) {
      const number = this.store.articleNumbers.get(id);
      return number === undefined ? this.missing("article", id) : Newsfold.articlePage(this.store, number, query);
    }

    missing(kind, id) {
      return { title: "Not here", nodes: [make("h1", { tabindex: "-1" }, `This page does not hold that ${kind}`), make("p", {}, make("code", {}, Newsfold.text.shorten(id, 60)))] };
    }

    read({ title, nodes }) {
      byId("reading").replaceChildren(make("p", { class: "back" }, make("button", { type: "button", class: "plain-button", on: { click: () => history.back() } }, "← Back")),
        ...nodes.flat(Infinity).filter(Boolean));
      document.title = `Newsfold: ${title}`;
    }
  }

  const start = async () => {
    if (!("DecompressionStream" in globalThis)) {
      trouble("This browser is too old to unpack the data of this page; any of the last years can.");
      return;
    }
    const page = new Page(await Newsfold.openStore());
    history.scrollRestoration = "manual";
    addEventListener("scroll", () => page.remember(), { passive: true });
    addEventListener("hashchange", () => page.show(true).catch(failed));
    byId("skip").addEventListener("click", (event) => {
      event.preventDefault();
      byId("main").focus();
    });
    await page.show(true).catch(failed);
    document.documentElement.dataset.ready = "true";
  };

  start();
}
