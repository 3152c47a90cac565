"use strict";
// A passage of an article with its marks in place.
{
  const { make } = Newsfold.dom;
  const { tree, cut } = Newsfold.marks;
  const CLAIM_PASSAGE = 1500;

  const node = (part, target) => {
    if (typeof part === "string") return part;
    const { kind, label, start } = part.mark;
    const element = make(kind === "aside" ? "span" : "mark", { class: `m-${kind}`, "data-label": label || null }, part.children.map((child) => node(child, target)));
    if (target !== undefined && start === target && kind !== "aside") element.classList.add("target");
    return element;
  };

  /** Elements of a text that starts at an offset, marked; the mark that starts at ``target`` is made to stand out. */
  const marked = (text, base, marks, target) => tree(text, base, marks).map((part) => node(part, target));

  /** A passage of an article as a paragraph; where the page does not hold the words, it says so. */
  const passage = (article, [from, to], marks) => {
    const [base, text] = cut(article.pieces, from, to);
    if (!text) return make("p", { class: "quiet" }, "This page does not hold the words; the dataset articles does.");
    return make("p", { class: "passage", dir: "auto" }, marked(text, base, marks));
  };

  const ofMention = (article, mention) =>
    passage(article, Newsfold.marks.passage(mention.start, mention.end, mention.sentenceStart, mention.sentenceEnd), Newsfold.marks.ofMention(mention));

  const ofTelling = (article, telling) => {
    const marks = Newsfold.marks.ofTelling(telling);
    const from = Math.min(telling.sentenceStart, ...marks.map((mark) => mark.start));
    const to = Math.max(telling.sentenceEnd, ...marks.map((mark) => mark.end));
    return passage(article, [from, Math.min(to, from + CLAIM_PASSAGE)], marks);
  };

  /** Who published an article, when and under which title. */
  const source = (article) => make("div", { class: "source" },
    make("strong", {}, article.outlet), ` · ${Newsfold.text.moment(article.published)}`,
    article.title ? make("cite", { dir: "auto" }, article.title) : null);

  const legend = (kinds) => make("p", { class: "legend", "aria-hidden": "true" }, kinds.map((kind) => make("mark", { class: `m-${kind}` }, kind === "trigger" ? "event" : kind)));

  /** How an article is read at a report: as a whole in this page, and where it was published. */
  const ways = (store, article, marks) => {
    const web = Newsfold.links.web(article.url);
    return make("p", { class: "ways" },
      make("a", { href: Newsfold.links.article(store, article.number, marks) }, "Read it in the article"),
      web ? make("a", { href: web, rel: "noopener noreferrer nofollow", target: "_blank" }, "Where it was published ↗") : null);
  };

  Newsfold.sentence = { marked, ofMention, ofTelling, source, legend, ways };
}
