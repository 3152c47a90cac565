"use strict";
// One article: its text as it was read, with the marks of the event or claim that the reader came from.
{
  const { make, growing } = Newsfold.dom;
  const { number, moment, count, shorten } = Newsfold.text;
  const { sentence, links } = Newsfold;
  const STEP = 15;

  /** The marks of an event's mentions or a claim's tellings in the article. */
  const marksOf = async (store, article, query) => {
    const event = store.eventNumbers.get(query.get("event"));
    const claim = store.claimNumbers.get(query.get("claim"));
    const here = (each) => each.article === article.number;
    if (event !== undefined) return (await store.mentions(event)).filter(here).flatMap(Newsfold.marks.ofMention);
    if (claim !== undefined) return (await store.tellings(claim)).filter(here).flatMap(Newsfold.marks.ofTelling);
    return [];
  };

  /** Spans of the text outside the body: menus, notices and the like, which were not read. */
  const asides = (article) => {
    if (article.body.length === 0) return [];
    const edges = [0, ...article.body.flat(), article.length];
    return edges.flatMap((start, at) => (at % 2 === 0 && edges[at + 1] > start ? [{ start, end: edges[at + 1], kind: "aside" }] : []));
  };

  const text = (article, marks, target) => article.pieces.map(([start, piece], at) => {
    const before = at === 0 ? start : start - (article.pieces[at - 1][0] + article.pieces[at - 1][1].length);
    return [
      before > 0 ? make("p", { class: "note" }, `${number(before)} characters are not in this page.`) : null,
      make("div", { class: "text", dir: "auto" }, sentence.marked(piece, start, [...asides(article), ...marks], target)),
    ];
  });

  const ending = (article) => {
    const [start, piece] = article.pieces.at(-1) || [0, ""];
    const left = article.length - start - piece.length;
    return left > 0 ? make("p", { class: "note" }, `${number(left)} more characters are not in this page.`) : null;
  };

  const origin = (store, query) => {
    const event = store.eventNumbers.get(query.get("event"));
    const claim = store.claimNumbers.get(query.get("claim"));
    if (event !== undefined) return make("p", { class: "ways" }, "Marked: ", make("a", { href: links.event(store, event) }, shorten(store.events.title[event], 90)));
    if (claim !== undefined) return make("p", { class: "ways" }, "Marked: ", make("a", { href: links.claim(store, claim) }, Newsfold.claims.wording(store.claims, claim, 90)));
    return null;
  };

  const eventList = (store, article) => (article.events.length === 0 ? null : make("section", { "aria-labelledby": "in-it" },
    make("h2", { id: "in-it" }, "Events in this article", make("span", { class: "quiet" }, ` ${number(article.events.length)}`)),
    growing("ul", { class: "stories" }, article.events, STEP, (event) => make("li", {},
      make("a", { class: "story", href: links.event(store, event) }, shorten(store.events.title[event], 120)),
      make("span", { class: "byline" }, `${count(store.events.outlets[event].length, "outlet")} `, make("a", { href: links.article(store, article.number, { event }) }, "mark it above"))))));

  const address = (article) => {
    const web = links.web(article.url);
    return web ? make("a", { href: web, rel: "noopener noreferrer nofollow", target: "_blank" }, shorten(web, 100)) : article.url || "";
  };

  Newsfold.articlePage = async (store, at, query) => {
    const article = await store.article(at);
    const marks = await marksOf(store, article, query);
    const target = query.has("at") ? Number(query.get("at")) : marks.length ? marks[0].start : undefined;
    return {
      title: shorten(article.title || article.outlet, 80),
      target: true,
      nodes: [
        make("p", { class: "kicker" }, article.outlet),
        make("h1", { tabindex: "-1", dir: "auto" }, article.title || "Article without a title"),
        Newsfold.facts([["Published", moment(article.published)], ["Address", address(article)], ["Language", article.language || ""], ["Record", make("code", {}, `article_id ${article.id}`)]]),
        origin(store, query), text(article, marks, target), ending(article), eventList(store, article),
      ],
    };
  };

  Newsfold.asides = asides;
}
