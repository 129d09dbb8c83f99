// Where each scheme draws its lines, on a logarithmic ruler of follower counts.

import { asTable, h, s } from "./dom.js";
import { brief, count, percent, words } from "./format.js";
import { decades, logarithmic, responsive } from "./scales.js";

const ROW = 26;
const MOST_NAMED = 8;
const LETTER = 6.4;

/** What tiers of schemes are compared by, from small to large. */
export const CANONICAL = ["NANO", "MICRO", "MID", "MACRO", "MEGA", "CELEBRITY"];

/** 1 to 6 for a canonical tier, 7 for one that compares to none. */
export const rankOf = (tier) => CANONICAL.indexOf((tier.canonical ?? "").replace("CANONICAL_TIER_", "")) + 1 || 7;

/** What a tier is called among schemes. */
export const canonicalWord = (rank) => (rank >= 1 && rank <= 6 ? words(CANONICAL[rank - 1], "") : rank === 0 ? "No tier" : "Other");

/** The bands of a scheme, in followers: from, to (exclusive), and the tier. None where followers do not decide. */
export function bandsOf(scheme) {
  const tiers = scheme.tiers.filter((tier) => tier.lowerFollowers !== undefined);
  return tiers.map((tier, i) => ({
    tier,
    rank: rankOf(tier),
    from: Number(tier.lowerFollowers),
    to: tier.upperFollowers !== undefined ? Number(tier.upperFollowers) + 1 : tiers[i + 1] ? Number(tiers[i + 1].lowerFollowers) : Infinity,
  }));
}

/** How far schemes agree at a size: the share of those that follow the majority. */
export function agreementAt(schemes, followers) {
  const votes = new Map();
  for (const scheme of schemes) {
    const rank = bandsOf(scheme).find((band) => followers >= band.from && followers < band.to)?.rank ?? 0;
    if (rank !== 7) votes.set(rank, (votes.get(rank) ?? 0) + 1);
  }
  const total = [...votes.values()].reduce((sum, each) => sum + each, 0);
  return total ? Math.max(...votes.values()) / total : null;
}

/** The ruler, with creators on it: [{ name, followers, isNamed }]. */
export function ruler(schemes, creators) {
  const ranked = schemes.filter((scheme) => bandsOf(scheme).length > 0);
  const bounds = ranked.flatMap((scheme) => bandsOf(scheme).flatMap((band) => [band.from, band.to])).filter((bound) => bound > 0 && Number.isFinite(bound));
  const sizes = creators.map((creator) => creator.followers).filter((followers) => followers > 0);
  const from = Math.min(100, ...bounds.map((bound) => bound / 2), ...sizes.map((size) => size / 1.5));
  const to = Math.max(10_000_000, ...bounds.map((bound) => bound * 2), ...sizes.map((size) => size * 1.5));
  const host = responsive(h("div", {}), (width) => draw(ranked, creators, [Math.max(1, from), to], width));
  return h("figure", {},
    host,
    key(),
    asTable("Where each scheme begins its tiers, in followers", [["Scheme"], ["Tiers"]],
      schemes.map((scheme) => [scheme.title, bandsOf(scheme).length
        ? bandsOf(scheme).map((band) => `${band.tier.label} from ${count(band.from)}`).join(", ")
        : "Not by followers: by how close a creator is to those who buy"])));
}

function draw(schemes, creators, [from, to], width) {
  const isNarrow = width < 640;
  const left = isNarrow ? 0 : 210;
  const pitch = isNarrow ? ROW + 20 : ROW + 6;
  const top = creators.length > 0 && creators.length <= MOST_NAMED ? 18 + 14 * Math.min(creators.length, MOST_NAMED) : 26;
  const x = logarithmic(from, to, width - left - 2);
  const bottom = top + schemes.length * pitch;
  const agreement = bottom + (isNarrow ? 20 : 8);
  const height = agreement + ROW + 24;
  const rowY = (i) => top + i * pitch + (isNarrow ? 16 : 0);
  const label = `${schemes.length} schemes on a logarithmic ruler from ${brief(from)} to ${brief(to)} followers; ${creators.length} creators on it`;
  return s("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": label },
    schemes.map((scheme, i) => row(scheme, x, left, rowY(i))),
    agreementRow(schemes, x, left, agreement, [from, to], isNarrow),
    marks(x, left, [from, to], agreement + ROW, isNarrow),
    creatorLines(creators, x, left, top, agreement + ROW, width),
    schemes.map((scheme, i) => (isNarrow
      ? s("text", { x: 0, y: rowY(i) - 4, class: "small over" }, shorten(scheme.title, Math.floor(width / LETTER)), s("title", {}, scheme.title))
      : s("text", { x: left - 10, y: rowY(i) + 17, class: "end" }, shorten(scheme.title, 32), s("title", {}, scheme.title)))));
}

