// Reads follower counts out of a list that somebody typed or pasted, or out of a file.

import { parseFollowers } from "./format.js";
import { InputError } from "./input-error.js";

/** Most creators that are taken: what one call of the server's takes. */
export const MAX_ROWS = 10_000;

// By their letters alone, the likeliest first, as the command line has them.
const FOLLOWER_NAMES = [
  "followers", "follower", "followercount", "followerscount", "numfollowers", "numberoffollowers", "totalfollowers", "followernumber",
  "followedby", "edgefollowedby", "subscribers", "subscriber", "subscribercount", "subscriberscount", "totalsubscribers", "subs", "fans",
  "fancount", "totalfans", "audience", "audiencesize", "audiencecount", "communitysize",
];
const NAME_NAMES = [
  "creatorid", "influencerid", "userid", "accountid", "channelid", "id", "username", "handle", "user", "account", "screenname",
  "channel", "creator", "creatorname", "influencer", "influencername", "profile", "name",
];

// What a creator is called, and the count: how a file is shown once it has been read.
const NAMED = /^(.*)=\s*([^=]*)$/;

/** Counts out of text: one a line, or several with semicolons, blanks or commas between; or "name = count". */
export function readList(text) {
  const rows = [];
  const faults = [];
  text.split(/\r?\n/).forEach((line, at) => {
    const named = NAMED.exec(line);
    if (named && parseFollowers(named[2]) !== null) {
      rows.push({ name: named[1].trim() || named[2], followers: parseFollowers(named[2]) });
      return;
    }
    for (const piece of pieces(line)) {
      const followers = parseFollowers(piece);
      if (followers === null) faults.push(`Line ${at + 1}: "${cut(piece)}" is not a follower count.`);
      else rows.push({ name: piece.trim(), followers });
    }
  });
  return bounded(rows, faults);
}

// A line that is one count is one; otherwise it is a list. A comma with three digits after it belongs to a number.
function pieces(line) {
  if (line.trim() === "") return [];
  // 1 000 000 is a million: no list holds a count that begins with a zero.
  if (/^\s*\d{1,3}( \d{3})+\s*$/.test(line) && / 0/.test(line)) return [line.replaceAll(" ", "")];
  if (parseFollowers(line) !== null && !/[\s,]\d{1,2}$|\d\s+\d/.test(line.trim())) return [line];
  return line.split(/[;\t]+|,(?!\d{3}(?!\d))\s*|\s+(?![kmb]\w*\b)/i).filter((piece) => piece && piece.trim() !== "");
}

/** Creators out of a file with a header; throws where it has no column of follower counts. */
export function readCsv(text) {
  const lines = records(text.replace(/^\ufeff/, ""));
  const header = lines.shift()?.cells.map((cell) => cell.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")) ?? [];
  const followersAt = columnOf(header, FOLLOWER_NAMES);
  if (followersAt < 0) {
    throw new InputError('The file has no column of follower counts. Name one "followers" (or "subscribers", "fans") in its first line.');
  }
  const nameAt = columnOf(header, NAME_NAMES);
  const rows = [];
  const faults = [];
  for (const { line, cells } of lines) {
    const cell = cells[followersAt] ?? "";
    const followers = parseFollowers(cell);
    if (followers === null) faults.push(`Line ${line}: "${cut(cell)}" is not a follower count.`);
    else rows.push({ name: cells[nameAt]?.trim() || `line ${line}`, followers });
  }
  return bounded(rows, faults);
}

function columnOf(header, names) {
  const ranks = header.map((name) => names.indexOf(name)).map((rank) => (rank < 0 ? Infinity : rank));
  const best = Math.min(...ranks);
  return Number.isFinite(best) ? ranks.indexOf(best) : -1;
}

function bounded(rows, faults) {
  const over = rows.length - MAX_ROWS;
  return { rows: rows.slice(0, MAX_ROWS), faults: over > 0 ? [...faults, `Only the first 10,000 creators are taken; ${over} more were left out.`] : faults };
}

// RFC 4180, with the separator that the first line has most of. Each record knows the line that it begins in.
function records(text) {
  const first = text.slice(0, text.search(/\r?\n|$/));
  const separator = [",", ";", "\t"].reduce((best, each) => (first.split(each).length > first.split(best).length ? each : best));
  const pattern = new RegExp(`"((?:[^"]|"")*)"|([^"\\r\\n${separator}][^\\r\\n${separator}]*)|(${separator})|(\\r?\\n)`, "g");
  const found = [];
  let cells = [""];
  let line = 1;
  let begins = 1;
  const end = () => {
    if (cells.length > 1 || cells[0] !== "") found.push({ line: begins, cells });
    cells = [""];
    begins = line;
  };
  for (const [whole, quoted, plain, isSeparator, isEnd] of text.matchAll(pattern)) {
    line += whole.split("\n").length - 1;
    if (isSeparator) cells.push("");
    else if (isEnd) end();
    else cells[cells.length - 1] += quoted !== undefined ? quoted.replaceAll('""', '"') : plain;
  }
  end();
  return found;
}

const cut = (text) => (text.length > 40 ? `${text.slice(0, 40)}...` : text);
