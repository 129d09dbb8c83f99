// What both programs have in common: their arguments, their output, and how they end.
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { Failure } from './failure.mjs';

export class UsageError extends Error {}

/** Arguments of a program whose one positional argument is a file. */
export function argumentsOf(usage, options) {
  const common = { server: { type: 'string' }, 'api-key-file': { type: 'string' }, ca: { type: 'string' } };
  let parsed;
  try {
    parsed = parseArgs({ options: { ...common, ...options }, allowPositionals: true });
  } catch (fault) {
    throw new UsageError(`${fault.message}\n${usage}`);
  }
  const { values, positionals } = parsed;
  if (positionals.length !== 1) throw new UsageError(usage);
  return {
    ...values,
    file: positionals[0],
    server: values.server ?? process.env.INFLUENCE_SERVER ?? '127.0.0.1:5090',
    apiKeyFile: values['api-key-file'],
  };
}

/** Writes a line to standard output, and waits while nobody reads it. */
export async function print(line) {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
}

/** Runs a program. It exits with 2 where the arguments or a file cannot be used, 3 where the server is not reached, 4 where it refuses. */
export async function run(program) {
  process.stdout.on('error', error => process.exit(error.code === 'EPIPE' ? 0 : 2)); // as where 'head' has had enough
  try {
    await program();
  } catch (error) {
    const failure = Failure.ofCall(error);
    const isKnown = failure instanceof Failure || failure instanceof UsageError || failure.syscall !== undefined;
    console.error(isKnown ? failure.message : failure.stack);
    process.exitCode = !(failure instanceof Failure) ? 2 : ['UNAVAILABLE', 'DEADLINE_EXCEEDED'].includes(failure.code) ? 3 : 4;
  }
}

/** Tells the first rows that are left out, and counts the others. */
export class BadRows {
  count = 0;

  add = (line, why) => {
    if (++this.count <= 10) console.error(`line ${line} is left out: ${why}`);
  };

  tellRest() {
    if (this.count > 10) console.error(`${this.count - 10} more rows are left out`);
  }
}
