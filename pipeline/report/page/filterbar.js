"use strict";
// The filters: a form whose values are the address, so that a view can be linked to and gone back to.
{
  const { make } = Newsfold.dom;
  const { number, words } = Newsfold.text;
  const PAUSE = 180;

  const field = (label, control) => make("label", { class: "field" }, make("span", {}, label), control);

  const option = (value, label) => make("option", { value }, label);

  class FilterBar {
    /** ``change`` is told the new state. */
    constructor(store, choices, change) {
      this.store = store;
      this.change = change;
      this.controls = this.makeControls(choices);
      this.state = Newsfold.filters.EMPTY;
      this.reset = make("button", { type: "button", class: "plain-button", on: { click: () => change({ ...Newsfold.filters.EMPTY, show: this.state.show }) } }, "Clear all filters");
      this.place = make("button", { type: "button", class: "chip", on: { click: () => change({ ...this.state, place: "" }) } });
      const { q, type, country, outlet } = this.controls;
      this.element = make("form", { class: "filters", role: "search", "aria-label": "Filter events", on: { submit: (event) => event.preventDefault() } },
        make("div", { class: "filter-row" }, field("Search", q), field("Type", type), field("Country", country), field("Outlet", outlet)),
        this.rest());
      this.element.addEventListener("input", (event) => this.changed(event));
    }

    /** What is asked for less often: folded on a small screen. */
    rest() {
      const { from, to, least, most, disagree, general, sayings } = this.controls;
      return make("details", { class: "rest", open: matchMedia("(min-width: 50rem)").matches }, make("summary", {}, "Dates, reports and more"),
        make("div", { class: "filter-row" }, field("From", from), field("To", to), field("Independent reports, least", least), field("and most", most),
          make("label", { class: "check" }, disagree, " outlets disagree"), make("label", { class: "check" }, general, " habits, states and kinds too"), make("label", { class: "check" }, sayings, " acts of saying too"), this.place, this.reset));
    }

    makeControls(choices) {
      const select = (name, entries, label) => make("select", { name }, option("", "all"), entries.map(([value, count]) => option(value, `${label(value)} (${number(count)})`)));
      const input = (name, type, rest = {}) => make("input", { name, type, ...rest });
      return {
        q: input("q", "search", { placeholder: "words in title, text, people, places", autocomplete: "off" }),
        type: select("type", choices.type, words),
        country: select("country", choices.country, (code) => (code === "none" ? "no country" : this.store.country(code))),
        outlet: select("outlet", choices.outlet, (name) => Newsfold.text.shorten(name, 40)),
        from: input("from", "date"),
        to: input("to", "date"),
        least: input("least", "number", { min: 1, max: 999999, inputmode: "numeric" }),
        most: input("most", "number", { min: 1, max: 999999, inputmode: "numeric" }),
        disagree: input("disagree", "checkbox"),
        general: input("general", "checkbox"),
        sayings: input("sayings", "checkbox"),
      };
    }

    changed(event) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.change(this.read()), event.target.type === "search" ? PAUSE : 0);
    }

    read() {
      const state = { ...this.state };
      for (const [name, control] of Object.entries(this.controls)) {
        state[name] = control.type === "checkbox" ? control.checked : control.value;
      }
      return state;
    }

    /** Show a state; a control that is being typed in keeps what is typed. */
    show(state) {
      this.state = state;
      for (const [name, control] of Object.entries(this.controls)) {
        if (control.type === "checkbox") control.checked = state[name];
        else if (control !== document.activeElement) this.setValue(control, state[name]);
      }
      this.place.hidden = !state.place;
      this.place.textContent = `Place: ${state.place} ×`;
      this.place.setAttribute("aria-label", `Any place, not only ${state.place}`);
    }

    setValue(control, value) {
      if (control.tagName === "SELECT" && value && ![...control.options].some((each) => each.value === value)) {
        control.append(option(value, value)); // from a link to a page of other data
      }
      control.value = value;
    }
  }

  Newsfold.FilterBar = FilterBar;
}
