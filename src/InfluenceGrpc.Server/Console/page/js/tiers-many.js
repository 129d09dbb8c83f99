// Many creators under several schemes: how many each scheme puts where, and whom the schemes disagree about most.

import { asTable, h, s, table } from "./dom.js";
import { count, percent } from "./format.js";
import { canonicalWord, rankOf } from "./ruler.js";
import { linear, responsive } from "./scales.js";

const MOST_LISTED = 50;

/** What BatchClassifyTiers answered. */
export function compared(rows, { schemes, tiers }) {
  const columns = schemes.map((scheme, at) => ({ scheme, ordinals: tiers.columns[at].ordinals }));
  const disputed = rows.map((row, i) => ({ ...row, votes: votesOn(columns, i) }))
    .filter(({ votes }) => votes.length > 0)
    .map((row) => ({ ...row, agreement: row.votes[0].share }))
    .sort((a, b) => a.agreement - b.agreement || b.votes.length - a.votes.length);
  const counts = columns.map(countsOf);
  const areNamed = rows.some((row) => row.isNamed);
  const united = disputed.filter((row) => row.votes.length === 1).length;
  return [
    h("div", { class: "card" },
      h("h3", {}, "Whom the schemes disagree about most"),
      h("p", { class: "note" }, `Of ${count(rows.length)} creators, all schemes agree about ${count(united)}.`),
      table(`The ${Math.min(MOST_LISTED, disputed.length)} least agreed upon, first the least`, [...(areNamed ? [["Creator"]] : []), ["Followers", true], ["Agreement", true], ["What they say"]],
        disputed.slice(0, MOST_LISTED).map((row) => [...(areNamed ? [row.name] : []), count(row.followers), percent(row.agreement),
          row.votes.map(({ rank, schemes: number }) => `${canonicalWord(rank).toLowerCase()} ×${number}`).join(", ")]))),
    h("div", { class: "card" },
      h("h3", {}, "How many each scheme puts where"),
      h("div", { class: "grid-of-charts" }, counts.map((each) => histogram(each, rows.length))),
      asTable("Creators in each tier of each scheme", [["Scheme"], ["Tier"], ["Creators", true], ["Of all", true]],
        counts.flatMap(({ scheme, bars }) => bars.map((bar) => [scheme.title, bar.label, count(bar.number), percent(bar.number / rows.length, 1)])))),
  ];
}

// By canonical tier, the most votes first. Schemes for which followers do not decide have no say, as in the server's own agreement.
function votesOn(columns, i) {
  const votes = new Map();
  for (const { scheme, ordinals } of columns) {
    if (scheme.kind === "TIER_SCHEME_KIND_RELATIONAL") continue;
    const rank = ordinals[i] === 0 ? 0 : rankOf(scheme.tiers[ordinals[i] - 1]);
    if (rank !== 7) votes.set(rank, (votes.get(rank) ?? 0) + 1);
  }
  const total = [...votes.values()].reduce((sum, each) => sum + each, 0);
  return [...votes].map(([rank, schemes]) => ({ rank, schemes, share: schemes / total })).sort((a, b) => b.schemes - a.schemes || a.rank - b.rank);
}

// Creators by tier, smallest first; those of no tier where there are any.
function countsOf({ scheme, ordinals }) {
  const numbers = new Array(scheme.tiers.length + 1).fill(0);
  for (const ordinal of ordinals) numbers[ordinal]++;
  const bars = [{ label: "No tier", rank: 0, number: numbers[0] }, ...scheme.tiers.map((tier, i) => ({ label: tier.label, rank: rankOf(tier), number: numbers[i + 1] }))]
    .filter((bar, i) => i > 0 || bar.number > 0);
  return { scheme, bars };
}

function histogram({ scheme, bars }, total) {
  const summary = bars.map((bar) => `${bar.label} ${count(bar.number)}`).join(", ");
  return h("figure", {},
    h("figcaption", {}, scheme.title),
    responsive(h("div", {}), (width) => drawBars(bars, total, width, `${scheme.title}: ${summary}`)));
}

function drawBars(bars, total, width, label) {
  const left = Math.min(120, width * 0.4);
  const x = linear(0, Math.max(...bars.map((bar) => bar.number), 1), width - left - 50);
  return s("svg", { viewBox: `0 0 ${width} ${bars.length * 20}`, width, height: bars.length * 20, role: "img", "aria-label": label },
    bars.map((bar, i) => s("g", {},
      s("text", { x: left - 8, y: i * 20 + 14, class: "end small" }, bar.label.length > 18 ? `${bar.label.slice(0, 17)}…` : bar.label, s("title", {}, `${bar.label}: ${percent(bar.number / total, 1)}`)),
      s("rect", { x: left, y: i * 20 + 3, width: Math.max(bar.number > 0 ? 1.5 : 0, x(bar.number)), height: 14, rx: 2, class: `tier-${bar.rank}` }),
      s("text", { x: left + x(bar.number) + 6, y: i * 20 + 14, class: "small soft" }, count(bar.number)))));
}
