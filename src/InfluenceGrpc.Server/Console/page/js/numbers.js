// Numbers as people write them, in every field of the page. What can be meant in two ways is no number here: a fault says how to write it.

// Most followers that the server takes.
const MAX_FOLLOWERS = 10_000_000_000;

const FACTORS = { k: 1e3, tsd: 1e3, m: 1e6, mio: 1e6, mn: 1e6, b: 1e9, bn: 1e9, mrd: 1e9 };

/** What may stand behind a number of people, as a part of a pattern. */
export const UNIT = `(${Object.keys(FACTORS).join("|")})\\.?`;

const COUNT = new RegExp(`^([\\d.,'’_\\s]*?\\d)\\s*(?:${UNIT})?$`, "i");

// A comma, blank, apostrophe or underscore that divides thousands; all of a number are the same.
const GROUPED = /^[1-9]\d{0,2}([,'’_\s])\d{3}(\1\d{3})*(\.\d+)?$/;
const POINTS = /^[1-9]\d{0,2}(\.\d{3})+$/;
const PLAIN = /^-?(\d+|\d*\.\d+)(e[+-]?\d{1,2})?$/i;

/** A number of people such as 12,345, "12.5k" or "3,2 M"; null where it is none. */
export function readCount(text) {
  const [, digits, unit = ""] = COUNT.exec(text.trim()) ?? [];
  const number = digits === undefined ? null : unit === "" ? countOf(digits) : multiplierOf(digits);
  const value = number === null ? NaN : Math.round(number * (FACTORS[unit.toLowerCase()] ?? 1));
  return value <= MAX_FOLLOWERS ? value : null;
}

// A point before three digits divides thousands, as the command line has it: nobody has 12.345 followers. A comma never begins decimals.
const countOf = (digits) => (POINTS.test(digits) ? Number(digits.replaceAll(".", "")) : plainOf(digits));

// Before a unit, one mark begins decimals: nobody writes 12,345k for twelve million. After four digits a comma parts counts.
const multiplierOf = (digits) => (/^\d{1,3},\d+$/.test(digits) ? Number(digits.replace(",", ".")) : plainOf(digits));

const plainOf = (digits) => (PLAIN.test(digits) ? Number(digits) : GROUPED.test(digits) ? Number(digits.replace(/[^\d.]/g, "")) : null);

// How each kind of number is read, and what is said of text that is none.
const KINDS = {
  count: { read: readCount, lacks: "is not a number of people: write it as 12345, 12,345 or 12.5k" },
  amount: { read: (text) => (POINTS.test(text) ? null : plainOf(text)), lacks: "is not an amount: write it as 12500, 12,500 or 1999.50" },
  figure: { read: plainOf, lacks: "is not a number: write it as 0.5 or 1.25" },
};

/** Reads a number of a kind: "count" of people, "amount" of money, or "figure" for any other. Gives its value or its fault, in words. */
export function readNumber(text, kind) {
  const written = text.trim();
  const value = KINDS[kind].read(written);
  if (value !== null) return { value };
  return { fault: kind === "amount" && POINTS.test(written) ? eitherAmount(written) : `"${cut(written)}" ${KINDS[kind].lacks}.` };
}

// Half of the world divides thousands by points.
function eitherAmount(written) {
  const grouped = written.replaceAll(".", "");
  const decimal = Number(written);
  if (Number.isNaN(decimal)) return `"${written}" has points between thousands: write ${grouped}.`;
  return `"${written}" can be ${decimal} or ${written.replace(".", ",")}: write ${written.endsWith("0") ? decimal.toFixed(2) : `${written}0`} or ${grouped}.`;
}

/** Text as it can stand in a sentence. */
export const cut = (text) => (text.length > 40 ? `${text.slice(0, 40)}...` : text);
