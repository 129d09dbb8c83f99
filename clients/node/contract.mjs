// The contract as it stands in protos/, read at run time, and a connection to a server.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const protos = fileURLToPath(new URL('../../protos', import.meta.url));
export const definition = loader.loadSync(
  ['influence/v1/tier_service.proto', 'influence/v1/fit_service.proto', 'google/rpc/status.proto', 'google/rpc/error_details.proto'],
  { includeDirs: [protos], longs: Number, enums: String, defaults: true, arrays: true, oneofs: true });
const { influence: { v1: services } } = grpc.loadPackageDefinition(definition);

/** Clients of a server: "127.0.0.1:5090", "http://..." or "https://...". A key says who calls; a CA vouches for the server. */
export function connect(server, { apiKeyFile, ca } = {}) {
  const address = server.replace(/^https?:\/\//, '').replace(/\/$/, '');
  const encrypted = server.startsWith('https://') || ca !== undefined;
  if (apiKeyFile !== undefined && !encrypted) throw new Error('A key goes over TLS only: name the server as https://HOST:PORT.');
  let credentials = encrypted ? grpc.credentials.createSsl(ca && readFileSync(ca)) : grpc.credentials.createInsecure();
  if (apiKeyFile !== undefined) {
    const metadata = new grpc.Metadata();
    metadata.set('authorization', `Bearer ${readFileSync(apiKeyFile, 'utf8').trim()}`);
    credentials = grpc.credentials.combineChannelCredentials(
      credentials, grpc.credentials.createFromMetadataGenerator((_, callback) => callback(null, metadata)));
  }
  // An answer to many items may be larger than this library takes by itself. A server that went away is looked for again soon.
  const options = { 'grpc.max_receive_message_length': -1, 'grpc.initial_reconnect_backoff_ms': 100, 'grpc.max_reconnect_backoff_ms': 5_000 };
  return {
    tiers: new services.TierService(address, credentials, options),
    fit: new services.FitService(address, credentials, options),
  };
}
