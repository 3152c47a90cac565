"use strict";
// One claim: who said it, what disputes it, every telling with its marks, the events it is about.
{
  const { make, growing } = Newsfold.dom;
  const { count, number, moment } = Newsfold.text;
  const { sentence, links } = Newsfold;
  const STEP = 20;

  const header = (store, at) => {
    const { claims } = store;
    const { NOBODY, wording } = Newsfold.claims;
    const speaker = claims.speaker[at] || NOBODY;
    return [
      make("p", { class: "kicker" }, `Claim · ${claims.quotation[at]}`),
      make("h1", { tabindex: "-1", class: "quote", dir: "auto" }, wording(claims, at, 600)),
      Newsfold.facts([
        ["Who said it", make("a", { href: Newsfold.claims.address({ q: "", speaker, disputed: false }) }, speaker)],
        ["Country and sector", store.standing(claims.country[at], claims.sector[at])],
        ["Told by", `${count(claims.articles[at], "article")}, ${number(claims.independent[at])} independent: ${claims.outlets[at].map((outlet) => store.outlets[outlet]).join(", ")}`],
        ["First and last told", claims.firstAt[at] ? `${moment(claims.firstAt[at])} – ${moment(claims.lastAt[at])}` : ""],
        ["Record", make("code", {}, `claim_id ${claims.id[at]}`)],
      ]),
    ];
  };

  const disputes = (store, at) => {
    const { claims } = store;
    const { NOBODY, wording } = Newsfold.claims;
    if (claims.disputed[at].length + claims.disputedLeft[at] === 0) return null;
    const card = (claim, label) => make("li", { class: "card" }, make("p", { class: "byline" }, label),
      make("p", { class: "given quote", dir: "auto" }, claim === at ? wording(claims, claim, 300) : make("a", { href: links.claim(store, claim) }, wording(claims, claim, 300))),
      make("p", { class: "byline" }, `${claims.speaker[claim] || NOBODY}, ${count(claims.outlets[claim].length, "outlet")}`));
    return make("section", { "aria-labelledby": "disputes" }, make("h2", { id: "disputes" }, "Disputed by"),
      make("ul", { class: "cards" }, card(at, "this claim"), claims.disputed[at].map((claim) => card(claim, "disputes it"))),
      claims.disputedLeft[at] ? make("p", { class: "quiet" }, `${count(claims.disputedLeft[at], "more claim")} in the dataset, not in this page.`) : null);
  };

  const tellingList = (store, at, tellings) => {
    const left = store.claims.mentions[at] - tellings.length;
    return make("section", { "aria-labelledby": "tellings" }, make("h2", { id: "tellings" }, "Every telling"),
      sentence.legend(["source", "cue", "content"]),
      growing("ol", { class: "reports" }, tellings, STEP, ({ article, telling }) => make("li", { class: "report" },
        sentence.source(article), make("span", { class: "badge" }, telling.quotation),
        telling.stance === "denied" ? make("span", { class: "badge" }, "denied") : null,
        sentence.ofTelling(article, telling),
        sentence.ways(store, article, { claim: at, at: (telling.content[0] || [telling.sentenceStart])[0] }))),
      left > 0 ? make("p", { class: "note" }, `${count(left, "later telling")} in the dataset, not in this page.`) : null);
  };

  const eventList = (store, at) => {
    const { claims, events } = store;
    if (claims.events[at].length + claims.eventsLeft[at] === 0) return null;
    return make("section", { "aria-labelledby": "of" }, make("h2", { id: "of" }, "Events it is about"),
      growing("ul", { class: "stories" }, claims.events[at], STEP, (event) => make("li", {}, make("a", { class: "story", href: links.event(store, event) }, events.title[event]),
        make("span", { class: "byline" }, `${count(events.outlets[event].length, "outlet")} · ${Newsfold.text.days(events.from[event], events.to[event]) || "no date"}`))),
      claims.eventsLeft[at] ? make("p", { class: "quiet" }, `${count(claims.eventsLeft[at], "more event")} in the dataset, not in this page.`) : null);
  };

  Newsfold.claimPage = async (store, at) => {
    const tellings = await Promise.all((await store.tellings(at)).map(async (telling) => ({ telling, article: await store.article(telling.article) })));
    return { title: Newsfold.claims.wording(store.claims, at, 80), nodes: [...header(store, at), disputes(store, at), tellingList(store, at, tellings), eventList(store, at)] };
  };
}
