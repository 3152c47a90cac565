"use strict";
// The data as the page uses it. The places of the values in a chunk's records are those of content.py.
{
  /** The number of the last chunk that starts at or before an item. */
  const chunkOf = (starts, item) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= item) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  const argument = ([role, frameRole, start, end, name, country, sector]) =>
    ({ role, frameRole, start, end, name, country, sector });

  const mention = ([article, start, end, sentenceStart, sentenceEnd, args, dateText, from, to, time, placeText, place,
    country, modality, confidence]) => ({
    article, start, end, sentenceStart, sentenceEnd, arguments: args.map(argument), dateText, from, to, time,
    placeText, place, country, modality, confidence,
  });

  const telling = ([article, source, cue, content, sentenceStart, sentenceEnd, quotation, stance, speaker, confidence]) =>
    ({ article, source, cue, content, sentenceStart, sentenceEnd, quotation, stance, speaker, confidence });

  const numbersById = (ids) => new Map(ids.map((id, number) => [id, number]));

  const claimsByEvent = (claims) => {
    const found = new Map();
    claims.events.forEach((events, claim) => {
      for (const event of events) {
        if (!found.has(event)) found.set(event, []);
        found.get(event).push(claim);
      }
    });
    return found;
  };

  class Store {
    constructor(core) {
      Object.assign(this, core);
      this.count = core.events.id.length;
      this.eventNumbers = numbersById(core.events.id);
      this.claimNumbers = numbersById(core.claims.id);
      this.articleNumbers = numbersById(core.articles);
      this.claimsByEvent = claimsByEvent(core.claims);
    }

    async item(kind, number) {
      const starts = this.starts[kind];
      const chunk = chunkOf(starts, number);
      return (await Newsfold.unpack(`${kind}-${chunk}`))[number - starts[chunk]];
    }

    /** The mentions of an event, earliest first. */
    async mentions(event) {
      return (await this.item("event", event)).map(mention);
    }

    /** The tellings of a claim, earliest first. */
    async tellings(claim) {
      return (await this.item("claim", claim)).map(telling);
    }

    /** An article with its outlet and the parts of its text that the page holds. */
    async article(number) {
      const article = await this.item("article", number);
      return { ...article, number, id: this.articles[number], outlet: this.outlets[this.articleOutlets[number]] };
    }

    country(code) {
      return code ? this.countries[code] || code : "";
    }

    /** Country and sector of someone, as words. */
    standing(country, sector) {
      return [this.country(country), sector ? Newsfold.text.SECTORS[sector] || sector : ""].filter(Boolean).join(", ");
    }

    /** A value on which outlets disagree, as a reader says it. */
    value(field, given) {
      if (field !== "place") return Newsfold.text.value(given);
      return given.replace(/(^|, )([A-Z]{3})$/, (_, before, code) => before + this.country(code));
    }

    /** The place of an event as a reader says it. */
    placeOf(event) {
      const place = this.events.place[event];
      const country = this.country(this.events.country[event]);
      return place && place !== country ? [place, country].filter(Boolean).join(", ") : country;
    }
  }

  /** What kind an event is: its type and its frame; the frame alone where the type says nothing. */
  Newsfold.kind = (events, at) => {
    const { words } = Newsfold.text;
    if (!events.frame[at]) return words(events.type[at]);
    return events.type[at] === "OTHER" ? words(events.frame[at]) : `${words(events.type[at])} · ${words(events.frame[at])}`;
  };

  Newsfold.chunkOf = chunkOf;
  Newsfold.openStore = async () => new Store(await Newsfold.unpack("core"));
}
