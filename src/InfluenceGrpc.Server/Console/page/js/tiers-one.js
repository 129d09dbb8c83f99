// One creator under several schemes, explained.

import { h, s, table } from "./dom.js";
import { count, percent, words } from "./format.js";
import { canonicalWord, rankOf } from "./ruler.js";

/** What ClassifyTier answered. */
export function explained({ name, followers }, { classifications, agreement }) {
  const votes = agreement?.votes ?? 0;
  const majority = agreement?.majority ? words(agreement.majority, "CANONICAL_TIER_") : "no tier";
  return h("div", { class: "card" },
    h("div", { class: "row spread" },
      h("h3", {}, name === String(followers) ? `${count(followers)} followers` : `${name}: ${count(followers)} followers`)),
    votes > 0 && h("p", {}, `Most schemes say ${majority.toLowerCase()}: ${percent(agreement.agreement ?? 0)} of ${votes} that have a view.`),
    table("Each scheme's answer, and the rule that decided", [["Scheme"], ["Tier and why"]], classifications.map((each) => [
      each.schemeTitle,
      h("div", { class: "answer" }, h("span", {}, swatch(each.tier ? rankOf(each.tier) : 0), " ", h("strong", {}, each.tier?.label ?? reason(each.unrankedReason)),
        isCalledOtherwise(each.tier) && h("span", { class: "note" }, ` (${canonicalWord(rankOf(each.tier)).toLowerCase()})`)),
        h("span", {}, each.rule, each.nearBoundary && h("span", { class: "note" }, ` Close to a line: ${count(each.nearestBound)} is within 5 %.`),
        each.missingEvidence?.length > 0 && h("span", { class: "note" }, ` Not known: ${each.missingEvidence.join(" ")}`))),
    ])));
}

// Which tier of other schemes it compares to, where its own name does not say so.
const isCalledOtherwise = (tier) => tier && rankOf(tier) !== 7 && canonicalWord(rankOf(tier)).toLowerCase() !== tier.label.toLowerCase();

const reason = (value) => (value ? words(value, "UNRANKED_REASON_") : "No tier");

const swatch = (rank) => s("svg", { viewBox: "0 0 14 14", width: 12, height: 12, class: "swatch", "aria-hidden": "true" },
  s("rect", { x: 0.5, y: 0.5, width: 13, height: 13, rx: 3, class: `tier-${rank}` }));
