// Reads follower counts out of a file.

import { InputError } from "./input-error.js";
import { bounded, NO_COUNT } from "./list.js";
import { cut, readCount } from "./numbers.js";

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

/** Creators out of a file with a header, at most as many as are said; throws where it has no column of follower counts. */
export function readCsv(text, most) {
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
    const followers = readCount(cell);
    if (followers === null) faults.push(`Line ${line}: "${cut(cell)}" ${NO_COUNT}`);
    else rows.push({ name: cells[nameAt]?.trim() || `line ${line}`, followers });
  }
  return bounded(rows, faults, most);
}

function columnOf(header, names) {
  const ranks = header.map((name) => names.indexOf(name)).map((rank) => (rank < 0 ? Infinity : rank));
  const best = Math.min(...ranks);
  return Number.isFinite(best) ? ranks.indexOf(best) : -1;
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
