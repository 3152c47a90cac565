"use strict";
// The map of places: a circle for each place, its size the number of outlets that report events there.
{
  const { make } = Newsfold.dom;
  const { count, wrap } = Newsfold.text;
  const ANTARCTICA = "010";
  const LISTED = 12;

  /** Points without a leap over the 180th meridian, which would be drawn across the whole map. */
  const unbroken = (points) => {
    let [before, turn] = [points[0][0], 0];
    return points.map(([x, y]) => {
      if (Math.abs(x - before) > 180) turn += x > before ? -360 : 360;
      before = x;
      return [x + turn, y];
    });
  };

  /** GeoJSON from TopoJSON: arcs are runs of differences, shared between neighbours, backwards where negative. */
  const outlines = (topology) => {
    const { scale, translate } = topology.transform;
    const arcs = topology.arcs.map((arc) => {
      let [x, y] = [0, 0];
      return arc.map(([dx, dy]) => {
        x += dx;
        y += dy;
        return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
      });
    });
    const ring = (numbers) => unbroken(numbers.flatMap((at, position) => {
      const points = at < 0 ? [...arcs[~at]].reverse() : arcs[at];
      return position === 0 ? points : points.slice(1);
    }));
    const shape = ({ type, arcs: parts }) =>
      ({ type, coordinates: type === "Polygon" ? parts.map(ring) : parts.map((polygon) => polygon.map(ring)) });
    const features = topology.objects.countries.geometries.filter((each) => each.id !== ANTARCTICA)
      .map((each) => ({ type: "Feature", properties: { name: each.properties.name }, geometry: shape(each) }));
    return { type: "FeatureCollection", features };
  };

  /** The places of events with their events and outlets, those with most outlets first. */
  const places = (events, numbers) => {
    const found = new Map();
    for (const at of numbers) {
      if (events.latitude[at] === null || events.longitude[at] === null) continue;
      const key = `${events.latitude[at]},${events.longitude[at]}`;
      if (!found.has(key)) found.set(key, { at, events: 0, outlets: new Set(), latitude: events.latitude[at], longitude: events.longitude[at] });
      const place = found.get(key);
      place.events += 1;
      for (const outlet of events.outlets[at]) place.outlets.add(outlet);
    }
    return [...found.values()].sort((a, b) => b.outlets.size - a.outlets.size || b.events - a.events || a.at - b.at);
  };

  /** The middle of the places and how far to zoom in on them, for a map of the whole world's width. */
  const view = (found) => {
    if (found.length === 0) return { center: [10, 20], zoom: 1 };
    const range = (values) => [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
    const [west, east] = range(found.map((place) => place.longitude));
    const [south, north] = range(found.map((place) => place.latitude));
    const zoom = Math.min(360 / (east - west + 24), 150 / (north - south + 16));
    return { center: [(west + east) / 2, (south + north) / 2], zoom: Math.max(1, Math.min(6, zoom)) };
  };

  let registered = null;
  const register = () => {
    registered = registered || Newsfold.unpack("land").then((topology) => echarts.registerMap("world", outlines(topology)));
    return registered;
  };

  class World {
    constructor(store, go) {
      this.store = store;
      this.chart = new Newsfold.charts.Chart("Map of the places of events; the list below it says the same", "23rem");
      this.chart.on("click", "series", (item) => go(this.address(item.data.place)));
      this.note = make("p", { class: "quiet" });
      this.list = make("div", {});
      this.element = make("div", { class: "world" }, this.chart.canvas, this.note, this.list);
    }

    address(place) {
      const { events } = this.store;
      const named = events.place[place.at] ? { place: events.place[place.at] } : {};
      return Newsfold.links.events({ ...this.state, country: events.country[place.at] || "none", ...named });
    }

    async draw(numbers, state) {
      this.state = state;
      const found = places(this.store.events, numbers);
      const missing = numbers.length - found.reduce((sum, place) => sum + place.events, 0);
      this.note.textContent = `${count(found.length, "place")}, larger for more outlets.` +
        (missing ? ` ${count(missing, "event")} without a place that is known.` : "");
      this.list.replaceChildren(...Newsfold.dom.growing("ol", { class: "places", "aria-label": "Places" }, found, LISTED, (place) => this.line(place)));
      await register();
      this.chart.show((palette) => this.option(palette, found));
    }

    line(place) {
      return make("li", {}, make("a", { href: this.address(place) }, this.store.placeOf(place.at)),
        make("span", { class: "quiet" }, ` ${count(place.events, "event")}, ${count(place.outlets.size, "outlet")}`));
    }

    option(palette, found) {
      return {
        tooltip: Newsfold.charts.tooltip(palette, ({ data }) => [...wrap(this.store.placeOf(data.place.at), 40, 2), `${count(data.place.events, "event")} reported by ${count(data.place.outlets.size, "outlet")}`]),
        geo: {
          map: "world", roam: true, scaleLimit: { min: 1, max: 40 }, silent: true, ...view(found),
          itemStyle: { areaColor: palette.land, borderColor: palette.border, borderWidth: 0.6 },
          left: 0, right: 0, top: 0, bottom: 0,
        },
        series: [{
          type: "scatter", coordinateSystem: "geo",
          itemStyle: { color: palette.accent, opacity: 0.65, borderColor: palette.panel, borderWidth: 1 },
          emphasis: { itemStyle: { opacity: 0.95 } },
          data: found.map((place) => ({ place, value: [place.longitude, place.latitude], symbolSize: 6 + 5 * Math.sqrt(place.outlets.size - 1) })),
        }],
      };
    }
  }

  Newsfold.world = { outlines, places, view };
  Newsfold.World = World;
}