function row(scheme, x, left, y) {
  return s("g", {}, bandsOf(scheme).map((band) => {
    const [begin, end] = [x(Math.max(band.from, 1)), x(band.to)];
    const room = end - begin;
    const range = `${band.tier.label}: ${count(band.from)} ${Number.isFinite(band.to) ? `to ${count(band.to - 1)}` : "and more"}`;
    return s("g", {},
      s("rect", { x: left + begin + 0.75, y, width: Math.max(0, room - 1.5), height: ROW - 2, rx: 3, class: `tier-${band.rank}` }, s("title", {}, `${scheme.title}: ${range}`)),
      band.tier.label.length * 6.6 + 8 < room && s("text", { x: left + begin + 7, y: y + 16, class: `small on-${band.rank}` }, band.tier.label));
  }));
}

// A step wherever any scheme has a bound: the lower the bar, the less they agree.
function agreementRow(schemes, x, left, y, [from, to], isNarrow) {
  const bounds = new Set(schemes.flatMap((scheme) => bandsOf(scheme).flatMap((band) => [band.from, band.to])).filter((bound) => bound > from && bound < to));
  const steps = [from, ...[...bounds].sort((a, b) => a - b)];
  return s("g", {},
    isNarrow ? s("text", { x: 0, y: y - 4, class: "small strong" }, "How far they agree") : s("text", { x: left - 10, y: y + 17, class: "end strong" }, "How far they agree"),
    steps.map((step, i) => {
      const share = agreementAt(schemes, step);
      const begin = x(step);
      const end = x(steps[i + 1] ?? to);
      return share !== null && s("rect", { x: left + begin, y: y + (ROW - 2) * (1 - share), width: Math.max(0.5, end - begin), height: (ROW - 2) * share, class: "agreement" },
        s("title", {}, `From ${count(step)}: ${percent(share)} of the schemes say the same`));
    }),
    s("line", { x1: left, x2: left + x(to), y1: y + ROW - 2, y2: y + ROW - 2, class: "axis" }));
}

function marks(x, left, [from, to], y, isNarrow) {
  const every = isNarrow ? 2 : 1;
  return decades(from, to).filter((_, i, all) => i % every === 0 || i === all.length - 1).map((mark) => s("g", {},
    s("line", { x1: left + x(mark), x2: left + x(mark), y1: y - 2, y2: y + 4, class: "axis" }),
    s("text", { x: left + x(mark), y: y + 17, class: `small soft ${mark >= to * 0.6 ? "end" : "middle"}` }, brief(mark))));
}

// A few are named above the ruler, each on a line of its own; many are thin lines that show where they crowd.
function creatorLines(creators, x, left, top, bottom, width) {
  const isFew = creators.length <= MOST_NAMED;
  return creators.slice(0, 500).map((creator, i) => {
    const at = left + x(Math.max(creator.followers, 1));
    const nameY = 12 + 14 * i;
    const isRight = at > Math.max(width - 130, width / 2);
    const letters = Math.floor(((isRight ? at : width - at) - 8) / LETTER);
    return s("g", {},
      s("line", { x1: at, x2: at, y1: isFew ? nameY - 4 : top - 6, y2: bottom - 2, class: "creator", opacity: isFew ? 1 : 0.25 }),
      isFew && s("circle", { cx: at, cy: nameY - 4, r: 4, class: "creator-dot" }),
      isFew && s("text", { x: at + (isRight ? -8 : 8), y: nameY, class: `creator-name small ${isRight ? "end" : ""}` }, labelOf(creator, letters)));
  });
}

const labelOf = ({ name, followers, isNamed }, letters) => (isNamed ? `${shorten(name, Math.min(18, letters - brief(followers).length - 1))} ${brief(followers)}` : count(followers));
const shorten = (text, most) => ([...text].length > most ? `${[...text].slice(0, most - 1).join("")}…` : text);

const key = () => h("ul", { class: "key", "aria-label": "Shades" }, [...CANONICAL.keys()].map((i) => h("li", {},
  s("svg", { viewBox: "0 0 14 14", "aria-hidden": "true" }, s("rect", { width: 14, height: 14, rx: 3, class: `tier-${i + 1}` })), canonicalWord(i + 1))));
