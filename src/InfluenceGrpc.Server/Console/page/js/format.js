// Numbers for people, and follower counts as people write them.

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const money = new Intl.NumberFormat("en", { minimumFractionDigits: 0, maximumFractionDigits: 2 });
const short = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });

/** 12,345 */
export const count = (value) => whole.format(value);

/** 12.3K */
export const brief = (value) => short.format(value);

/** 1,234.5 */
export const amount = (value) => money.format(value);

/** A share in [0, 1] as a percentage. */
export const percent = (share, digits = 0) => `${(100 * share).toFixed(digits)}\u00a0%`;

/** 3.1 */
export const fixed = (value, digits = 1) => Number(value).toFixed(digits);

/** MISSING_POLICY_PESSIMISTIC -> Pessimistic, without what all values of the enum begin with. */
export function words(value, prefix) {
  const text = value.slice(prefix.length).toLowerCase().replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Most followers that the server takes. */
export const MAX_FOLLOWERS = 10_000_000_000;

const FACTORS = { "": 1, k: 1e3, tsd: 1e3, m: 1e6, mio: 1e6, mn: 1e6, b: 1e9, bn: 1e9, mrd: 1e9 };

/** A follower count such as 12,345, "12.5k" or "3,2 M"; null where it is none. */
export function parseFollowers(text) {
  const match = /^([\d., '\u00a0\u202f]+?)\s*(k|tsd|m|mio|mn|b|bn|mrd)?\.?$/i.exec(text.trim());
  if (!match || !/\d/.test(match[1])) return null;
  const unit = (match[2] ?? "").toLowerCase();
  const number = toNumber(match[1].replace(/[ '\u00a0\u202f]/g, ""), unit !== "");
  const value = number === null ? NaN : Math.round(number * FACTORS[unit]);
  return Number.isFinite(value) && value >= 0 && value <= MAX_FOLLOWERS ? value : null;
}

// 12,345 and 12.345 are thousands; 12,5k and 12.5k have a decimal. A lone separator before three digits is one of thousands,
// unless a unit follows it: nobody writes 12,345k for twelve million. Without a unit, 5,4990 is a list of two counts and not 5.499.
function toNumber(digits, hasUnit) {
  if (/^\d+$/.test(digits)) return Number(digits);
  if (!hasUnit && /^\d{1,3}([.,]\d{3})+$/.test(digits)) return Number(digits.replace(/[.,]/g, ""));
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(digits) && (!hasUnit || digits.includes("."))) return Number(digits.replaceAll(",", ""));
  if (/^\d+\.\d+$/.test(digits) || (hasUnit && /^\d+,\d+$/.test(digits))) return Number(digits.replace(",", "."));
  return null;
}
