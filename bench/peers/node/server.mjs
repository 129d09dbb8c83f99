// What one would write first in Node for tiers: @grpc/grpc-js and @grpc/proto-loader.
//
//   node server.mjs PORT BOUND...    serves on 127.0.0.1:PORT; bounds of the tiers, in followers, ascending
//
// Answers ClassifyTier and StreamClassifyTiers of the contract for follower counts and for profiles in rows, and nothing else. Needs
// node_modules beside it: bench/peers/build puts it there.
import { fileURLToPath } from 'node:url';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const [port, ...bounds] = process.argv.slice(2).map(Number);
if (bounds.length === 0) {
  console.error('server.mjs PORT BOUND...');
  process.exit(2);
}

// Numbers are faster than longs or text, and exact up to 2^53: far beyond every bound. Fields that were not sent stay out, since a row
// has many of them.
const protos = fileURLToPath(new URL('../../../protos', import.meta.url));
const definition = loader.loadSync('influence/v1/tier_service.proto', { includeDirs: [protos], longs: Number, enums: Number, oneofs: true });
const { TierService } = grpc.loadPackageDefinition(definition).influence.v1;

function ordinalOf(followers) {
  let ordinal = 0;
  for (const bound of bounds) {
    ordinal += followers >= bound ? 1 : 0;
  }
  return ordinal;
}

const ordinalsOf = ({ followers, profiles }) => followers
  ? (followers.followers ?? []).map(ordinalOf)
  : (profiles.profiles ?? []).map(profile => ordinalOf(profile.followers));

const classifyTier = (call, answer) => answer(null, { classifications: [{ ordinal: ordinalOf(call.request.followerCount) }] });

function streamClassifyTiers(call) {
  const summary = { chunks: 0, items: 0, ok: 0, complete: true, lastSequence: 0 };
  // A client that does not read is not answered without end.
  const write = response => {
    if (!call.write(response)) {
      call.pause();
      call.once('drain', () => call.resume());
    }
  };
  call.on('data', request => {
    if (request.message === 'config') {
      write({ accepted: {} });
      return;
    }
    const { sequence, items } = request.chunk;
    const ordinals = ordinalsOf(items);
    summary.chunks++;
    summary.items = summary.ok += ordinals.length;
    summary.lastSequence = sequence;
    write({ result: { sequence, tiers: { itemCount: ordinals.length, columns: [{ ordinals }] } } });
  });
  call.on('end', () => {
    call.write({ summary });
    call.end();
  });
}

const server = new grpc.Server({ 'grpc.max_receive_message_length': 8 * 1024 * 1024 });
server.addService(TierService.service, { classifyTier, streamClassifyTiers });
server.bindAsync(`127.0.0.1:${port}`, grpc.ServerCredentials.createInsecure(), fault => {
  if (fault) {
    console.error(fault.message);
    process.exit(1);
  }
  console.log('serving');
});
