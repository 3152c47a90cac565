"use strict";
// What all charts share: colours from the style sheet, size from their box, and a redraw when either changes.
{
  const { make } = Newsfold.dom;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const living = new Set();

  const COOPERATION = ["AGREE", "AID", "CONCEDE", "CONSULT", "COOPERATE", "RETREAT", "SUPPORT"];

  /** PLOVER's halves: what an event of a type is, for its colour. */
  const sideOf = (type) => {
    if (type === "OTHER") return "other";
    return COOPERATION.includes(type) ? "cooperation" : "conflict";
  };

  const colours = () => {
    const style = getComputedStyle(document.documentElement);
    const read = (name) => style.getPropertyValue(`--${name}`).trim();
    const names = ["ink", "muted", "line", "panel", "accent", "land", "sea", "border", "cooperation", "conflict", "other", "single"];
    return Object.fromEntries(names.map((name) => [name, read(name)]));
  };

  /** Text for the library, which would read braces as instructions of style. */
  const literal = (text) => text.replaceAll("{", "{\u200b");

  /** Lines of a tooltip; the library draws them on its canvas, so that they cannot be HTML. */
  const tooltip = (palette, formatter) => ({
    renderMode: "richText",
    confine: true,
    backgroundColor: palette.panel,
    borderColor: palette.line,
    textStyle: { color: palette.ink, fontSize: 13 },
    formatter: (item) => formatter(item).map(literal).join("\n"),
  });

  /** A drawing in a box: ``option(colours)`` says what, ``on`` what a click does. */
  class Chart {
    constructor(label, height) {
      this.canvas = make("div", { class: "chart", role: "img", "aria-label": label });
      this.canvas.style.height = height;
      this.option = null;
      this.chart = null;
      this.listeners = [];
      new ResizeObserver(() => this.fit()).observe(this.canvas);
      living.add(this);
    }

    on(event, query, listener) {
      this.listeners.push([event, query, listener]);
    }

    show(option) {
      this.option = option;
      this.fit();
      this.redraw();
    }

    fit() {
      if (!this.option || this.canvas.clientWidth === 0) return;
      if (this.chart) this.chart.resize();
      else {
        this.chart = echarts.init(this.canvas, null, { renderer: "canvas" });
        for (const [event, query, listener] of this.listeners) this.chart.on(event, query, listener);
        this.redraw();
      }
    }

    redraw() {
      if (!this.chart || !this.option) return;
      this.chart.setOption({ animation: !still.matches, animationDuration: 300, ...this.option(colours()) }, true);
    }
  }

  const redrawAll = () => { for (const chart of living) { chart.fit(); chart.redraw(); } };
  dark.addEventListener("change", redrawAll);
  addEventListener("beforeprint", redrawAll);
  addEventListener("afterprint", redrawAll);

  Newsfold.charts = { Chart, tooltip, sideOf };
}
