// Reads follower counts out of a list that somebody typed or pasted. A comma and a blank can part two counts and can stand within one: what
// can be meant in two ways is told, with how to write it, and never guessed at.

import { count } from "./format.js";
import { cut, readCount, UNIT } from "./numbers.js";

// What a creator is called, and the count: how a file is shown once it has been read.
const NAMED = /^(.*)=\s*([^=]*)$/;

// What parts counts wherever it stands: a semicolon, a tab, several blanks, a comma beside a blank or at an end of the line.
const PARTS = /[;\t]|\s{2,}|,(?=\s|$)|(?<=\s|^),/;
const UNIT_ALONE = new RegExp(`^${UNIT}$`, "i");

/** Counts out of text, at most as many as are said: one a line, or several with semicolons, blanks or commas between; or "name = count". */
export function readList(text, most) {
  const rows = [];
  const faults = [];
  text.split(/\r?\n/).forEach((line, at) => {
    const take = (written, followers, why, name) => {
      if (followers === null) faults.push(`Line ${at + 1}: "${cut(written)}" ${why}`);
      else rows.push({ name: name || written, followers, isNamed: Boolean(name) });
    };
    const named = NAMED.exec(line);
    if (named) take(named[2].trim(), readCount(named[2]), NO_COUNT, named[1].trim());
    else for (const part of line.split(PARTS)) takePart(wordsOf(part), take);
  });
  return bounded(rows, faults, most);
}

/** As many creators as are taken, and what is said of those that are left out. */
export function bounded(rows, faults, most) {
  const over = rows.length - most;
  return over <= 0 ? { rows, faults } : {
    rows: rows.slice(0, most),
    faults: [...faults, `Only the first ${count(most)} creators are taken; ${count(over)} more were left out.`],
  };
}

export const NO_COUNT = "is not a follower count.";

const EITHER_BY_BLANKS = "can be one count or several: put a comma and a blank between several, or write one without blanks.";
const EITHER_BY_COMMAS = "can be one count or several: put a blank after each comma between counts, or write one without commas.";

// Words between blanks; a unit belongs to the number before it.
function wordsOf(part) {
  const words = [];
  for (const word of part.split(/ +/).filter(Boolean)) {
    if (UNIT_ALONE.test(word) && /\d$/.test(words.at(-1) ?? "")) words.push(`${words.pop()} ${word}`);
    else words.push(word);
  }
  return words;
}

function takePart(words, take) {
  for (let from = 0, to; from < words.length; from = to) {
    to = endOfGroups(words, from);
    if (to - from === 1) takeWord(words[from], take);
    else takeGroups(words.slice(from, to), take);
  }
}

// Where words end that may be thousands of one number, such as 1 234 567.
function endOfGroups(words, from) {
  let to = from + 1;
  if (!/^[1-9]\d{0,2}$/.test(words[from])) return to;
  while (/^\d{3}([.,]\d{1,2})?(\s?[a-z]+\.?)?$/i.test(words[to] ?? "") && (to === from + 1 || /^\d+$/.test(words[to - 1]))) to++;
  return to;
}

// 1 000 000 is a million, as no list holds a count that begins with a zero; 250 400 may be either.
function takeGroups(words, take) {
  const isOne = words.slice(1).every((word) => word.startsWith("0"));
  const followers = isOne ? readCount(words.join("")) : null;
  take(words.join(" "), followers, EITHER_BY_BLANKS);
}

// Text without blanks is one count, or is parted at every comma where each of them can only part.
function takeWord(word, take) {
  const whole = readCount(word);
  const pieces = word.split(",");
  if (whole !== null || pieces.length === 1) {
    take(word, whole, NO_COUNT);
  } else if (pieces.slice(1).every((right, i) => canOnlyPart(pieces[i], right))) {
    for (const piece of pieces.filter(Boolean)) take(piece, readCount(piece), NO_COUNT);
  } else {
    take(word, null, pieces.every((piece) => readCount(piece) !== null) ? EITHER_BY_COMMAS : NO_COUNT);
  }
}

// A comma within a number has up to three digits before it, and three, or decimals and a unit, after it.
function canOnlyPart(left, right) {
  return !/\d$/.test(left) || !/^\d/.test(right) || /^\d{4,}$/.test(left) || /^\d{4,}$/.test(right) || /^\d{1,2}\./.test(right)
    || (left.includes(".") && (right.includes(".") || !/^\d{1,3}(\.\d{3})+$/.test(left)));
}
