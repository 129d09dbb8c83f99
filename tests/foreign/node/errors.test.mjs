import test from 'node:test';
import assert from 'node:assert/strict';
import { ask, Code, detailsOf, infoClient, refusal, schemes, tierClient, timeout } from './contract.mjs';

const client = tierClient();

test('An unknown scheme is told by reason and field, all of them at once', { timeout }, async () => {
  const error = await refusal(client, 'classifyTier', { followerCount: 1, schemes: schemes('nope', 'iab-uk', 'nada') });

  assert.equal(error.code, Code.INVALID_ARGUMENT);
  const details = detailsOf(error);
  assert.equal(details.code, error.code);
  assert.equal(details.message, error.details);
  assert.equal(details.reason, 'UNKNOWN_TIER_SCHEME');
  assert.equal(details.domain, 'influence.v1');
  assert.match(details.metadata.known, /harvard-media/);
  assert.deepEqual(details.violations, ['schemes.schemeIds[0]', 'schemes.schemeIds[2]']);
});

test('A request with faults in several fields names every one', { timeout }, async () => {
  const error = await refusal(client, 'classifyTier', { followerCount: 1, platform: 99, schemes: schemes('nope') });

  assert.equal(error.code, Code.INVALID_ARGUMENT);
  const details = detailsOf(error);
  assert.equal(details.reason, 'INVALID_REQUEST');
  assert.deepEqual(details.violations.sort(), ['platform', 'schemes.schemeIds[0]']);
});

test('A request that asks about nobody is refused', { timeout }, async () => {
  for (const [method, field] of [['classifyTier', 'creator'], ['batchClassifyTiers', 'items']]) {
    const details = detailsOf(await refusal(client, method, {}));
    assert.equal(details.reason, 'INVALID_REQUEST', method);
    assert.deepEqual(details.violations, [field]);
  }
});

test('A follower count is accepted at its limit and refused one past it', { timeout }, async () => {
  await ask(client, 'classifyTier', { followerCount: 10_000_000_000 });
  const details = detailsOf(await refusal(client, 'classifyTier', { followerCount: 10_000_000_001 }));

  assert.equal(details.reason, 'FOLLOWERS_OUT_OF_RANGE');
  assert.equal(details.metadata.limit, '10000000000');
});

test('A batch is accepted at its limit and refused one past it', { timeout }, async () => {
  const { limits: { maxItems } } = await ask(infoClient(), 'getServerInfo', {});
  const batch = count => ({ items: { followers: { followers: new Array(count).fill(700) } } });

  const { tiers } = await ask(client, 'batchClassifyTiers', batch(maxItems));
  assert.equal(tiers.columns[0].ordinals.length, maxItems);
  const error = await refusal(client, 'batchClassifyTiers', batch(maxItems + 1));
  assert.equal(error.code, Code.RESOURCE_EXHAUSTED);
  const details = detailsOf(error);
  assert.equal(details.reason, 'TOO_MANY_ITEMS');
  assert.deepEqual([details.metadata.limit, details.metadata.got], [`${maxItems}`, `${maxItems + 1}`]);
});

test('A message over the limit ends its call, and only its call', { timeout }, async () => {
  const { limits: { maxMessageBytes } } = await ask(infoClient(), 'getServerInfo', {});
  const error = await refusal(client, 'classifyTier', { profile: { creatorId: 'x'.repeat(maxMessageBytes + 1) } });

  assert.equal(error.code, Code.RESOURCE_EXHAUSTED);
  await ask(client, 'classifyTier', { followerCount: 1 });
});
