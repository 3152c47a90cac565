"use strict";
// Addresses: of the page's own views, and of articles, which anyone may have written.
{
  const WEB = /^https?:\/\/[^\s/?#]/i;

  /** The address if a browser may open it, else null: "javascript:" and its like are shown as text only. */
  const web = (url) => (url && WEB.test(url) ? url : null);

  const id = (text) => encodeURIComponent(text);

  const event = (store, number) => `#/event/${id(store.events.id[number])}`;

  const claim = (store, number) => `#/claim/${id(store.claims.id[number])}`;

  /** An article with the marks of an event or a claim in it, scrolled to an offset. */
  const article = (store, number, { event: of, claim: by, at } = {}) => {
    const query = Newsfold.filters.writeQuery([
      ["event", of === undefined ? "" : store.events.id[of]],
      ["claim", by === undefined ? "" : store.claims.id[by]],
      ["at", at === undefined ? "" : String(at)],
    ]);
    return `#/article/${id(store.articles[number])}${query && `?${query}`}`;
  };

  const events = (state) => {
    const query = Newsfold.filters.write({ ...Newsfold.filters.EMPTY, ...state });
    return `#/events${query && `?${query}`}`;
  };

  Newsfold.links = { web, event, claim, article, events };
}
