import test from 'node:test';
import assert from 'node:assert/strict';
import { ask, infoClient, tierClient, timeout } from './contract.mjs';

test('GetServerInfo tells version, limits and defaults', { timeout }, async () => {
  const info = await ask(infoClient(), 'getServerInfo', {});

  assert.match(info.version, /^\d+\.\d+\.\d+/);
  assert.match(info.runtime, /\.NET/);
  assert.ok(info.uptime.seconds + info.uptime.nanos > 0);
  assert.ok(info.limits.maxItems >= 1);
  assert.ok(info.limits.maxTierSchemes >= 1);
  assert.ok(info.limits.maxMessageBytes > info.limits.stream.maxChunkBytes);
  assert.ok(info.limits.stream.maxChunksInFlight >= 1);
  assert.ok(info.limits.stream.inactivityTimeout.seconds > 0);
  assert.notEqual(info.profileStore, 'PROFILE_STORE_KIND_UNSPECIFIED');

  const list = await ask(tierClient(), 'listTierSchemes', {});
  assert.equal(info.tierSchemeCount, list.schemes.length);
  assert.equal(info.defaultTierSchemeId, list.defaultSchemeId);
});
