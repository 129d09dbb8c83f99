// A score: its interval, what it is made of, and what is not known.

import { asTable, h, s, table } from "./dom.js";
import { fixed, percent, words } from "./format.js";
import { linear, responsive } from "./scales.js";

const ROW = 34;
const PART = new Set(["COMPONENT_STATUS_KNOWN", "COMPONENT_STATUS_PARTLY_KNOWN", "COMPONENT_STATUS_IMPUTED"]);

const nameOf = (component) => words(component.component, "FIT_COMPONENT_");
const isImputed = (component) => component.status === "COMPONENT_STATUS_IMPUTED";
const isPartly = (component) => component.status === "COMPONENT_STATUS_PARTLY_KNOWN";

/** What ScoreFit answered. */
export function scored({ fit, modelId, modelVersion }) {
  const score = fit.score ?? 0;
  const parts = fit.components.filter((component) => PART.has(component.status));
  return [
    h("div", { class: "card" },
      h("div", { class: "row spread" },
        h("div", {}, h("span", { class: "figure" }, fixed(score)), h("span", { class: "note" }, ` of 100, by ${modelId} (version ${modelVersion})`)),
        fit.eligible ? h("span", { class: "badge good" }, "Meets the brief's constraints") : h("span", { class: "badge bad" }, "Does not meet the brief's constraints")),
      interval(score, fit.lower ?? 0, fit.upper ?? 0, percent(fit.coverage ?? 0)),
      flags("Why it does not meet them", fit.ineligibilities), flags("Words of caution", fit.cautions)),
    h("div", { class: "card" }, h("h3", {}, "What the score is made of"), contributions(parts, score), reasons(parts)),
    missing(parts),
  ];
}

const flags = (title, list) => list?.length > 0 && h("div", {}, h("h3", {}, title), h("ul", { class: "plain" }, list.map(({ sentence }) => h("li", {}, sentence))));

// Said below the drawing with all that it shows, so that it needs no table.
function interval(score, lower, upper, known) {
  const figures = [score, lower, upper].map((value) => fixed(value));
  return h("figure", {}, drawnInterval(score, lower, upper), h("figcaption", {},
    `The score is ${figures[0]}; if everything were known, it would be between ${figures[1]} and ${figures[2]} in 8 of 10 cases. ${known} of what the brief asks for is known.`));
}

function drawnInterval(score, lower, upper) {
  const label = `Score ${fixed(score)}, interval from ${fixed(lower)} to ${fixed(upper)}, on a scale of 0 to 100`;
  return responsive(h("div", {}), (width) => {
    const x = linear(0, 100, width - 16);
    return s("svg", { viewBox: `0 0 ${width} 46`, width, height: 46, role: "img", "aria-label": label },
      s("line", { x1: 8, x2: width - 8, y1: 16, y2: 16, class: "axis" }),
      s("rect", { x: 8 + x(lower), y: 7, width: Math.max(2, x(upper) - x(lower)), height: 18, rx: 5, class: "band" }),
      s("circle", { cx: 8 + x(score), cy: 16, r: 7, class: "dot" }),
      [0, 25, 50, 75, 100].map((mark) => s("text", { x: 8 + x(mark), y: 42, class: `small soft ${mark === 0 ? "" : mark === 100 ? "end" : "middle"}` }, mark)));
  });
}

// Each bar begins where the one above it ends, so that the last ends at the score. The dashed frame is the most that it could add.
function contributions(parts, score) {
  const host = responsive(h("div", {}), (width) => drawSteps(parts, score, width));
  return h("figure", {}, host,
    h("ul", { class: "key", "aria-label": "Bars" },
      h("li", {}, swatch("bar"), "points of what is known"), h("li", {}, swatch("imputed"), "points taken for what is not known"), h("li", {}, swatch("room"), "the most that it can add")),
    asTable("Points of each component; together they are the score", [["Component"], ["Points", true], ["At most", true], ["Value", true], ["Known", true]],
      [...parts.map((each) => [nameOf(each), fixed(each.contribution ?? 0, 2), fixed(100 * (each.weight ?? 0), 2), fixed(each.value ?? 0, 3), percent(each.knownShare ?? 0)]),
        ["Score", fixed(score, 2), "100.00", "", ""]]));
}

