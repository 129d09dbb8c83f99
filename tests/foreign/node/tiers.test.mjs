import test from 'node:test';
import assert from 'node:assert/strict';
import { ask, schemes, tierClient, timeout } from './contract.mjs';

const client = tierClient();

test('ListTierSchemes tells every scheme with its tiers from low to high', { timeout }, async () => {
  const { schemes: all, defaultSchemeId } = await ask(client, 'listTierSchemes', {});

  const ids = all.map(scheme => scheme.id);
  for (const id of ['harvard-media', 'no-1k-10k', 'nl-5k-100k', 'fi-under-10k', 'fi-1k-5k', 'iab-uk']) assert.ok(ids.includes(id), id);
  assert.ok(ids.includes(defaultSchemeId));
  assert.equal(new Set(ids).size, ids.length);
  for (const scheme of all) {
    assert.ok(scheme.version >= 1 && scheme.title !== '' && scheme.builtIn, scheme.id);
    assert.notEqual(scheme.kind, 'TIER_SCHEME_KIND_UNSPECIFIED', scheme.id);
    assert.deepEqual(scheme.tiers.map(tier => tier.ordinal), scheme.tiers.map((_, i) => i + 1), scheme.id);
  }
});

test('ClassifyTier explains one creator under several schemes, in the order asked for', { timeout }, async () => {
  const answer = await ask(client, 'classifyTier', {
    followerCount: 49_000,
    schemes: schemes('harvard-media', 'iab-uk', 'nl-5k-100k'),
  });

  assert.deepEqual(
    answer.classifications.map(({ schemeId, ordinal, tier }) => [schemeId, ordinal, tier.id]),
    [['harvard-media', 5, 'mega'], ['iab-uk', 2, 'micro'], ['nl-5k-100k', 1, 'micro']]);
  const [first] = answer.classifications;
  assert.equal(first.lowerFollowers, 25_000);
  assert.equal(first.upperFollowers, 50_000);
  assert.equal(first.nearestBound, 50_000);
  assert.ok(Math.abs(first.boundaryMargin - Math.log(49_000 / 50_000)) < 1e-12);
  assert.equal(first.nearBoundary, true);
  assert.match(first.rule, /49,000/);
  assert.equal(answer.agreement.votes, 3);
  assert.equal(answer.agreement.majority, 'CANONICAL_TIER_MICRO');
  assert.ok(Math.abs(answer.agreement.agreement - 2 / 3) < 1e-12);
  assert.equal(answer.dataStatus, 'DATA_STATUS_INLINE');
});

test('ClassifyTier answers under the default scheme where none is named', { timeout }, async () => {
  const { defaultSchemeId } = await ask(client, 'listTierSchemes', {});
  const { classifications } = await ask(client, 'classifyTier', { followerCount: 1_000 });
  assert.deepEqual(classifications.map(one => one.schemeId), [defaultSchemeId]);
});

test('ClassifyTier reads a profile, and knows zero from absent', { timeout }, async () => {
  const of = profile => ask(client, 'classifyTier', { profile: { creatorId: 'one', platform: 'PLATFORM_TIKTOK', ...profile }, schemes: schemes('harvard-media') });

  const { classifications: [none] } = await of({ followers: 0 });
  assert.equal(none.ordinal, 0);
  assert.equal(none.tier, null);
  assert.equal(none.unrankedReason, 'UNRANKED_REASON_BELOW_LOWEST');
  assert.equal(none.boundaryMargin, -Infinity);
  await assert.rejects(of({}), /follower count is not known/);
});

test('ClassifyTier answers under a scheme that comes with the request', { timeout }, async () => {
  const inlineScheme = {
    id: 'our-own', version: 3, title: 'Our own', source: { document: 'Our handbook' }, kind: 'TIER_SCHEME_KIND_FOLLOWERS',
    tiers: [{ id: 'small', label: 'Small', lowerFollowers: 10 }, { id: 'big', label: 'Big', lowerFollowers: 20 }],
  };
  const { classifications } = await ask(client, 'classifyTier', { followerCount: 20, schemes: { schemeIds: ['iab-uk'], inlineScheme } });

  assert.deepEqual(classifications.map(one => [one.schemeId, one.ordinal]), [['iab-uk', 0], ['our-own', 2]]);
  assert.equal(classifications[1].schemeVersion, 3);
});

test('BatchClassifyTiers answers in columns as ClassifyTier does one by one', { timeout }, async () => {
  const followers = [0, 499, 500, 999, 1_000, 4_999, 5_000, 9_999, 10_000, 24_999, 25_000, 49_999, 50_000, 100_000, 100_001, 10_000_000_000];
  const selection = schemes('nl-5k-100k', 'harvard-media');
  const batch = await ask(client, 'batchClassifyTiers', {
    items: { followers: { followers } },
    schemes: selection,
    columns: { boundaryMargins: true, unrankedReasons: true },
  });

  assert.deepEqual(batch.schemes.map(scheme => scheme.id), ['nl-5k-100k', 'harvard-media']);
  assert.equal(batch.tiers.itemCount, followers.length);
  assert.deepEqual(batch.tiers.errors, []);
  for (const [item, followerCount] of followers.entries()) {
    const single = await ask(client, 'classifyTier', { followerCount, schemes: selection });
    for (const [i, column] of batch.tiers.columns.entries()) {
      assert.equal(column.ordinals[item], single.classifications[i].ordinal, `${followerCount} in ${batch.schemes[i].id}`);
      assert.equal(column.boundaryMargins[item], Math.fround(single.classifications[i].boundaryMargin));
      assert.equal(column.unrankedReasons[item], single.classifications[i].unrankedReason);
    }
  }
});

test('BatchClassifyTiers lets bad items fail alone', { timeout }, async () => {
  const { tiers } = await ask(client, 'batchClassifyTiers', {
    items: { profiles: { profiles: [{ creatorId: 'a', followers: 700 }, { creatorId: '', followers: 700 }, { creatorId: 'c' }, { creatorId: 'd', followers: 50_000 }] } },
    schemes: schemes('harvard-media'),
  });

  assert.deepEqual(tiers.columns[0].ordinals, [1, 0, 0, 6]);
  assert.deepEqual(tiers.errors.map(error => error.indexes).sort(), [[1], [2]]);
});
