// clients/node does what the project's own command line does, byte by byte, and says what is wrong.
import test from 'node:test';
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { folder, inProject, ran, ranCommandLine, timeout } from './programs.mjs';

const creators = inProject('samples/creators.csv');
const brief = inProject('samples/briefs/no-trail-shoe.json');

async function written(name, text) {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

test('classify writes what the command line writes of the sample', { timeout }, async () => {
  const words = ['--scheme', 'harvard-media', '--scheme', 'iab-uk', '--scheme', 'nl-5k-100k'];
  const [ours, theirs] = [await ran('classify.mjs', [creators, ...words]), await ranCommandLine(['classify', creators, ...words])];

  assert.equal(ours.code, 0, ours.err);
  assert.equal(ours.err, '');
  assert.equal(ours.out.split('\n').length, 10_002);
  assert.ok(ours.out === theirs.out, 'the outputs differ');
});

for (const file of ['samples/creators.csv', 'samples/campaigns/creators.jsonl']) {
  test(`score writes what the command line writes of ${file}`, { timeout }, async () => {
    const words = [inProject(file), '--brief', brief];
    const [ours, theirs] = [await ran('score.mjs', words), await ranCommandLine(['score', ...words])];

    assert.equal(ours.code, 0, ours.err);
    assert.ok(ours.out.split('\n').length > 100);
    assert.ok(ours.out === theirs.out, 'the outputs differ');
  });
}

test('score reads briefs with comments and trailing commas, and leaves texts as they are', { timeout }, async () => {
  const plain = await written('plain.json', '{"title": "a // b, /* c */ \\" ,}", "topics": {"sport": 1}}');
  const commented = await written('commented.json', '// Ours.\n{"title": "a // b, /* c */ \\" ,}", /* x" */ "topics": {"sport": 1, }, // "\n}\n');
  const [one, other] = [await ran('score.mjs', [creators, '--brief', plain]), await ran('score.mjs', [creators, '--brief', commented])];

  assert.deepEqual([one.code, other.code], [0, 0], other.err);
  assert.ok(one.out === other.out, 'the outputs differ');
  for (const text of ['{"title": "a"', '{,}', '{"topics": {,}}', '{ /* "title": "a" }']) {
    const refused = await ran('score.mjs', [creators, '--brief', await written('none.json', text)]);
    assert.deepEqual([refused.code, refused.out], [2, ''], text);
    assert.match(refused.err, /is no brief/);
  }
});

test('classify leaves out rows that it cannot read, and never takes a missing count for zero', { timeout }, async () => {
  const file = await written('odd.csv', '\uFEFFid,Size,"a ""x"", b"\r\na,0,"q\nr"\r\nb,,\n\nc,abc,2\nd,700,"""y"""\ne,5,6,7\nf,10000000001,x');
  const { code, out, err } = await ran('classify.mjs', [file, '--column', 'Size', '--scheme', 'iab-uk']);

  assert.equal(code, 0, err);
  assert.deepEqual(out.split('\n'), [
    'id,Size,"a ""x"", b",iab-uk_tier,iab-uk_ordinal,iab-uk_margin,error',
    'a,0,"q', 'r",,0,-inf,', 'b,,,,,,FOLLOWERS_MISSING', 'd,700,"""y""",,0,-0.356675,', 'f,10000000001,x,,,,FOLLOWERS_OUT_OF_RANGE', '',
  ]);
  assert.deepEqual(err.split('\n'), ["line 6 is left out: 'abc' is no follower count", 'line 8 is left out: the row has 4 cells and the header 3', '']);
});

test('Refusals name every field at fault', { timeout }, async () => {
  const unknown = await ran('classify.mjs', [creators, '--scheme', 'nope']);
  assert.deepEqual([unknown.code, unknown.out], [4, '']);
  assert.match(unknown.err, /^INVALID_ARGUMENT \(UNKNOWN_TIER_SCHEME\): .*config\.schemes\.schemeIds\[0\]: .*"nope"/);

  const faulty = await written('faulty.json', '{"topics": {"a": 7}, "size": {"followers": 3, "logSpread": -1}}');
  const refused = await ran('score.mjs', [creators, '--brief', faulty]);
  assert.deepEqual([refused.code, refused.out], [4, '']);
  for (const field of ['topics["a"]', 'size.logSpread']) assert.ok(refused.err.includes(field), refused.err);
});

test('Briefs and profiles that the contract does not know are told before anything is sent', { timeout }, async () => {
  const faulty = await written('unknown.json', '{"topcs": {"a": 1}, "preset": "X", "size": {"followers": -3}, "campaignStart": "now", "cost": []}');
  const { code, out, err } = await ran('score.mjs', [creators, '--brief', faulty], { server: '127.0.0.1:1' });
  assert.deepEqual([code, out], [2, '']);
  for (const told of ['topcs: there is no such field', 'preset: must be one of WEIGHT_PRESET_', 'campaignStart: must be a time', 'cost: must be an object']) {
    assert.ok(err.includes(told), err);
  }

  const lines = await written('lines.jsonl', '{"creatorId": "a", "followers": "700"}\n{"creatorId": "b", "follower": 1}\nnot json\n');
  const scored = await ran('score.mjs', [lines, '--brief', brief]);
  assert.equal(scored.code, 0, scored.err);
  assert.match(scored.out, /^creator_id,score,.*\na,[\d.]+,/);
  assert.match(scored.err, /^line 2 is left out: follower: there is no such field.*\nline 3 is left out: /);
});

test('Arguments, files and servers that are not there are told with an exit code of their own', { timeout }, async () => {
  const codes = [];
  for (const [program, words, server] of [
    ['classify.mjs', []], ['classify.mjs', ['no-such-file.csv']], ['classify.mjs', [creators, '--column', 'x']], ['classify.mjs', [creators, '--nope']],
    ['score.mjs', [creators]], ['classify.mjs', [creators], '127.0.0.1:1'],
  ]) {
    const { code, out, err } = await ran(program, words, server && { server });
    assert.equal(out, '');
    assert.ok(err.length > 0 && !err.includes('at async'), err);
    codes.push(code);
  }

  assert.deepEqual(codes, [2, 2, 2, 2, 2, 3]);
});

test('The sample names the versions that are tested', async () => {
  const [sample, tested] = await Promise.all(['clients/node', 'tests/foreign'].map(async path =>
    JSON.parse(await readFile(inProject(`${path}/package.json`), 'utf8'))));
  for (const [name, version] of Object.entries(sample.dependencies)) assert.equal(tested.dependencies[name], version);
  assert.deepEqual(Object.keys(sample.dependencies), ['@grpc/grpc-js', '@grpc/proto-loader']);
  assert.equal(sample.engines.node, tested.engines.node);
});