const swatch = (kind) => s("svg", { viewBox: "0 0 14 14", "aria-hidden": "true" }, s("rect", { x: 1, y: 1, width: 12, height: 12, rx: 2, class: kind }));

function drawSteps(parts, score, width) {
  const isNarrow = width < 560;
  const left = isNarrow ? 0 : 120;
  const pitch = isNarrow ? ROW + 12 : ROW;
  const x = linear(0, 100, width - left - 64);
  const height = (parts.length + 1) * pitch;
  let sum = 0;
  const label = `Bars that add up to ${fixed(score)}: ${parts.map((each) => `${nameOf(each)} ${fixed(each.contribution ?? 0)} of ${fixed(100 * (each.weight ?? 0))}`).join(", ")}`;
  return s("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": label },
    parts.map((each, i) => {
      const [from, points, most] = [sum, each.contribution ?? 0, 100 * (each.weight ?? 0)];
      sum += points;
      return step(nameOf(each), i * pitch, x, left, isNarrow, { from, points, most, kind: isImputed(each) ? "imputed" : "bar", tells: `${fixed(points)} of ${fixed(most)}` });
    }),
    step("Score", parts.length * pitch, x, left, isNarrow, { from: 0, points: score, most: 0, kind: "bar", tells: fixed(score) }),
    parts.map((_, i) => {
      const until = parts.slice(0, i + 1).reduce((total, each) => total + (each.contribution ?? 0), 0);
      const y = i * pitch + (isNarrow ? 38 : 26);
      return s("line", { x1: left + x(until), x2: left + x(until), y1: y, y2: y + pitch - 18, class: "grid" });
    }));
}

function step(name, y, x, left, isNarrow, { from, points, most, kind, tells }) {
  const top = y + (isNarrow ? 20 : 8);
  const end = left + x(from + Math.max(points, most));
  return s("g", {},
    s("text", { x: isNarrow ? 0 : left - 10, y: isNarrow ? y + 14 : top + 13, class: `${isNarrow ? "" : "end"} ${name === "Score" ? "strong" : ""}` }, name),
    most > 0 && s("rect", { x: left + x(from), y: top, width: x(most), height: 18, rx: 2, class: "room" }),
    s("rect", { x: left + x(from), y: top, width: Math.max(1, x(points)), height: 18, rx: 2, class: kind }),
    s("text", { x: end + 6, y: top + 13, class: `small ${name === "Score" ? "strong" : "soft"}` }, tells));
}

const reasons = (parts) => h("details", {}, h("summary", {}, "Where each value comes from"),
  h("dl", {}, parts.map((each) => [h("dt", {}, h("strong", {}, nameOf(each))), h("dd", {}, (each.reasons ?? []).join(" "))])));

// A component of which nothing is known can have any value in [0, 1]: that bounds what it does to the score.
function missing(parts) {
  const unknown = parts.filter((each) => isImputed(each) || isPartly(each)).sort((a, b) => gap(b) - gap(a));
  if (unknown.length === 0) return h("div", { class: "card" }, h("h3", {}, "What is not known"), h("p", {}, "Everything that the brief asks for is known."));
  return h("div", { class: "card" },
    h("h3", {}, "What is not known, and how much it could change"),
    table("Points at the very most, whatever turned out; the interval above says what is likely", [["Component"], ["Known", true], ["Taken as", true], ["Could change by", true]],
      unknown.map((each) => [
        h("span", {}, nameOf(each), isPartly(each) && h("span", { class: "note" }, ` (not known: ${unknownParts(each) || "some of it"})`)),
        percent(each.knownShare ?? 0), fixed(each.value ?? 0, 2), `−${fixed(each.contribution ?? 0)} to +${fixed(100 * (each.weight ?? 0) - (each.contribution ?? 0))}`])));
}

const gap = (each) => (each.weight ?? 0) * (1 - (each.knownShare ?? 0));
const unknownParts = (each) => (each.parts ?? []).filter((part) => !part.known).map((part) => part.part.replaceAll("_", " ")).join(", ");
