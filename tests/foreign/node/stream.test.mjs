import test from 'node:test';
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { answersOf, ask, chunk, Code, collect, detailsOf, infoClient, next, schemes, spell, tierClient, timeout } from './contract.mjs';

const client = tierClient();
const open = (options = {}) => client.streamClassifyTiers({ deadline: Date.now() + 50_000, ...options });
const config = (...ids) => ({ config: { schemes: schemes(...ids) } });

test('StreamClassifyTiers answers 50 chunks in order; a bad item and a refused chunk spoil nothing else', { timeout }, async () => {
  const { limits: { stream: { maxItemsPerChunk } } } = await ask(infoClient(), 'getServerInfo', {});
  const call = open();
  call.write(config('harvard-media', 'iab-uk'));
  for (let sequence = 1; sequence <= 50; sequence++) {
    const followers = sequence === 33 ? new Array(maxItemsPerChunk + 1).fill(1) : [sequence * 1_000, sequence === 7 ? 10_000_000_001 : 700];
    call.write(chunk(sequence * 10, followers));
  }
  call.end();
  const { messages, error } = await collect(call);

  assert.equal(error, undefined);
  assert.deepEqual(messages.map(one => one.message), ['accepted', ...new Array(50).fill('result'), 'summary']);
  assert.deepEqual(messages[0].accepted.tierSchemes.map(scheme => scheme.id), ['harvard-media', 'iab-uk']);
  assert.equal(messages[0].accepted.limits.maxItemsPerChunk, maxItemsPerChunk);
  const results = messages.slice(1, -1).map(one => one.result);
  assert.deepEqual(results.map(result => result.sequence), Array.from({ length: 50 }, (_, i) => (i + 1) * 10));

  const refused = results[32];
  assert.equal(refused.tiers, null);
  assert.equal(spell(refused.status).code, Code.RESOURCE_EXHAUSTED);
  assert.equal(spell(refused.status).reason, 'TOO_MANY_ITEMS');
  const [fault] = results[6].tiers.errors;
  assert.deepEqual(fault.indexes, [1]);
  assert.equal(spell(fault.status).reason, 'FOLLOWERS_OUT_OF_RANGE');
  assert.deepEqual(results[6].tiers.columns.map(column => column.ordinals), [[3, 0], [1, 0]]);
  assert.deepEqual(results[49].tiers.columns.map(column => column.ordinals), [[6, 1], [3, 0]]);
  assert.deepEqual(messages.at(-1).summary, { chunks: 50, refusedChunks: 1, items: 98, ok: 97, failed: 1, complete: true, lastSequence: 500 });
});

test('StreamClassifyTiers tells of unknown follower counts by item', { timeout }, async () => {
  const call = open();
  call.write(config('iab-uk'));
  call.end(chunk(1, [20_000, 0, 20_000, 0], { missing: [1, 3] }));
  const { messages: [, { result: { tiers } }] } = await collect(call);

  assert.deepEqual(tiers.columns[0].ordinals, [2, 0, 2, 0]);
  assert.deepEqual(tiers.errors.map(error => [error.indexes, spell(error.status).reason]), [[[1, 3], 'FOLLOWERS_MISSING']]);
});

test('StreamClassifyTiers accepts at once, before any chunk', { timeout }, async () => {
  const call = open();
  call.write(config('iab-uk'));
  const answers = answersOf(call);
  assert.equal((await next(answers)).message, 'accepted');

  call.end();
  const last = await next(answers);
  assert.deepEqual([last.message, last.summary.complete, last.summary.chunks], ['summary', true, 0]);
});

for (const { fault, reason, messages, answered } of [
  { fault: 'no config', reason: 'STREAM_CONFIG_MISSING', messages: [chunk(1, [1])], answered: 0 },
  { fault: 'nothing at all', reason: 'STREAM_CONFIG_MISSING', messages: [], answered: 0 },
  { fault: 'two configs', reason: 'STREAM_CONFIG_REPEATED', messages: [config('iab-uk'), chunk(1, [1]), config('iab-uk')], answered: 1 },
  { fault: 'an empty message', reason: 'STREAM_MESSAGE_EMPTY', messages: [config('iab-uk'), {}], answered: 0 },
  { fault: 'a sequence that stays', reason: 'STREAM_SEQUENCE_NOT_INCREASING', messages: [config('iab-uk'), chunk(5, [1]), chunk(5, [1])], answered: 1 },
  { fault: 'a sequence of 0', reason: 'STREAM_SEQUENCE_NOT_INCREASING', messages: [config('iab-uk'), chunk(0, [1])], answered: 0 },
  { fault: 'an unknown scheme', reason: 'UNKNOWN_TIER_SCHEME', messages: [config('nope')], answered: 0 },
]) {
  test(`StreamClassifyTiers ends on ${fault}, after the answers to what came before`, { timeout }, async () => {
    const call = open();
    for (const message of messages) call.write(message);
    call.end();
    const { messages: said, error } = await collect(call);

    assert.equal(error.code, Code.INVALID_ARGUMENT);
    assert.equal(detailsOf(error).reason, reason);
    assert.equal(said.filter(one => one.message === 'result').length, answered);
    assert.equal(said.filter(one => one.message === 'summary').length, 0);
  });
}

test('StreamClassifyTiers holds back a client that does not read, and loses nothing', { timeout }, async () => {
  const total = 600;
  const followers = new Array(10_000).fill(49_000);
  const call = open();
  call.write({ config: { schemes: schemes('harvard-media'), columns: { boundaryMargins: true } } });
  // This library buffers without end what arrives before the first read, and holds back only after it.
  const answers = answersOf(call);
  assert.equal((await next(answers)).message, 'accepted');
  let sent = 0;
  const sending = (async () => {
    for (let sequence = 1; sequence <= total; sequence++) {
      await new Promise(resolve => call.write(chunk(sequence, followers), resolve));
      sent = sequence;
    }
    call.end();
  })();

  // It has come to a halt when nothing more is taken for a second.
  for (let before = -1; sent === 0 || before !== sent;) {
    before = sent;
    await pause(1_000);
  }
  const halted = sent;
  const { messages, error } = await collect(answers);
  await sending;

  assert.ok(halted < total / 2, `${halted} chunks were taken in while no answer was read`);
  assert.equal(error, undefined);
  assert.deepEqual(messages.slice(0, -1).map(one => one.result.sequence), Array.from({ length: total }, (_, i) => i + 1));
  assert.deepEqual(messages.at(-1).summary, {
    chunks: total, refusedChunks: 0, items: total * 10_000, ok: total * 10_000, failed: 0, complete: true, lastSequence: total });
});

test('A cancelled stream ends as cancelled, and the connection goes on', { timeout }, async () => {
  const call = open();
  call.write(config('iab-uk'));
  call.write(chunk(1, [1]));
  const answers = answersOf(call);
  await next(answers);
  call.cancel();
  const { error } = await collect(answers);

  assert.equal(error.code, Code.CANCELLED);
  await ask(client, 'classifyTier', { followerCount: 1 });
});

test('A stream past its deadline ends as such', { timeout }, async () => {
  const call = open({ deadline: Date.now() + 500 });
  call.write(config('iab-uk'));
  const { messages, error } = await collect(call);

  assert.equal(error.code, Code.DEADLINE_EXCEEDED);
  assert.deepEqual(messages.map(one => one.message), ['accepted']);
});
