// docs/any-language.md: its programs run as they stand there, and print what it says.
import test from 'node:test';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const inProject = path => join(root, path);
const timeout = 120_000;
const server = process.env.INFLUENCE_SERVER?.replace('http://', '');
if (!server) throw new Error('INFLUENCE_SERVER is not set; run tests/foreign/run, which starts a server.');

const web = process.env.INFLUENCE_WEB?.replace('http://', '');
if (!web) throw new Error('INFLUENCE_WEB is not set; run tests/foreign/run, which starts a server with a port for JSON.');

const document = await readFile(inProject('docs/any-language.md'), 'utf8');
const blocks = new Map();
for (const [, language, text] of document.matchAll(/^```(\w+)\n(.*?)^```$/gms)) {
  assert.ok(!blocks.has(language), `there are two blocks of ${language}`);
  blocks.set(language, text);
}

/** Runs a command in a folder; what it prints, once it has ended in order. */
async function printed(folder, command, words, variables = {}) {
  const process_ = spawn(command, words, { cwd: folder, env: { ...process.env, ...variables }, stdio: ['ignore', 'pipe', 'pipe'], timeout });
  const said = { out: '', err: '' };
  process_.stdout.on('data', text => { said.out += text; });
  process_.stderr.on('data', text => { said.err += text; });
  const code = await new Promise((resolve, reject) => process_.on('error', reject).on('close', resolve));
  assert.equal(code, 0, said.out + said.err);
  return said.out;
}

const PROJECT = `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><UseSharedCompilation>false</UseSharedCompilation><UseAppHost>false</UseAppHost></PropertyGroup>
  <ItemGroup><Reference Include="${inProject('clients/csharp/InfluenceGrpc.Cli/bin/Release/net10.0')}/*.dll" Exclude="**/influence.dll" /></ItemGroup>
</Project>`;

const programs = {
  // The client as it was built with the command line.
  async csharp(folder, text) {
    await writeFile(join(folder, 'Program.cs'), text);
    await writeFile(join(folder, 'first.csproj'), PROJECT);
    return printed(folder, 'dotnet', ['run', '-v', 'quiet'], { DOTNET_CLI_USE_MSBUILD_SERVER: '0', MSBUILDDISABLENODEREUSE: '1' });
  },
  async python(folder, text) {
    if (!existsSync(inProject('clients/python/src/influence_grpc/_generated'))) await printed(root, '/usr/bin/python3', ['clients/python/generate']);
    return printed(folder, '/usr/bin/python3', ['-c', text], { PYTHONPATH: inProject('clients/python/src') });
  },
  async js(folder, text) {
    await symlink(inProject('protos'), join(folder, 'protos'));
    await symlink(inProject('tests/foreign/node_modules'), join(folder, 'node_modules'));
    await writeFile(join(folder, 'first.mjs'), text);
    return printed(folder, process.execPath, ['first.mjs']);
  },
  async sh(folder, text) {
    await writeFile(join(folder, 'buf'), `#!/bin/sh\nexec bash '${inProject('eng/buf')}' "$@"\n`);
    await chmod(join(folder, 'buf'), 0o755);
    return printed(folder, 'sh', ['-euc', text], { PATH: `${folder}${delimiter}${process.env.PATH}` });
  },
  async bash(folder, text) {
    return printed(folder, 'bash', ['-euo', 'pipefail', '-c', text]);
  },
};

for (const [language, run] of Object.entries(programs)) {
  test(`The block of ${language} prints what the document says`, { timeout }, async context => {
    const text = blocks.get(language);
    assert.ok(/127\.0\.0\.1:509[01]/.test(text ?? ''), `there is no block of ${language} that calls the server`);
    const folder = await mkdtemp(join(tmpdir(), `influence-${language}-`));
    context.after(() => rm(folder, { recursive: true, force: true }));

    assert.equal(await run(folder, text.replaceAll('127.0.0.1:5090', server).replaceAll('127.0.0.1:5091', web)), blocks.get('text'));
  });
}

test('Every other block is one of those that the document says are not run', () => {
  const others = [...blocks.keys()].filter(language => language !== 'text' && !(language in programs));
  assert.deepEqual(others, ['go', 'java']);
  assert.match(document, /They run neither Go nor\s+Java, whose tools are large/);
});
