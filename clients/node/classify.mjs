#!/usr/bin/env node
// The tiers of the creators in a CSV file of any length: node classify.mjs creators.csv --scheme harvard-media > tiers.csv
import { streamInChunks } from './chunk_stream.mjs';
import { argumentsOf, BadRows, print, run, UsageError } from './command_line.mjs';
import { connect } from './contract.mjs';
import { numberIn, recordsOf } from './csv.mjs';
import { failuresByItem, Failure } from './failure.mjs';

const USAGE = `usage: node classify.mjs FILE.csv [--scheme ID]... [--column NAME] [--server HOST:PORT] [--api-key-file FILE] [--ca FILE]

FILE.csv has a header and a column of follower counts, "followers" or the one that --column names. Standard output gets its rows with
ID_tier, ID_ordinal and ID_margin for each scheme, and an error column.`;

/** The follower counts of some rows. Unknown is not 0: such rows are named in "missing". */
const toItems = rows => ({
  followers: {
    followers: rows.map(row => row.followers ?? 0),
    missing: rows.flatMap((row, i) => row.followers === undefined ? [i] : []),
  },
});

const marginText = margin => Number.isNaN(margin) ? '' : !Number.isFinite(margin) ? (margin > 0 ? 'inf' : '-inf') : margin.toFixed(6).replace(/^-(0\.0+)$/, '$1');

await run(async () => {
  const { file, scheme = [], column = 'followers', ...server } = argumentsOf(USAGE, {
    scheme: { type: 'string', multiple: true }, column: { type: 'string' },
  });
  const { tiers } = connect(server.server, server);
  const bad = new BadRows();
  let header;

  async function* rows() {
    const records = recordsOf(file, (names, text) => {
      if (!names.includes(column)) throw new UsageError(`${file} has no column '${column}'; it has ${names.join(', ')}. Name it with --column.`);
      header = text;
    }, bad.add);
    for await (const { line, text, values } of records) {
      try {
        yield { text, followers: numberIn(values[column], 'follower count', Number.isSafeInteger) };
      } catch (fault) {
        bad.add(line, fault.message);
      }
    }
  }

  const answers = streamInChunks({
    open: () => tiers.streamClassifyTiers(),
    config: { schemes: { schemeIds: scheme }, columns: { boundaryMargins: true } },
    source: rows(),
    toItems,
    chunkItems: 10_000,
    meaning: accepted => accepted.tierSchemes.map(({ id, version }) => `${id} version ${version}`).join(', '),
  });
  let headed = false;
  for await (const { items, result, accepted: { tierSchemes } } of answers) {
    if (!headed) await print([header, ...tierSchemes.flatMap(({ id }) => [`${id}_tier`, `${id}_ordinal`, `${id}_margin`]), 'error'].join(','));
    headed = true;
    if (result.status) throw Failure.ofStatus(result.status);
    const failures = failuresByItem(result.tiers.errors);
    for (const [i, { text }] of items.entries()) {
      const failure = failures.get(i);
      const cells = result.tiers.columns.flatMap(({ ordinals, boundaryMargins }, s) =>
        failure ? ['', '', ''] : [tierSchemes[s].tiers[ordinals[i] - 1]?.id ?? '', ordinals[i], marginText(boundaryMargins[i])]);
      await print([text, ...cells, failure ? failure.reason || failure.code : ''].join(','));
    }
  }
  bad.tellRest();
});
