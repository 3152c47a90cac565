"use strict";
// The timeline: a bubble for each event, its size the number of outlets, over bars of how many events there were.
{
  const { make } = Newsfold.dom;
  const { number, count, days, words, wrap } = Newsfold.text;
  const { isoDay, datable, bars, coverage } = Newsfold.bins;
  const MOST_BUBBLES = 2000;
  const UNITS = { day: "day", week: "week", month: "month", year: "year" };
  const DAY_MS = 86400000;

  /** A place within a lane that is the same each time, so that bubbles of one day do not hide each other. */
  const spread = (at) => ((at * 0.618034) % 1) * 0.7 - 0.35;

  const radius = (outlets) => 5 + 5 * Math.sqrt(outlets - 1);

  class Timeline {
    constructor(store, go) {
      this.store = store;
      this.chart = new Newsfold.charts.Chart("Timeline of events; the table below it says the same", "27rem");
      this.chart.on("click", "series", (item) => {
        if (item.data.event !== undefined) go(Newsfold.links.event(store, item.data.event));
        else go(Newsfold.links.events({ ...this.state, from: isoDay(item.data.start), to: isoDay(item.data.end) }));
      });
      this.everything = make("input", { type: "checkbox", on: { change: () => this.draw(this.numbers, this.state) } });
      this.note = make("p", { class: "quiet" });
      this.table = make("details", { class: "as-table" }, make("summary", {}, "The bars as a table"));
      this.table.addEventListener("toggle", () => this.fillTable());
      this.element = make("div", { class: "timeline" }, this.legend(), this.chart.canvas,
        make("div", { class: "chart-foot" }, this.note,
          make("label", { class: "check" }, this.everything, " also dates long before or after the reports")),
        this.table);
    }

    legend() {
      const key = (kind, label) => make("span", {}, make("span", { class: `key ${kind}` }), label);
      return make("p", { class: "legend", "aria-hidden": "true" },
        key("round conflict", "conflict"), key("round cooperation", "cooperation"), key("round other", "other"),
        key("several", "several independent sources"), key("single", "one source"));
    }

    draw(numbers, state) {
      const { events } = this.store;
      this.numbers = numbers;
      this.state = state;
      this.found = datable(events, numbers, this.everything.checked ? null : coverage(events));
      this.bars = bars(events, this.found.shown);
      const bubbles = this.found.shown.map(({ at, day }) => ({ at, day }))
        .sort((a, b) => events.outlets[b.at].length - events.outlets[a.at].length || a.at - b.at).slice(0, MOST_BUBBLES);
      this.explain(bubbles.length);
      this.chart.show((palette) => this.option(palette, bubbles));
      this.fillTable();
    }

    explain(drawn) {
      const { shown, undated, vague, outside } = this.found;
      const left = [
        drawn < shown.length && `${number(shown.length - drawn)} more are in the bars only`,
        undated && `${number(undated)} without a date`,
        vague && `${number(vague)} known only to more than a month`,
        outside && `${number(outside)} long before or after the reports`,
      ].filter(Boolean);
      this.note.textContent = `${count(drawn, "event")} drawn, larger for more outlets.` +
        (left.length ? ` Not drawn: ${left.join(", ")}.` : "");
    }

    lanes() {
      return Newsfold.filters.frequencies(this.found.shown.map(({ at }) => this.store.events.type[at]))
        .map(([type]) => type).reverse();
    }

    option(palette, bubbles) {
      const lanes = this.lanes();
      const axis = { axisLine: { lineStyle: { color: palette.line } }, axisLabel: { color: palette.muted }, splitLine: { lineStyle: { color: palette.line } } };
      const span = this.bars.bars.length ? { min: this.bars.bars[0].start * DAY_MS, max: (this.bars.bars.at(-1).end + 1) * DAY_MS } : {};
      const time = { ...axis, type: "time", ...span, splitLine: { show: false } };
      const left = 86;
      return {
        grid: [{ left, right: 16, top: 8, height: "56%" }, { left, right: 16, top: "66%", bottom: 56 }],
        xAxis: [{ ...time, gridIndex: 0, axisLine: { show: false }, axisLabel: { show: false }, axisTick: { show: false } }, { ...time, gridIndex: 1 }],
        yAxis: [
          { ...axis, gridIndex: 0, type: "value", min: -0.6, max: Math.max(lanes.length - 0.4, 0.6), interval: 1, axisTick: { show: false }, axisLine: { show: false }, axisLabel: { show: false }, splitLine: { show: false } },
          { ...axis, gridIndex: 1, type: "value", minInterval: 1, splitNumber: 3 },
        ],
        // A slider over no days would ask for the name of a day that is none.
        dataZoom: lanes.length === 0 ? [] : [{ type: "slider", showDataShadow: false, xAxisIndex: [0, 1], bottom: 8, height: 18, borderColor: palette.line, textStyle: { color: palette.muted }, labelFormatter: (value) => days(new Date(value).toISOString().slice(0, 10)) }],
        tooltip: Newsfold.charts.tooltip(palette, (item) => this.hint(item)),
        series: [this.bubbles(palette, bubbles, lanes), this.laneNames(palette, lanes, span), ...this.barSeries(palette)],
      };
    }

    bubbles(palette, bubbles, lanes) {
      const { events } = this.store;
      const fine = (at, day) => (day + 0.5) * DAY_MS;
      return {
        type: "scatter", xAxisIndex: 0, yAxisIndex: 0,
        data: bubbles.map(({ at, day }) => ({
          event: at, value: [fine(at, day), lanes.indexOf(events.type[at]) + spread(at)], symbolSize: radius(events.outlets[at].length),
          itemStyle: { color: palette[Newsfold.charts.sideOf(events.type[at])], opacity: events.outlets[at].length > 1 ? 0.8 : 0.45, borderColor: palette.panel, borderWidth: 1 },
        })),
      };
    }

    /** The names of the lanes: an axis of values has no room for names, and one of names none for a spread. */
    laneNames(palette, lanes, span) {
      return {
        type: "scatter", xAxisIndex: 0, yAxisIndex: 0, symbolSize: 0, silent: true, clip: false, tooltip: { show: false },
        data: span.min === undefined ? [] : lanes.map((type, lane) => ({ value: [span.min, lane], name: words(type) })),
        label: { show: true, position: "left", distance: 6, color: palette.muted, fontSize: 12, formatter: (item) => item.name },
      };
    }

    barSeries(palette) {
      return [["several", "accent"], ["single", "single"]].map(([kind, colour]) => ({
        type: "bar", stack: "events", xAxisIndex: 1, yAxisIndex: 1, barMaxWidth: 28, barMinWidth: 1, itemStyle: { color: palette[colour] },
        data: this.bars.bars.map((bar) => ({ ...bar, value: [((bar.start + bar.end + 1) / 2) * DAY_MS, bar[kind]] })),
      }));
    }

    hint({ data }) {
      if (data.event === undefined) {
        return [days(isoDay(data.start), isoDay(data.end)), `${count(data.several, "event")} of several independent sources`, `${count(data.single, "event")} of one`];
      }
      const { events } = this.store;
      const at = data.event;
      return [...wrap(events.title[at], 44, 3), `${days(events.from[at], events.to[at])} · ${words(events.type[at])}`, `${count(events.outlets[at].length, "outlet")}, ${count(events.independent[at], "independent report")}`];
    }

    fillTable() {
      if (!this.table.open || !this.bars) return;
      const rows = this.bars.bars.filter((bar) => bar.several + bar.single > 0).map((bar) => make("tr", {},
        make("th", { scope: "row" }, make("a", { href: Newsfold.links.events({ ...this.state, from: isoDay(bar.start), to: isoDay(bar.end) }) }, days(isoDay(bar.start), isoDay(bar.end)))),
        make("td", {}, number(bar.several)), make("td", {}, number(bar.single))));
      this.table.replaceChildren(this.table.firstElementChild, make("table", { class: "plain" },
        make("thead", {}, make("tr", {}, make("th", { scope: "col" }, UNITS[this.bars.unit]), make("th", { scope: "col" }, "several independent sources"), make("th", { scope: "col" }, "one source"))),
        make("tbody", {}, rows)));
    }
  }

  Newsfold.Timeline = Timeline;
}
