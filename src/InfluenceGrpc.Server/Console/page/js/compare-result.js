// Plans side by side: each measure with its interval, all plans to one scale, and which wins on what.

import { asTable, h, s } from "./dom.js";
import { amount, brief, count, words } from "./format.js";
import { linear, responsive, roundUp } from "./scales.js";

const ROW = 44;

const MEASURES = [
  ["netInTargetReach", "People reached in the target", count],
  ["credibleReach", "Of them, reached credibly", count],
  ["inTargetEngagements", "Engagements in the target", count],
  ["cost", "Cost", amount],
  ["costPerThousandReached", "Cost per thousand people reached", amount],
  ["costPerInTargetEngagement", "Cost per engagement in the target", amount],
  ["frequency", "Contacts per person reached", (value) => value.toFixed(2)],
  ["grossReach", "Contacts with anybody", count],
];

const BASIS = {
  OVERLAP_BASIS_EXACT: "exactly (one creator, or two whose overlap is known)",
  OVERLAP_BASIS_PAIRS: "by the overlaps of all pairs",
  OVERLAP_BASIS_SOME_PAIRS: "by the known overlaps of some pairs, the others as if by chance: for those, an upper estimate inside a niche",
  OVERLAP_BASIS_CHANCE: "as if by chance: an upper estimate inside a niche",
};

/** What ComparePlans answered. */
export function forecasts({ plans, comparisons }, request) {
  const currency = request.brief.cost?.currencyCode ?? "";
  return [
    h("div", { class: "card" },
      h("h3", {}, "Side by side"),
      h("ul", { class: "key", "aria-label": "Plans" }, plans.map((plan, i) => h("li", {}, s("svg", { viewBox: "0 0 14 14", "aria-hidden": "true" }, s("rect", { width: 14, height: 14, rx: 2, class: `bar ${i > 0 ? `bar-${i}` : ""}` })), plan.name)),
        h("li", {}, "Lines through the bars: where the figure lies in 8 of 10 cases")),
      h("div", { class: "grid-of-charts" }, MEASURES.map(([field, title, show]) => measure(plans, field, title, show, currency))),
      asTable("Every figure with its interval", [["Measure"], ...plans.map((plan) => [plan.name, true])],
        MEASURES.map(([field, title, show]) => [titleOf(field, title, currency), ...plans.map((plan) => told(estimate(plan, field), show))]))),
    h("div", { class: "card" },
      h("h3", {}, "Which wins on what"),
      h("ul", { class: "plain" }, (comparisons ?? []).map((each) => h("li", {}, each.sentence, " ", each.isClear && h("span", { class: "badge good" }, "clear")))),
      h("p", { class: "note" }, "Clear: ahead within the whole interval, so that what is uncertain would not turn it around."),
      plans.filter((plan) => plan.errors?.length > 0).map((plan) => h("p", { class: "note" }, `Of ${plan.name} some creators could not be counted: ${plan.errors[0].status?.message ?? ""}`))),
    h("div", { class: "card" },
      h("h3", {}, "How people reached twice are counted once"),
      h("ul", { class: "plain" }, plans.filter((plan) => plan.forecast).map((plan) =>
        h("li", {}, `${plan.name}: ${BASIS[plan.forecast.overlapBasis] ?? words(plan.forecast.overlapBasis ?? "", "OVERLAP_BASIS_")}. Of ${count(plan.forecast.grossInTargetReach?.value ?? 0)} contacts in the target, ${count(plan.forecast.netInTargetReach?.value ?? 0)} are different people.`)))),
  ];
}

const titleOf = (field, title, currency) => (field.startsWith("cost") && currency ? `${title}, ${currency}` : title);

// A cost is a figure without an interval; what a plan does not have is null.
function estimate(plan, field) {
  const value = plan.forecast?.[field];
  if (value === undefined) return null;
  return typeof value === "number" ? { value, lower: value, upper: value } : { value: value.value ?? 0, lower: value.lower ?? 0, upper: value.upper ?? 0 };
}

function told(figure, show) {
  if (!figure) return "not known";
  return figure.lower === figure.upper ? show(figure.value) : `${show(figure.value)} (${show(figure.lower)} to ${show(figure.upper)})`;
}

function measure(plans, field, title, show, currency) {
  const figures = plans.map((plan) => estimate(plan, field));
  const full = titleOf(field, title, currency);
  const label = `${full}: ${plans.map((plan, i) => `${plan.name} ${told(figures[i], show)}`).join("; ")}`;
  return h("figure", { "data-measure": field }, h("figcaption", {}, full), responsive(h("div", {}), (width) => draw(figures, show, width, label)));
}

function draw(figures, show, width, label) {
  const most = roundUp(Math.max(...figures.map((figure) => figure?.upper ?? 0)));
  const x = linear(0, most, width - 2);
  const height = figures.length * ROW + 20;
  return s("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": label },
    s("line", { x1: 0.5, x2: 0.5, y1: 0, y2: height - 18, class: "axis" }),
    figures.map((figure, i) => bar(figure, i, x, show)),
    [[0, ""], [most / 2, "middle"], [most, "end"]].map(([mark, anchor]) => s("text", { x: x(mark), y: height - 4, class: `small soft ${anchor}` }, brief(mark))));
}

function bar(figure, i, x, show) {
  const y = i * ROW;
  if (!figure) return s("text", { x: 6, y: y + 24, class: "small soft" }, "not known");
  const middle = y + 29;
  return s("g", {},
    s("text", { x: 6, y: y + 14, class: "small strong" }, show(figure.value)),
    s("rect", { x: 0, y: y + 20, width: Math.max(1, x(figure.value)), height: 18, rx: 2, class: i > 0 ? `bar-${i}` : "bar" }),
    figure.upper > figure.lower && s("path", { class: "whisker", d: `M${x(figure.lower)} ${middle - 6}v12m0-6H${x(figure.upper)}m0-6v12` }));
}
