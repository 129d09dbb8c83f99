// The Connect protocol, judged by its own client: unary calls over HTTP/1.1, as JSON and as protobuf.
import test from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { create, createFileRegistry, fromBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { Code, ConnectError, createClient } from '@connectrpc/connect';
import { compressionGzip, createConnectTransport } from '@connectrpc/connect-node';

const timeout = 60_000;

// The contract as protoc describes it: no code is generated.
function readContract() {
  const protos = fileURLToPath(new URL('../../../protos', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'influence-connect-'));
  const file = join(folder, 'contract.binpb');
  try {
    execFileSync('protoc', ['-I', protos, '--include_imports', `--descriptor_set_out=${file}`,
      'influence/v1/tier_service.proto', 'influence/v1/fit_service.proto', 'influence/v1/profile_service.proto',
      'influence/v1/campaign_service.proto', 'influence/v1/info_service.proto', 'grpc/health/v1/health.proto', 'google/rpc/error_details.proto']);
    return createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(file)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const contract = readContract();
const service = name => contract.getService(name);
const message = name => contract.getMessage(name);

const baseUrl = process.env.INFLUENCE_WEB
  ?? (() => { throw new Error('INFLUENCE_WEB is not set; run tests/foreign/run, which starts a server with a port for JSON.'); })();

// Every way in which the client can put a call.
const ways = [
  { useBinaryFormat: true },
  { useBinaryFormat: false },
  { useBinaryFormat: true, useHttpGet: true },
  { useBinaryFormat: false, useHttpGet: true },
  { useBinaryFormat: true, sendCompression: compressionGzip, compressMinBytes: 0 },
  { useBinaryFormat: false, sendCompression: compressionGzip, compressMinBytes: 0 },
  { useBinaryFormat: false, sendCompression: compressionGzip, compressMinBytes: 0, useHttpGet: true },
];
const clientOf = (name, options) => createClient(service(name), createConnectTransport({ baseUrl, httpVersion: '1.1', ...options }));
const nameOf = way => JSON.stringify(way, (key, value) => key === 'sendCompression' ? value.name : value);

for (const way of ways) {
  test(`A call is answered, ${nameOf(way)}`, { timeout }, async () => {
    const answer = await clientOf('influence.v1.TierService', way).classifyTier({ creator: { case: 'followerCount', value: 4_990n }, schemes: { schemeIds: ['harvard-media', 'iab-uk'] } });

    assert.deepEqual(answer.classifications.map(one => [one.schemeId, one.tier.id]), [['harvard-media', 'micro'], ['iab-uk', 'nano']]);
    assert.equal(answer.classifications[0].nearestBound, 5_000n);
  });

  test(`A large call is answered, ${nameOf(way)}`, { timeout, skip: way.useHttpGet && 'too long for an address' }, async () => {
    const followers = Array.from({ length: 10_000 }, (_, i) => BigInt(i) * 997n);

    const answer = await clientOf('influence.v1.TierService', way).batchClassifyTiers({ items: { source: { case: 'followers', value: { followers } } } });

    assert.equal(answer.tiers.itemCount, 10_000);
    const { ordinals } = answer.tiers.columns[0];
    assert.deepEqual([ordinals.length, ordinals[0], ordinals[5], ordinals[9_999]], [10_000, 0, 2, 6]);
  });

  test(`An error tells its code, message and details, ${nameOf(way)}`, { timeout }, async () => {
    const error = await clientOf('influence.v1.TierService', way)
      .classifyTier({ creator: { case: 'followerCount', value: 1n }, schemes: { schemeIds: ['nope', 'iab-uk', 'nada'] } })
      .then(() => assert.fail('answered instead of refused'), one => ConnectError.from(one));

    assert.equal(error.code, Code.InvalidArgument);
    assert.match(error.rawMessage, /^No such tier scheme/);
    const [info] = error.findDetails(message('google.rpc.ErrorInfo'));
    assert.deepEqual([info.reason, info.domain], ['UNKNOWN_TIER_SCHEME', 'influence.v1']);
    const [fault] = error.findDetails(message('google.rpc.BadRequest'));
    assert.deepEqual(fault.fieldViolations.map(one => one.field), ['schemes.schemeIds[0]', 'schemes.schemeIds[2]']);
  });
}

test('Every unary rpc is answered, or refused with a reason of its own', { timeout }, async () => {
  for (const name of ['TierService', 'FitService', 'ProfileService', 'CampaignService', 'InfoService']) {
    const client = clientOf(`influence.v1.${name}`, { useBinaryFormat: false });
    for (const method of service(`influence.v1.${name}`).methods.filter(one => one.methodKind === 'unary')) {
      const outcome = await client[method.localName](create(method.input)).catch(one => ConnectError.from(one));
      if (outcome instanceof ConnectError) {
        assert.equal(outcome.findDetails(message('google.rpc.ErrorInfo')).length, 1, `${name}.${method.name}: ${outcome.message}`);
      }
    }
  }
});

test('Health is told', { timeout }, async () => {
  const answer = await clientOf('grpc.health.v1.Health', { useBinaryFormat: false }).check({});
  assert.equal(answer.status, 1);
});

test('A call that is called off does not harm the next', { timeout }, async () => {
  const client = clientOf('influence.v1.TierService', { useBinaryFormat: true });
  const off = new AbortController();
  const called = client.listTierSchemes({}, { signal: off.signal }).then(() => null, one => ConnectError.from(one));
  off.abort();
  const error = await called;
  assert.equal(error?.code, Code.Canceled);
  assert.ok((await client.listTierSchemes({})).schemes.length > 0);
});
