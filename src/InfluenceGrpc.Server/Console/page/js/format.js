// Numbers for people.

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
