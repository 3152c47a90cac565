"use strict";
// One event: what its reports agree on, where outlets disagree, every report with its marks, the claims about it.
{
  const { make, growing } = Newsfold.dom;
  const { number, count, days, moment, words, plain, shorten } = Newsfold.text;
  const { sentence, links } = Newsfold;
  const STEP = 20;
  const VALUES = 6;
  const NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"];

  const facts = (entries) => make("dl", { class: "facts" }, entries.filter(([, shown]) => shown && shown.length !== 0)
    .map(([label, shown]) => make("div", {}, make("dt", {}, label), make("dd", {}, shown))));

  const people = (store, list) => make("ul", { class: "people" }, list.map(([name, country, sector, outlets]) =>
    make("li", {}, name, make("span", { class: "quiet" }, ` ${[store.standing(country, sector), count(outlets, "outlet")].filter(Boolean).join(" · ")}`))));

  const outletLinks = (store, event) => store.events.outlets[event].map((outlet, at) => [at ? ", " : "",
    make("a", { href: links.events({ outlet: store.outlets[outlet] }) }, store.outlets[outlet])]);

  const header = (store, at) => {
    const { events } = store;
    const where = store.placeOf(at);
    return [
      make("p", { class: "kicker" }, make("span", { class: `side ${Newsfold.charts.sideOf(events.type[at])}` }), Newsfold.kind(events, at), events.modality[at] === "asserted" ? "" : ` · ${events.modality[at]}`),
      make("h1", { tabindex: "-1", dir: "auto" }, events.title[at]),
      events.description[at] !== events.title[at] ? make("p", { class: "standfirst", dir: "auto" }, events.description[at]) : null,
      facts([
        ["When", days(events.from[at], events.to[at]) || "not known"],
        ["Where", where || "not known"],
        ["Reports", `${count(events.articles[at], "article")}, ${number(events.independent[at])} independent, ${count(events.mentions[at], "mention")}`],
        ["First and last report", events.firstAt[at] ? `${moment(events.firstAt[at])} – ${moment(events.lastAt[at])}` : ""],
        ["Outlets", outletLinks(store, at)],
        ["Record", make("code", {}, `event_id ${events.id[at]}`)],
      ]),
      events.actors[at].length + events.recipients[at].length ? facts([
        ["Who", events.actors[at].length ? people(store, events.actors[at]) : ""],
        ["To whom or what", events.recipients[at].length ? people(store, events.recipients[at]) : ""],
      ]) : null,
    ];
  };

  /** The fields on which outlets disagree, each with its values and their outlets. */
  const byField = (disagreements) => {
    const fields = new Map();
    for (const [field, given, outlets] of disagreements) {
      if (!fields.has(field)) fields.set(field, []);
      fields.get(field).push({ given, outlets });
    }
    return [...fields];
  };

  /** The words of a text with a space around each, so that whole words can be looked for. */
  const spaced = (text) => ` ${plain(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean).join(" ")} `;

  /** Whether a spaced text has a value in it, as it is or, for a small number, as a word. */
  const tells = (said, given) => {
    const spelled = /^\d{1,2}$/.test(given) && NUMBERS[Number(given)];
    const wanted = [spaced(given), spelled && ` ${spelled} `].filter((each) => each && each.trim());
    return wanted.some((each) => said.includes(each));
  };

  const dated = ({ from, to }) => (from === to ? from : `${from}/${to}`);

  const named = (mention, role, given) => mention.arguments.some((each) => each.role === role && each.name === given);

  /** Whether a report gives a value: by what was read from its mention, where the words need not be the value's. */
  const gives = ({ mention, words: said }, field, given) => {
    if (field === "date") return dated(mention) === given;
    if (field === "place") return [mention.place, mention.country].filter(Boolean).join(", ") === given;
    if (field === "time_of_day") return mention.time === given;
    return named(mention, field.toUpperCase(), given) || tells(said, given);
  };

  const quotes = (reports, field, given, outlets) => outlets
    .map((outlet) => reports.find((report) => report.article.outlet === outlet && gives(report, field, given)))
    .filter(Boolean);

  const disagreementCard = (store, reports, field, { given, outlets }) => {
    const names = outlets.map((outlet) => store.outlets[outlet]);
    const [quote] = quotes(reports, field, given, names);
    return make("li", { class: "card" },
      make("p", { class: "given", dir: "auto" }, store.value(field, given)),
      make("p", { class: "byline" }, `${count(names.length, "outlet")}: ${names.join(", ")}`),
      quote ? [sentence.ofMention(quote.article, quote.mention),
        make("p", { class: "ways" }, make("a", { href: links.article(store, quote.article.number, { event: quote.event, at: quote.mention.start }) }, `${quote.article.outlet}, in the article`))] : null);
  };

  const disagreements = (store, at, reports) => {
    const fields = byField(store.events.disagreements[at]);
    if (fields.length === 0) return null;
    return make("section", { "aria-labelledby": "disagree" }, make("h2", { id: "disagree" }, "Where outlets disagree"),
      fields.map(([field, values]) => [make("h3", {}, words(field)), growing("ul", { class: "cards" }, values, VALUES, (each) => disagreementCard(store, reports, field, each))]),
      store.events.disagreementsLeft[at] ? make("p", { class: "quiet" }, `${count(store.events.disagreementsLeft[at], "more value")} in the dataset, not in this page.`) : null);
  };

  /** The badges of a report: what sets it apart from the others. */
  const badges = (store, at, report, reports) => {
    const { article, mention } = report;
    const first = store.events.first[at].some((outlet) => store.outlets[outlet] === article.outlet) && article.published === reports[0].article.published;
    const original = reports.find((other) => other.article.group === article.group && other.article.number !== article.number);
    const copy = original && reports.indexOf(original) < reports.indexOf(report);
    const texts = [
      first && store.events.outlets[at].length > 1 && "first to report",
      copy && `copy of the text in ${original.article.outlet}`,
      mention.modality !== "asserted" && mention.modality,
      mention.from && (mention.from !== store.events.from[at] || mention.to !== store.events.to[at]) && `dated ${days(mention.from, mention.to)}`,
      mention.time && `at ${mention.time}`,
    ];
    return texts.filter(Boolean).map((text) => make("span", { class: "badge" }, text));
  };

  const reportItem = (store, at, reports) => (report) => make("li", { class: "report" },
    sentence.source(report.article), badges(store, at, report, reports),
    sentence.ofMention(report.article, report.mention),
    sentence.ways(store, report.article, { event: at, at: report.mention.start }));

  const reportList = (store, at, reports) => {
    const left = store.events.mentions[at] - reports.length;
    return make("section", { "aria-labelledby": "reports" }, make("h2", { id: "reports" }, "Every report"),
      sentence.legend(["trigger", "actor", "recipient", "place", "time", "instrument", "theme"]),
      growing("ol", { class: "reports" }, reports, STEP, reportItem(store, at, reports)),
      left > 0 ? make("p", { class: "note" }, `${count(left, "later mention")} in the dataset, not in this page.`) : null);
  };

  const claimList = (store, at) => {
    const claims = store.claimsByEvent.get(at) || [];
    if (claims.length === 0) return null;
    return make("section", { "aria-labelledby": "about" }, make("h2", { id: "about" }, "Claims about it"),
      growing("ol", { class: "claims" }, claims, STEP, (claim) => Newsfold.claims.claimItem(store, claim)),
      store.leftOut.claims ? make("p", { class: "quiet" }, "Claims that this page does not hold are missing here.") : null);
  };

  /** The mentions of an event with their articles and the words of their sentences. */
  const load = async (store, at) => Promise.all((await store.mentions(at)).map(async (mention) => {
    const article = await store.article(mention.article);
    const [, said] = Newsfold.marks.cut(article.pieces, ...Newsfold.marks.passage(mention.start, mention.end, mention.sentenceStart, mention.sentenceEnd));
    return { event: at, mention, article, words: spaced(said) };
  }));

  const eventPage = async (store, at) => {
    const reports = await load(store, at);
    return { title: shorten(store.events.title[at], 80), nodes: [...header(store, at), disagreements(store, at, reports), reportList(store, at, reports), claimList(store, at)] };
  };

  Newsfold.eventPage = eventPage;
  Newsfold.facts = facts;
  Newsfold.disagreements = { byField, spaced, tells, gives };
}
