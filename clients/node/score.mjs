#!/usr/bin/env node
// How well the creators in a file fit a brief: node score.mjs creators.csv --brief brief.json > scores.csv
import { readFile } from 'node:fs/promises';
import { streamInChunks } from './chunk_stream.mjs';
import { argumentsOf, BadRows, print, run, UsageError } from './command_line.mjs';
import { connect } from './contract.mjs';
import { creatorsIn } from './creators.mjs';
import { failuresByItem, Failure } from './failure.mjs';
import { jsonOf, messageOf } from './proto_json.mjs';

const USAGE = `usage: node score.mjs FILE --brief BRIEF.json [--server HOST:PORT] [--api-key-file FILE] [--ca FILE]

FILE is CSV with the columns creator_id and followers and, where it has them, platform, category, avg_likes, avg_comments,
sample_posts and sponsored_share; or .jsonl, an influence.v1.CreatorProfile as JSON a line. BRIEF.json is an influence.v1.Brief.
Standard output gets the rows (of JSON lines, the ids) with score, lower, upper, coverage, eligible, ineligibilities, cautions,
target_share and error.`;
const COLUMNS = 'score,lower,upper,coverage,eligible,ineligibilities,cautions,target_share,error';

/** The shortest text that reads back as the same number, as the other command lines of the project write it. */
const numberText = number => number === 0 || number >= 1e-4
  ? String(number)
  : number.toExponential().replace(/e-(\d+)$/, (_, exponent) => `E-${exponent.padStart(2, '0')}`);

/** For each item the names of the groups that it is in: [{ NAME: ..., indexes }]. */
function namesByItem(groups, key, prefix) {
  const names = new Map();
  for (const group of groups) {
    for (const index of group.indexes) {
      names.set(index, [...names.get(index) ?? [], group[key].slice(prefix.length).toLowerCase()]);
    }
  }
  return names;
}

/** A line of cells for each item. */
function cellsOf({ fits }, count) {
  const failures = failuresByItem(fits.errors);
  const unmet = namesByItem(fits.ineligible, 'reason', 'INELIGIBILITY_REASON_');
  const cautions = namesByItem(fits.cautions, 'flag', 'CAUTION_FLAG_');
  const unknown = new Set(fits.targetSharesUnknown);
  return Array.from({ length: count }, (_, i) => {
    const failure = failures.get(i);
    if (failure) return [...Array(8).fill(''), failure.reason || failure.code];
    const share = fits.targetShares.length > 0 && !unknown.has(i) ? numberText(fits.targetShares[i]) : '';
    const figures = [fits.scores, fits.lowers, fits.uppers, fits.coverages].map(column => numberText(column[i]));
    return [...figures, !unmet.has(i), (unmet.get(i) ?? []).join('|'), (cautions.get(i) ?? []).join('|'), share, ''];
  });
}

async function briefIn(file) {
  try {
    return messageOf(jsonOf(await readFile(file, 'utf8')), 'influence.v1.Brief');
  } catch (fault) {
    throw new UsageError(`${file} is no brief:\n  ${fault.message}`);
  }
}

await run(async () => {
  const { file, brief, ...server } = argumentsOf(USAGE, { brief: { type: 'string' } });
  if (brief === undefined) throw new UsageError(USAGE);
  const config = { brief: await briefIn(brief) };
  const { fit } = connect(server.server, server);
  const bad = new BadRows();
  let header;
  const answers = streamInChunks({
    open: () => fit.streamScoreFit(),
    config,
    source: creatorsIn(file, text => { header = text; }, bad.add),
    toItems: creators => ({ profiles: { profiles: creators.map(({ profile }) => profile) } }),
    meaning: accepted => `${accepted.fitModelId} version ${accepted.fitModelVersion}`,
  });
  let headed = false;
  for await (const { items, result } of answers) {
    if (!headed) await print(`${header},${COLUMNS}`);
    headed = true;
    if (result.status) throw Failure.ofStatus(result.status);
    for (const [i, cells] of cellsOf(result, items.length).entries()) await print([items[i].text, ...cells].join(','));
  }
  bad.tellRest();
});
