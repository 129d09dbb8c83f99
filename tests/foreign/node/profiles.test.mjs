import test from 'node:test';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { ask, Code, collect, detailsOf, profileClient, refusal, schemes, spell, tierClient, timeout } from './contract.mjs';

const client = profileClient();
const own = randomUUID();
const creator = (name, followers, version = 1) =>
  ({ creatorId: `${own}-${name}`, followers, version, platform: 'PLATFORM_TIKTOK', topics: { 'food/vegan': 0.5 } });
const upsert = (...profiles) => ask(client, 'upsertProfiles', { profiles: { profiles } });

test('A profile that was written is found, looked up and classified by its id', { timeout }, async () => {
  const { upserts } = await upsert(creator('a', 49_000), creator('b', 700), { creatorId: '' });
  assert.deepEqual(upserts.outcomes, ['UPSERT_OUTCOME_APPLIED', 'UPSERT_OUTCOME_APPLIED', 'UPSERT_OUTCOME_UNSPECIFIED']);
  assert.deepEqual(upserts.errors.map(error => error.indexes), [[2]]);
  assert.equal(spell(upserts.errors[0].status).reason, 'INVALID_PROFILE');

  const got = await ask(client, 'getProfile', { creatorId: `${own}-a` });
  assert.equal(got.profile.followers, 49_000);
  assert.deepEqual(got.profile.topics, { 'food/vegan': 0.5 });
  assert.equal(got.dataStatus, 'DATA_STATUS_PRESENT');

  const ids = { creatorIds: [`${own}-b`, `${own}-none`, `${own}-a`] };
  const { rows } = await ask(client, 'lookupProfiles', { ids });
  assert.deepEqual(rows.dataStatus, ['DATA_STATUS_PRESENT', 'DATA_STATUS_NOT_FOUND', 'DATA_STATUS_PRESENT']);
  assert.deepEqual(rows.profiles.map(profile => profile.creatorId), [`${own}-b`, '', `${own}-a`]);

  const { tiers } = await ask(tierClient(), 'batchClassifyTiers', { items: { ids }, schemes: schemes('harvard-media') });
  assert.deepEqual(tiers.columns[0].ordinals, [1, 0, 5]);
  assert.equal(spell(tiers.errors[0].status).reason, 'CREATOR_NOT_FOUND');
});

test('A deleted profile stays away from the write that was late', { timeout }, async () => {
  await upsert(creator('gone', 10, 5));
  const { outcomes } = await ask(client, 'deleteProfiles', { ids: { creatorIds: [`${own}-gone`] } });
  const late = await upsert(creator('gone', 10, 5));
  const error = await refusal(client, 'getProfile', { creatorId: `${own}-gone` });

  assert.deepEqual(outcomes, ['DELETE_OUTCOME_DELETED']);
  assert.deepEqual(late.upserts.outcomes, ['UPSERT_OUTCOME_SUPERSEDED']);
  assert.equal(error.code, Code.NOT_FOUND);
  assert.equal(detailsOf(error).reason, 'CREATOR_NOT_FOUND');
});

test('Profiles go in and come out by stream, acknowledged chunk by chunk', { timeout }, async () => {
  const count = 2_500;
  const writing = client.streamUpsertProfiles({ deadline: Date.now() + 50_000 });
  writing.write({ config: {} });
  for (let sequence = 1; sequence <= 5; sequence++) {
    const profiles = Array.from({ length: count / 5 }, (_, i) => creator(`s${(sequence - 1) * count / 5 + i}`, sequence * 1_000 + i));
    writing.write({ chunk: { sequence, profiles: { profiles } } });
  }
  writing.end();
  const written = await collect(writing);
  assert.equal(written.error, undefined);
  assert.deepEqual(written.messages.slice(1, -1).map(({ result }) => result.resumeAfter), [1, 2, 3, 4, 5]);
  assert.equal(written.messages.at(-1).summary.ok, count);

  const reading = client.streamLookupProfiles({ deadline: Date.now() + 50_000 });
  reading.write({ config: {} });
  for (let sequence = 1; sequence <= 5; sequence++) {
    const creatorIds = Array.from({ length: count / 5 }, (_, i) => `${own}-s${(sequence - 1) * count / 5 + i}`);
    reading.write({ chunk: { sequence, ids: { creatorIds } } });
  }
  reading.end();
  const read = await collect(reading);
  assert.equal(read.error, undefined);
  const profiles = read.messages.slice(1, -1).flatMap(({ result }) => result.rows.profiles);
  assert.deepEqual(profiles.map(profile => profile.creatorId), Array.from({ length: count }, (_, i) => `${own}-s${i}`));
});
