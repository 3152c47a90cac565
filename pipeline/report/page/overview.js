"use strict";
// The front page: its numbers and headlines stand in the document; this adds timeline, map and disagreements.
{
  const { make } = Newsfold.dom;
  const { days, words, count } = Newsfold.text;
  const MOST = 6;
  const VALUES = 4;

  /** The events with most outlets among those on which outlets disagree. */
  const contested = (events, numbers) => numbers.filter((at) => events.disagreements[at].length > 0)
    .sort((a, b) => events.outlets[b].length - events.outlets[a].length || a - b).slice(0, MOST);

  const card = (store, at) => {
    const { events } = store;
    const [[field, values]] = Newsfold.disagreements.byField(events.disagreements[at]);
    return make("li", { class: "card" },
      make("p", { class: "kicker" }, words(field)),
      make("p", { class: "versus" }, values.slice(0, VALUES).map(({ given, outlets }) => make("span", {}, make("b", { dir: "auto" }, store.value(field, given)), make("small", {}, count(outlets.length, "outlet"))))),
      make("a", { class: "story", href: Newsfold.links.event(store, at) }, events.title[at]),
      make("span", { class: "byline" }, [days(events.from[at], events.to[at]), store.placeOf(at)].filter(Boolean).join(" · ")));
  };

  const drawOverview = (store, numbers, go) => {
    const timeline = new Newsfold.Timeline(store, go);
    const world = new Newsfold.World(store, go);
    document.getElementById("overview-timeline").append(timeline.element);
    document.getElementById("overview-map").append(world.element);
    const found = contested(store.events, numbers);
    document.getElementById("overview-disagreements").append(found.length
      ? make("ul", { class: "cards" }, found.map((at) => card(store, at)))
      : make("p", { class: "quiet" }, "On no event."));
    timeline.draw(numbers, Newsfold.filters.EMPTY);
    return world.draw(numbers, Newsfold.filters.EMPTY);
  };

  Newsfold.contested = contested;
  Newsfold.drawOverview = drawOverview;
}
