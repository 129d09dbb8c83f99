// Plain HTTP/2 with Node's own client: what gRPC libraries never send, and what they never show.
import test from 'node:test';
import assert from 'node:assert/strict';
import http2 from 'node:http2';
import { target, timeout } from './contract.mjs';

const grpcHeaders = { 'content-type': 'application/grpc', te: 'trailers' };
const info = '/influence.v1.InfoService/GetServerInfo';
const classify = '/influence.v1.TierService/ClassifyTier';

/** Length-prefixed as gRPC wants it. */
function frame(message, { compressed = 0, length = message.length } = {}) {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt8(compressed, 0);
  prefix.writeUInt32BE(length, 1);
  return Buffer.concat([prefix, message]);
}

/** One request on a connection of its own: its headers, trailers and body. */
async function exchange(path, body, headers = grpcHeaders, method = 'POST') {
  const session = http2.connect(`http://${target}`);
  try {
    return await new Promise((resolve, reject) => {
      const answer = { headers: {}, trailers: {}, body: Buffer.alloc(0) };
      session.on('error', reject);
      const request = session.request({ ':path': path, ':method': method, ...headers });
      request.on('response', received => { answer.headers = received; });
      request.on('trailers', received => { answer.trailers = received; });
      request.on('data', data => { answer.body = Buffer.concat([answer.body, data]); });
      request.on('error', reject);
      request.on('close', () => resolve(answer));
      request.end(body);
    });
  } finally {
    session.close();
  }
}

// gRPC's status is a trailer, or a header where there is nothing else to say.
const grpcStatus = answer => answer.trailers['grpc-status'] ?? answer.headers['grpc-status'];

for (const contentType of ['application/grpc', 'application/grpc+proto']) {
  test(`${contentType} is answered with one message and its status after it`, { timeout }, async () => {
    const answer = await exchange(info, frame(Buffer.alloc(0)), { ...grpcHeaders, 'content-type': contentType });

    assert.equal(answer.headers[':status'], 200);
    assert.match(answer.headers['content-type'], /^application\/grpc/);
    assert.equal(answer.headers['grpc-status'], undefined);
    assert.equal(answer.trailers['grpc-status'], '0');
    assert.equal(answer.body.readUInt32BE(1), answer.body.length - 5);
    assert.equal(answer.headers.server, undefined, 'what software answers is nobody\'s business');
  });
}

for (const path of ['/influence.v1.TierService/Nothing', '/influence.v1.Nobody/ClassifyTier']) {
  test(`${path} is unimplemented`, { timeout }, async () => {
    const answer = await exchange(path, frame(Buffer.alloc(0)));
    assert.equal(answer.headers[':status'], 200);
    assert.equal(grpcStatus(answer), '12');
  });
}

test('A content type that nobody speaks is 415', { timeout }, async () => {
  const answer = await exchange(info, 'hello', { 'content-type': 'text/plain' });
  assert.equal(answer.headers[':status'], 415);
});

test('A message shorter than it says fails its call', { timeout }, async () => {
  const answer = await exchange(classify, frame(Buffer.from([8, 1]), { length: 200 }));
  assert.equal(answer.headers[':status'], 200);
  assert.notEqual(grpcStatus(answer), '0');
  assert.notEqual(grpcStatus(answer), undefined);
});

test('Bytes that are no message are the caller\'s fault', { timeout }, async () => {
  const answer = await exchange(classify, frame(Buffer.from([0xff, 0xff, 0xff])));
  assert.equal(answer.headers[':status'], 200);
  assert.equal(grpcStatus(answer), '3');
});

test('A compression that nobody knows is unimplemented, and what is known is told', { timeout }, async () => {
  const answer = await exchange(classify, frame(Buffer.from([8, 1]), { compressed: 1 }), { ...grpcHeaders, 'grpc-encoding': 'snappy' });
  assert.equal(grpcStatus(answer), '12');
  assert.match(answer.trailers['grpc-accept-encoding'] ?? answer.headers['grpc-accept-encoding'] ?? '', /gzip/);
});

test('Fields that are not in the contract are ignored', { timeout }, async () => {
  // follower_count = 1, and a field 1000 of a later contract.
  const answer = await exchange(classify, frame(Buffer.from([0x08, 0x01, 0xc0, 0x3e, 0x07])));
  assert.equal(answer.trailers['grpc-status'], '0');
});
