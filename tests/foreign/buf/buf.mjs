// `buf curl` as people type it: it learns the contract from the server by reflection.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../../eng/buf', import.meta.url));
const server = process.env.INFLUENCE_SERVER;
if (!server) throw new Error('INFLUENCE_SERVER is not set; run tests/foreign/run, which starts a server.');

export const timeout = 60_000;

/** Runs `buf curl` on a path of the server: exit code, JSON messages on standard output, JSON error on standard error. */
export function curl(path, { data, reflect = 'grpc-v1', switches = [] } = {}) {
  const words = ['curl', '--protocol', 'grpc', '--http2-prior-knowledge', '--reflect-protocol', reflect, ...switches,
    ...(data === undefined ? [] : ['-d', '@-']), `${server}${path}`];
  return new Promise(resolve => {
    const process_ = execFile(program, words, { timeout }, (error, out, err) => resolve({
      code: error ? error.code : 0, out, err }));
    process_.stdin.end(data === undefined ? '' : [].concat(data).map(message => JSON.stringify(message)).join('\n'));
  });
}

/** The JSON values that a text is a row of: messages are printed one after the other, indented. */
export const messagesOf = text => text.trim() === '' ? [] : JSON.parse(`[${text.trim().replaceAll(/^}\n{/gm, '},\n{')}]`);
