// The programs of clients/node, as they run where `npm install` was run in their folder: a copy, beside this folder's packages, so that
// there is one installation.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
export const inProject = path => join(root, path);
export const timeout = 60_000;

const copy = mkdtempSync(join(tmpdir(), 'influence-node-'));
process.on('exit', () => rmSync(copy, { recursive: true, force: true }));
export const folder = join(copy, 'clients', 'node');
mkdirSync(join(copy, 'clients'));
cpSync(inProject('clients/node'), folder, { recursive: true, filter: path => !path.includes('node_modules') });
symlinkSync(inProject('protos'), join(copy, 'protos'));
symlinkSync(inProject('tests/foreign/node_modules'), join(folder, 'node_modules'));

/** Starts a program; `server` in place of the one under test. */
export const start = (program, words, { server = process.env.INFLUENCE_SERVER, options = [] } = {}) =>
  spawn(process.execPath, [...options, join(folder, program), ...words], {
    env: { ...process.env, INFLUENCE_SERVER: server }, stdio: ['ignore', 'pipe', 'pipe'] });

/** Everything that a process says, and how it ends. */
export async function ended(process_, command = 'program') {
  const said = { out: '', err: '' };
  process_.stdout.setEncoding('utf8').on('data', text => { said.out += text; });
  process_.stderr.setEncoding('utf8').on('data', text => { said.err += text; });
  const limit = setTimeout(() => process_.kill('SIGKILL'), timeout);
  const [code, signal] = await once(process_, 'close');
  clearTimeout(limit);
  if (signal !== null) throw new Error(`${command} ended with ${signal}: ${said.err}`);
  return { code, ...said };
}

export const ran = (program, words, settings) => ended(start(program, words, settings), program);

/** What the project's own command line writes with --out. */
export const ranCommandLine = words => ended(spawn('dotnet', [
  inProject(`clients/csharp/InfluenceGrpc.Cli/bin/${process.env.CONFIGURATION ?? 'Release'}/net10.0/influence.dll`),
  ...words, '--out', '-', '--server', process.env.INFLUENCE_SERVER], { stdio: ['ignore', 'pipe', 'pipe'] }), 'influence');
