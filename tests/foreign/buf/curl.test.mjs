import test from 'node:test';
import assert from 'node:assert/strict';
import { curl, messagesOf, timeout } from './buf.mjs';

const tier = method => `/influence.v1.TierService/${method}`;

// Both reflection protocols: old tools speak only v1alpha.
for (const reflect of ['grpc-v1', 'grpc-v1alpha']) {
  test(`buf curl lists services and methods through ${reflect}`, { timeout }, async () => {
    const services = await curl('', { reflect, switches: ['--list-services'] });
    assert.equal(services.code, 0, services.err);
    for (const name of ['grpc.health.v1.Health', 'influence.v1.InfoService', 'influence.v1.TierService']) {
      assert.ok(services.out.split('\n').includes(name), services.out);
    }

    const methods = await curl('', { reflect, switches: ['--list-methods'] });
    assert.ok(methods.out.split('\n').includes('influence.v1.TierService/StreamClassifyTiers'), methods.out);
  });

  test(`buf curl makes a unary call through ${reflect}`, { timeout }, async () => {
    const { code, out, err } = await curl(tier('ClassifyTier'), {
      reflect, data: { followerCount: '49000', platform: 'PLATFORM_INSTAGRAM', schemes: { schemeIds: ['harvard-media', 'iab-uk'] } } });

    assert.equal(code, 0, err);
    const [{ classifications, agreement, dataStatus }] = messagesOf(out);
    assert.deepEqual(classifications.map(one => [one.schemeId, one.ordinal, one.tier.label]), [['harvard-media', 5, 'Mega'], ['iab-uk', 2, 'Micro']]);
    assert.equal(classifications[0].upperFollowers, '50000');
    assert.equal(agreement.votes, 2);
    assert.equal(dataStatus, 'DATA_STATUS_INLINE');
  });

  test(`buf curl makes a bidirectional call through ${reflect}`, { timeout }, async () => {
    const { code, out, err } = await curl(tier('StreamClassifyTiers'), { reflect, data: [
      { config: { schemes: { schemeIds: ['harvard-media', 'iab-uk'] }, columns: { boundaryMargins: true } } },
      { chunk: { sequence: '1', items: { followers: { followers: ['5', '50000', '20000000000'] } } } },
      { chunk: { sequence: '2', items: { profiles: { profiles: [{ creatorId: 'a', followers: '0' }] } } } },
    ] });

    assert.equal(code, 0, err);
    const [accepted, one, two, last] = messagesOf(out);
    assert.deepEqual(accepted.accepted.tierSchemes.map(scheme => scheme.id), ['harvard-media', 'iab-uk']);
    assert.deepEqual(one.result.tiers.columns.map(column => column.ordinals), [[0, 6, 0], [0, 3, 0]]);
    const [{ indexes, status }] = one.result.tiers.errors;
    assert.deepEqual(indexes, [2]);
    // What an Any holds is readable only where reflection knows the detail types.
    assert.equal(status.details[0]['@type'], 'type.googleapis.com/google.rpc.ErrorInfo');
    assert.equal(status.details[0].reason, 'FOLLOWERS_OUT_OF_RANGE');
    assert.equal(two.result.tiers.columns[0].boundaryMargins[0], '-Infinity');
    assert.deepEqual(last.summary, { chunks: '2', items: '4', ok: '3', failed: '1', complete: true, lastSequence: '2' });
  });
}

test('buf curl tells the code, message and details of an error', { timeout }, async () => {
  const { code, err } = await curl(tier('ClassifyTier'), { data: { followerCount: '1', schemes: { schemeIds: ['nope'] } } });

  assert.notEqual(code, 0);
  const error = JSON.parse(err);
  assert.equal(error.code, 'invalid_argument');
  assert.match(error.message, /nope/);
  assert.deepEqual(error.details.map(detail => detail.type), ['google.rpc.ErrorInfo', 'google.rpc.BadRequest']);
});

test('buf curl reads server info and health', { timeout }, async () => {
  const info = await curl('/influence.v1.InfoService/GetServerInfo', { data: {} });
  assert.match(messagesOf(info.out)[0].version, /^\d+\.\d+\.\d+/);
  const health = await curl('/grpc.health.v1.Health/Check', { data: { service: 'influence.v1.TierService' } });
  assert.deepEqual(messagesOf(health.out), [{ status: 'SERVING' }]);
});
