"use strict";
// Making elements. Text only ever becomes text: nothing here or elsewhere reads HTML from the data.
{
  const set = (element, name, value) => {
    if (value === null || value === undefined || value === false) return;
    if (name === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (name === "share") element.style.setProperty("--share", String(value));
    else element.setAttribute(name, value === true ? "" : String(value));
  };

  /** An element with attributes, listeners (``on``) and children; strings become text. */
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) set(element, name, value);
    element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
    return element;
  };

  const announce = (message) => { document.getElementById("status").textContent = message; };

  /** A list that shows ``step`` items at a time, with a button for more. */
  const growing = (tag, attributes, items, step, render) => {
    const list = make(tag, attributes);
    const more = make("button", { type: "button", class: "more" });
    let shown = 0;
    const grow = (focus) => {
      const fresh = items.slice(shown, shown + step).map(render);
      list.append(...fresh);
      shown += fresh.length;
      more.hidden = shown >= items.length;
      more.textContent = `Show ${Math.min(step, items.length - shown)} more${items.length - shown > step ? ` of ${Newsfold.text.number(items.length - shown)}` : ""}`;
      const target = focus && fresh[0] && fresh[0].querySelector("a, button");
      if (target) target.focus();
    };
    more.addEventListener("click", () => grow(true));
    grow(false);
    return [list, more];
  };

  Newsfold.dom = { make, announce, growing };
}
