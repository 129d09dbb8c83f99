// The contract as a Node client sees it: read from protos/ at run time, no code of ours in between.
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';
import protobuf from 'protobufjs';

export { grpc };
export const { status: Code } = grpc;

const protos = fileURLToPath(new URL('../../../protos', import.meta.url));
const definition = loader.loadSync(
  ['influence/v1/tier_service.proto', 'influence/v1/profile_service.proto', 'influence/v1/info_service.proto', 'grpc/health/v1/health.proto'],
  { includeDirs: [protos], longs: Number, enums: String, defaults: true, arrays: true, oneofs: true });
const contract = grpc.loadPackageDefinition(definition);

const details = new protobuf.Root();
details.resolvePath = (_, target) => join(protos, target);
details.loadSync(['google/rpc/status.proto', 'google/rpc/error_details.proto']);

// Host and port of the server under test.
export const target = new URL(process.env.INFLUENCE_SERVER
  ?? (() => { throw new Error('INFLUENCE_SERVER is not set; run tests/foreign/run, which starts a server.'); })()).host;

// What a test may take at most, in milliseconds.
export const timeout = 60_000;

const plain = grpc.credentials.createInsecure();
export const tierClient = (at = target) => new contract.influence.v1.TierService(at, plain);
export const profileClient = (at = target) => new contract.influence.v1.ProfileService(at, plain);
export const infoClient = (at = target) => new contract.influence.v1.InfoService(at, plain);
export const healthClient = (at = target) => new contract.grpc.health.v1.Health(at, plain);

/** A unary call as a promise. */
export const ask = (client, method, request, options = { deadline: Date.now() + 20_000 }) =>
  new Promise((resolve, reject) => client[method](request, options, (error, answer) => error ? reject(error) : resolve(answer)));

/** The error of a unary call that must fail. */
export const refusal = (client, method, request) =>
  ask(client, method, request).then(
    answer => { throw new Error(`answered instead of refused: ${JSON.stringify(answer)}`); },
    error => error);

/** A call's error spelled out from its trailer grpc-status-details-bin. */
export function detailsOf(error) {
  const [bytes] = error.metadata.get('grpc-status-details-bin');
  return spell(details.lookupType('google.rpc.Status').decode(bytes));
}

/** A google.rpc.Status spelled out: code, message, reason, domain, metadata, violations, retryAfter in seconds. */
export function spell(status) {
  const find = name => {
    const any = status.details.find(detail => (detail.type_url ?? detail.typeUrl) === `type.googleapis.com/google.rpc.${name}`);
    return any && details.lookupType(`google.rpc.${name}`).toObject(
      details.lookupType(`google.rpc.${name}`).decode(any.value), { longs: Number, defaults: true, arrays: true });
  };
  const info = find('ErrorInfo');
  const retry = find('RetryInfo');
  return {
    code: status.code,
    message: status.message,
    reason: info?.reason,
    domain: info?.domain,
    metadata: info?.metadata ?? {},
    violations: (find('BadRequest')?.fieldViolations ?? []).map(violation => violation.field),
    retryAfter: retry && retry.retryDelay.seconds + retry.retryDelay.nanos / 1e9,
  };
}

/** What a stream says, to be taken message by message. */
export const answersOf = call => call[Symbol.asyncIterator]();

/** The next message of a stream. */
export const next = async answers => (await answers.next()).value;

/** Everything that a stream still says until it ends, and the error it ends with, if any. */
export async function collect(answers) {
  const messages = [];
  try {
    for await (const message of answers) messages.push(message);
    return { messages, error: undefined };
  } catch (error) {
    return { messages, error };
  }
}

/** A chunk of follower counts. */
export const chunk = (sequence, followers, more = {}) => ({ chunk: { sequence, items: { followers: { followers, ...more } } } });

export const schemes = (...schemeIds) => ({ schemeIds });
