// Counts as rates: the difference of two answers over the time between them.

import { fill, h, s } from "./dom.js";
import { brief, count, percent } from "./format.js";
import { linear } from "./scales.js";

const KEPT_SECONDS = 60;
const TITLES = ["Rpc", "Calls/s", "Failed/s", "Creators/s", "Last minute", "Calls", "Failed"];

/** A service by its last name, and what stands before that smaller. */
export function serviceName(service) {
  const at = service.lastIndexOf(".") + 1;
  return [service.slice(at), " ", h("span", { class: "note" }, service.slice(0, at - 1))];
}

const seconds = (duration) => Number((duration ?? "0s").replace("s", ""));
const counted = (rpc) => ({ calls: Number(rpc.calls ?? 0), failed: Number(rpc.failedCalls ?? 0), items: Number(rpc.itemsOk ?? 0) + Number(rpc.itemsFailed ?? 0) });

/** What the server does now, and what it did in the last minute. */
export class LiveRates {
  #before = null;
  #rpcs = [];
  #history = new Map();
  #rows = new Map();
  #showsAll = false;
  #facts = h("dl", { class: "facts" });
  #body = h("tbody", { role: "rowgroup" });

  constructor() {
    this.element = h("div", { class: "wide" }, this.#facts,
      h("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": "Calls by rpc" },
        h("table", { role: "table", class: "stacks" }, h("caption", {}, "Calls by rpc; the line is the last minute's calls a second"),
          h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, TITLES.map((title, i) => h("th", { role: "columnheader", scope: "col", class: i === 0 || i === 4 ? "" : "number" }, title)))),
          this.#body)));
  }

  /** Whether rpcs are shown that nobody has called. */
  set showsAll(value) {
    this.#showsAll = value;
    this.#drawRows();
  }

  /** Names of the services that the server has. */
  services = () => [...new Set(this.#rpcs.map((each) => each.rpc.split("/")[0]))];

  /** Takes in an answer. */
  take(activity) {
    const uptime = seconds(activity.uptime);
    const before = this.#before && this.#before.uptime < uptime ? this.#before : null;
    if (!before) this.#history.clear();
    this.#rpcs = activity.rpcs.map((rpc) => this.#withRates(rpc.rpc, counted(rpc), uptime, before));
    this.#before = { uptime, counts: new Map(this.#rpcs.map((each) => [each.rpc, each.totals])) };
    this.#drawFacts(activity, uptime);
    this.#drawRows();
  }

  // What is kept has its time: after a rest, the line has a gap and not an old minute.
  #withRates(rpc, totals, uptime, before) {
    const counts = before?.counts.get(rpc);
    const rate = (name) => (counts ? (totals[name] - counts[name]) / (uptime - before.uptime) : 0);
    const rates = { calls: rate("calls"), failed: rate("failed"), items: rate("items") };
    const kept = [...(this.#history.get(rpc) ?? []), { uptime, rate: rates.calls }].filter((each) => each.uptime > uptime - KEPT_SECONDS);
    this.#history.set(rpc, kept);
    return { rpc, totals, rates, kept };
  }

  #drawFacts(activity, uptime) {
    const held = Number(activity.callMemoryHeldBytes ?? 0);
    const limit = Number(activity.callMemoryLimitBytes ?? 0);
    const cache = activity.nearCache;
    const asked = cache ? Number(cache.hits ?? 0) + Number(cache.misses ?? 0) : 0;
    const facts = [
      ["Up for", lasting(uptime)], ["Streams under way", count(activity.activeStreams ?? 0)], ["Chunks in hand", count(activity.chunksInHand ?? 0)],
      ["Memory of calls", `${mebibytes(held)} of ${mebibytes(limit)}`],
      ["Profiles in memory", cache ? count(Number(cache.entries ?? 0)) : "no store"],
      ["Found in memory", asked > 0 ? `${percent(Number(cache.hits ?? 0) / asked)} of ${brief(asked)}` : "nobody asked"],
      ["Profile store", activity.profileStoreUp === undefined ? "none" : activity.profileStoreUp ? "answers" : "does not answer"],
    ];
    fill(this.#facts, facts.map(([title, value]) => h("div", {}, h("dt", {}, title), h("dd", {}, value))));
  }

  // Rows stay where they are and only their figures change, so that whoever reads one does not lose it.
  #drawRows() {
    const shown = this.#rpcs.filter((each) => this.#showsAll || each.totals.calls > 0);
    for (const each of shown) {
      if (!this.#rows.has(each.rpc)) this.#rows.set(each.rpc, row(each.rpc));
      update(this.#rows.get(each.rpc), each);
    }
    const rows = shown.map((each) => this.#rows.get(each.rpc).element);
    if (rows.length !== this.#body.children.length || rows.some((each, i) => each !== this.#body.children[i])) fill(this.#body, rows);
  }
}

function row(rpc) {
  const cell = (at, content) => h("td", { role: "cell", class: content ? "" : "number", "data-title": TITLES[at] }, content);
  const cells = [1, 2, 3, 5, 6].map((at) => cell(at));
  const line = s("polyline", { class: "spark" });
  const spark = s("svg", { class: "sparkline", viewBox: "0 0 120 24", role: "img" }, s("line", { x1: 0, x2: 120, y1: 22.5, y2: 22.5, class: "grid" }), line);
  const [service, method] = rpc.split("/");
  const name = h("th", { role: "rowheader", scope: "row", "data-title": TITLES[0] }, h("span", {}, method, " ", h("span", { class: "note" }, service.replace("influence.v1.", ""))));
  return { cells, line, spark, element: h("tr", { role: "row", "data-rpc": rpc }, name, cells.slice(0, 3), cell(4, spark), cells.slice(3)) };
}

function update({ cells, line, spark }, { rates, totals, kept }) {
  const told = [rate(rates.calls), rate(rates.failed), rate(rates.items), count(totals.calls), count(totals.failed)];
  told.forEach((text, i) => {
    cells[i].textContent = text;
  });
  const seen = kept.map((each) => each.rate);
  const y = linear(0, Math.max(1, ...seen), 20);
  const x = linear(-KEPT_SECONDS, 0, 120);
  line.setAttribute("points", kept.map((each) => `${x(each.uptime - kept.at(-1).uptime).toFixed(1)},${22 - y(each.rate)}`).join(" "));
  spark.setAttribute("aria-label", `${rate(Math.min(...seen))} to ${rate(Math.max(...seen))} calls a second`);
}

const rate = (value) => (value === 0 ? "0" : value < 10 ? value.toFixed(1) : brief(value));
const mebibytes = (bytes) => (bytes >= 2 ** 30 ? `${(bytes / 2 ** 30).toFixed(1)} GiB` : `${(bytes / 2 ** 20).toFixed(bytes < 10 * 2 ** 20 ? 1 : 0)} MiB`);

function lasting(uptime) {
  const [days, hours, minutes] = [Math.floor(uptime / 86400), Math.floor(uptime / 3600) % 24, Math.floor(uptime / 60) % 60];
  if (days > 0) return `${days} d ${hours} h`;
  return hours > 0 ? `${hours} h ${minutes} min` : minutes > 0 ? `${minutes} min ${Math.floor(uptime % 60)} s` : `${Math.floor(uptime)} s`;
}
