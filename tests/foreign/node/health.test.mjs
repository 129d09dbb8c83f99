import test from 'node:test';
import assert from 'node:assert/strict';
import { answersOf, ask, Code, collect, healthClient, next, refusal, timeout } from './contract.mjs';

const client = healthClient();

test('Check tells that the server and its services are serving', { timeout }, async () => {
  for (const service of ['', 'influence.v1.TierService', 'influence.v1.InfoService']) {
    assert.equal((await ask(client, 'check', { service })).status, 'SERVING', service);
  }
});

test('Check does not know a service that is not there', { timeout }, async () => {
  assert.equal((await refusal(client, 'check', { service: 'influence.v1.Nobody' })).code, Code.NOT_FOUND);
});

for (const [service, status] of [['', 'SERVING'], ['influence.v1.TierService', 'SERVING'], ['influence.v1.Nobody', 'SERVICE_UNKNOWN']]) {
  test(`Watch of "${service}" says ${status} at once and stays open until cancelled`, { timeout }, async () => {
    const call = client.watch({ service });
    const answers = answersOf(call);
    assert.equal((await next(answers)).status, status);

    call.cancel();
    const { messages, error } = await collect(answers);
    assert.deepEqual(messages, []);
    assert.equal(error.code, Code.CANCELLED);
  });
}
