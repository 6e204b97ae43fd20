/** nginx, HAProxy and tinyproxy of Debian as processes of a test; where they are not installed, tests that need them are skipped and say so. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { freePort } from '../free-port.ts';

const PROGRAMS = {
  nginx: '/usr/sbin/nginx',
  haproxy: '/usr/sbin/haproxy',
  tinyproxy: '/usr/bin/tinyproxy',
} as const;
type Program = keyof typeof PROGRAMS;

export const MISSING_SERVERS: readonly string[] = Object.entries(PROGRAMS)
  .filter(([, file]) => !existsSync(file))
  .map(([name]) => name);

export interface RunningServer {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** `configure` is given the port to listen at, on 127.0.0.1: any free one, or `at`. `folder` is for this server alone. */
export async function startServer(
  program: Program,
  folder: string,
  configure: (port: number) => string,
  at?: number,
): Promise<RunningServer> {
  const port = at ?? (await freePort());
  const file = path.join(folder, `${program}.conf`);
  writeFileSync(file, configure(port));
  const words = { nginx: ['-p', folder, '-c', file], haproxy: ['-f', file], tinyproxy: ['-d', '-c', file] };
  const child = spawn(PROGRAMS[program], words[program], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => (said = (said + part.toString()).slice(-4_000)));
  const ended = once(child, 'exit');
  // None of them says when it listens.
  while (!(await isListening(port))) {
    if (child.exitCode !== null) throw new Error(`${program} ended: ${said}`);
  }
  return {
    port,
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
