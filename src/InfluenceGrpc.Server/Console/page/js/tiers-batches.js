// Many creators classified in as many calls as the server's limit on one makes them.

import { count } from "./format.js";
import { call } from "./rpc.js";

const RPC = "influence.v1.TierService/BatchClassifyTiers";

// What a link can still hold, and what one view may ask of a server in a row.
const MOST_CREATORS = 10_000;
const MOST_CALLS = 100;

/** Most creators that are taken, of a server that takes so many in a call. */
export const mostCreators = (maxItems) => Math.min(MOST_CREATORS, MOST_CALLS * maxItems);

/** What BatchClassifyTiers answers, as if all had been one call; `show` is told of the first call, and of how many there are. */
export async function classified(rows, schemes, maxItems, show) {
  const requests = Array.from({ length: Math.ceil(rows.length / maxItems) }, (_, i) => requestOf(rows.slice(i * maxItems, (i + 1) * maxItems), schemes));
  show(RPC, requests[0], requests.length > 1 ? `the first of ${count(requests.length)} calls, as this server takes ${count(maxItems)} creators in each` : "");
  const answers = [];
  for (const request of requests) answers.push(await call(RPC, request));
  const columns = answers[0].tiers.columns.map((_, at) => ({ ordinals: answers.flatMap(({ tiers }) => tiers.columns[at].ordinals) }));
  return { schemes: answers[0].schemes, tiers: { columns } };
}

const requestOf = (rows, schemes) => ({ items: { followers: { followers: rows.map((row) => String(row.followers)) } }, schemes });
