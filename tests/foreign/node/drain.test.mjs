// A server of its own, told to stop while calls are under way.
import test from 'node:test';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { answersOf, chunk, Code, collect, detailsOf, healthClient, next, schemes, tierClient, timeout } from './contract.mjs';
import { startServer } from './server.mjs';

test('A server that is told to stop says so to streams and watchers, answers what it has, and exits in order', { timeout }, async context => {
  const server = await startServer();
  context.after(() => server.process.kill('SIGKILL'));
  const exited = once(server.process, 'exit');
  const watch = answersOf(healthClient(server.host).watch({ service: '' }));
  assert.equal((await next(watch)).status, 'SERVING');
  const stream = tierClient(server.host).streamClassifyTiers();
  stream.write({ config: { schemes: schemes('iab-uk') } });
  stream.write(chunk(1, [20_000]));
  const answers = answersOf(stream);
  assert.equal((await next(answers)).message, 'accepted');
  assert.equal((await next(answers)).result.sequence, 1);

  server.process.kill('SIGTERM');
  const [watched, streamed] = await Promise.all([collect(watch), collect(answers)]);

  assert.deepEqual(watched.messages.map(one => one.status), ['NOT_SERVING']);
  assert.deepEqual(streamed.messages.map(one => one.message), ['summary']);
  assert.deepEqual(streamed.messages[0].summary, { chunks: 1, refusedChunks: 0, items: 1, ok: 1, failed: 0, complete: false, lastSequence: 1 });
  assert.equal(streamed.error.code, Code.UNAVAILABLE);
  const details = detailsOf(streamed.error);
  assert.equal(details.reason, 'SERVER_DRAINING');
  assert.ok(details.retryAfter > 0);
  assert.deepEqual(await exited, [0, null]);
});
