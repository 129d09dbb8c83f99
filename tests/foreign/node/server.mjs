// A server of a test's own, which the test may end.
import { createInterface } from 'node:readline';
import { spawn } from 'node:child_process';

/** Starts the built server without a store; port 0 takes a free one. */
export async function startServer(port = 0) {
  const process_ = spawn('dotnet', [process.env.INFLUENCE_SERVER_DLL, '--listen', `127.0.0.1:${port}`, '--store', 'none'], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface(process_.stdout)) {
    const [, host] = line.match(/Serving gRPC on http:\/\/(\S+)/) ?? [];
    if (host) {
      process_.stdout.resume();
      return { process: process_, host };
    }
  }
  throw new Error('The server did not start.');
}
