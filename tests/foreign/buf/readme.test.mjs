// The README's one call gives the README's one answer.
import test from 'node:test';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { curl, messagesOf, timeout } from './buf.mjs';

test('the call in the README gives the answer in the README', { timeout }, async () => {
  const readme = await readFile(new URL('../../../README.md', import.meta.url), 'utf8');
  const [, data, path] = readme.match(/buf curl [^`]*?-d '([^']+)'[^`]*?http:\/\/127\.0\.0\.1:5090(\/\S+)/);
  const [, answer] = readme.match(/```json\n([\s\S]+?)```/);

  const { code, out, err } = await curl(path, { data: JSON.parse(data) });

  assert.equal(code, 0, err);
  assert.deepEqual(messagesOf(out), [JSON.parse(answer)]);
});
