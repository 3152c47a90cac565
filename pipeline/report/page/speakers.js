"use strict";
// Claims by speaker: who said how much, and what.
{
  const { make, growing, announce } = Newsfold.dom;
  const { count, number, plain, shorten } = Newsfold.text;
  const { readQuery, writeQuery } = Newsfold.filters;
  const STEP = 40;
  const NOBODY = "nobody named";

  const read = (query) => {
    const pairs = readQuery(query);
    return { q: pairs.get("q") || "", speaker: pairs.get("speaker") || "", disputed: pairs.get("disputed") === "1", acts: pairs.get("acts") === "1" };
  };

  const write = (state) => writeQuery([["q", state.q], ["speaker", state.speaker], ["disputed", state.disputed ? "1" : ""], ["acts", state.acts ? "1" : ""]]);

  const address = (state) => {
    const query = write(state);
    return `#/claims${query && `?${query}`}`;
  };

  /** The numbers of the claims that pass, in the order of the data: those that most independent sources tell first. */
  const select = (claims, state) => {
    const asked = plain(state.q).split(/\s+/).filter(Boolean);
    return claims.id.map((_, at) => at).filter((at) => {
      if (state.speaker && (claims.speaker[at] || NOBODY) !== state.speaker) return false;
      if (!state.acts && claims.act[at]) return false;
      if (state.disputed && claims.disputed[at].length + claims.disputedLeft[at] === 0) return false;
      if (asked.length === 0) return true;
      const text = plain(`${claims.speaker[at] || ""}\n${claims.content[at]}`);
      return asked.every((word) => text.includes(word));
    });
  };

  /** What a claim says, with a word before it where the speaker says that it is not so. */
  const wording = (claims, at, most) =>
    `${claims.stance[at] === "denied" ? "denied: " : ""}${shorten(claims.content[at], most)}`;

  /** A claim in a list: what was said, by whom, told by how many. */
  const claimItem = (store, claim) => {
    const { claims } = store;
    const disputes = claims.disputed[claim].length + claims.disputedLeft[claim];
    return make("li", { class: "claim" },
      make("blockquote", {}, make("a", { href: Newsfold.links.claim(store, claim) }, wording(claims, claim, 300))),
      make("span", { class: "byline" },
        make("strong", {}, claims.speaker[claim] || NOBODY), ` · ${claims.quotation[claim]} · ${count(claims.outlets[claim].length, "outlet")}`,
        claims.mentions[claim] > 1 ? ` · ${count(claims.mentions[claim], "telling")}` : "",
        disputes ? make("span", { class: "badge" }, `disputed by ${count(disputes, "claim")}`) : null));
  };

  class Speakers {
    /** ``change`` is told the address of a new state. */
    constructor(store, change) {
      this.store = store;
      this.change = change;
      this.search = make("input", { type: "search", name: "q", placeholder: "words or a speaker", autocomplete: "off" });
      this.disputed = make("input", { type: "checkbox", name: "disputed" });
      this.acts = make("input", { type: "checkbox", name: "acts" });
      this.form = make("form", { class: "filters", role: "search", "aria-label": "Filter claims", on: { submit: (event) => event.preventDefault(), input: () => this.changed() } },
        make("div", { class: "filter-row" },
          make("label", { class: "field" }, make("span", {}, "Search"), this.search),
          make("label", { class: "check" }, this.disputed, " disputed only"),
          make("label", { class: "check" }, this.acts, " acts and questions too"),
          make("a", { href: "#/claims" }, "All claims")));
      this.list = make("div", { class: "speaker-list" });
      this.claims = make("div", { class: "claim-list" });
      this.element = make("div", {}, this.form, make("div", { class: "speakers" },
        make("section", { "aria-label": "Speakers" }, make("h2", {}, "Speakers"), this.list), this.claims));
    }

    changed() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.change(address({ ...this.state, q: this.search.value, disputed: this.disputed.checked, acts: this.acts.checked })), 180);
    }

    show(query) {
      this.state = read(query);
      if (this.search !== document.activeElement) this.search.value = this.state.q;
      this.disputed.checked = this.state.disputed;
      this.acts.checked = this.state.acts;
      this.drawSpeakers();
      this.drawClaims();
    }

    drawSpeakers() {
      const { claims } = this.store;
      const speakers = Newsfold.filters.frequencies(select(claims, { ...this.state, speaker: "" }).map((at) => claims.speaker[at] || NOBODY));
      const most = Math.max(1, ...speakers.filter(([name]) => name !== NOBODY).slice(0, 1).map(([, total]) => total));
      this.list.replaceChildren(...growing("ol", { class: "bars" }, speakers, STEP, ([name, total]) => make("li", {},
        make("a", { href: address({ ...this.state, speaker: name }), "aria-current": name === this.state.speaker ? "true" : null, class: name === NOBODY ? "nobody" : null }, shorten(name, 60)),
        make("span", { class: "bar", share: name === NOBODY ? 0 : total / most }), make("span", { class: "bar-number" }, number(total)))));
    }

    drawClaims() {
      const found = select(this.store.claims, this.state);
      const title = this.state.speaker || "Everyone";
      announce(count(found.length, "claim"));
      this.claims.replaceChildren(
        make("h2", {}, shorten(title, 80), make("span", { class: "quiet" }, ` ${count(found.length, "claim")}`)),
        make("p", { class: "quiet" }, this.portrait(found)),
        ...growing("ol", { class: "claims" }, found, STEP, (claim) => claimItem(this.store, claim)));
    }

    /** Country and sector of the chosen speaker, where a claim tells them. */
    portrait(found) {
      const { claims } = this.store;
      if (!this.state.speaker) return "";
      const known = (column, show) => [...new Set(found.map((at) => column[at]).filter(Boolean))].slice(0, 3).map(show);
      const facts = [...known(claims.country, (code) => this.store.country(code)), ...known(claims.sector, (code) => Newsfold.text.SECTORS[code] || code)];
      return facts.join(" · ");
    }
  }

  Newsfold.claims = { NOBODY, wording, claimItem, read, select, address };
  Newsfold.Speakers = Speakers;
}
