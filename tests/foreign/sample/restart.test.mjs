// clients/node goes on where it was cut, waits as long as it is told to, and holds no more than what is in flight.
import test from 'node:test';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startServer } from '../node/server.mjs';
import { ended, folder, ran, start, timeout } from './programs.mjs';

const { definition } = await import(pathToFileURL(join(folder, 'contract.mjs')));
const grpc = createRequire(import.meta.url)('@grpc/grpc-js');

test('classify survives a restart of the server, in little memory, with every row once', { timeout: 2 * timeout }, async context => {
  const count = 200_000;
  const file = join(folder, 'long.csv');
  await writeFile(file, 'id,followers\n' + Array.from({ length: count }, (_, i) => `c${i},${i}\n`).join(''));
  const first = await startServer();
  context.after(() => first.process.kill('SIGKILL'));
  const gone = once(first.process, 'exit');
  // All rows at once would take several times as much.
  const program = start('classify.mjs', [file, '--scheme', 'iab-uk'], { server: first.host, options: ['--max-old-space-size=40'] });

  // Nothing is read: the program comes to a halt long before its end.
  await once(program.stdout, 'readable');
  first.process.kill('SIGTERM');
  await gone;
  assert.equal(program.exitCode, null);
  const second = await startServer(Number(first.host.split(':')[1]));
  context.after(() => second.process.kill('SIGKILL'));
  const { code, out, err } = await ended(program);

  assert.equal(code, 0, err);
  const rows = out.trimEnd().split('\n').slice(1);
  assert.equal(rows.length, count);
  assert.ok(rows.every((row, i) => row.startsWith(`c${i},${i},`)));
});

test('classify asks again when the server says, and not before', { timeout }, async context => {
  const calls = [];
  const server = new grpc.Server();
  const detail = (name, message) => ({ type_url: `type.googleapis.com/google.rpc.${name}`, value: definition[`google.rpc.${name}`].serialize(message) });
  server.addService(definition['influence.v1.TierService'], {
    streamClassifyTiers(call) {
      calls.push(Date.now());
      const metadata = new grpc.Metadata();
      metadata.set('grpc-status-details-bin', Buffer.from(definition['google.rpc.Status'].serialize({
        code: 14, message: 'shutting down', details: [
          detail('ErrorInfo', { reason: 'SERVER_DRAINING', domain: 'influence.v1' }), detail('RetryInfo', { retryDelay: { seconds: 1, nanos: 2e8 } })],
      })));
      call.emit('error', { code: grpc.status.UNAVAILABLE, details: 'shutting down', metadata });
    },
  });
  const port = await new Promise((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) => error ? reject(error) : resolve(bound)));
  context.after(() => server.forceShutdown());
  const file = join(folder, 'one.csv');
  await writeFile(file, 'followers\n700\n');

  const { code, out, err } = await ran('classify.mjs', [file], { server: `127.0.0.1:${port}` });

  assert.deepEqual([code, out], [3, '']);
  assert.equal(err, 'UNAVAILABLE (SERVER_DRAINING): shutting down\n');
  assert.equal(calls.length, 3);
  for (const [i, at] of calls.slice(1).entries()) assert.ok(at - calls[i] >= 1_190, `asked again after ${at - calls[i]} ms`);
});
