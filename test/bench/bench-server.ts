/** What the Node servers under test share: a port, a trigger by POST, garbage collected on SIGUSR2, one line when ready. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The listen queue that a reconnect storm needs (R1). */
const BACKLOG = 4096;

export interface ReadyLine {
  readonly port: number;
  readonly pid: number;
  /** Bytes of the message of one fan-out. */
  readonly payload: number;
}

export function serveBench(payload: number, trigger: () => void): Server {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      if (request.method === 'POST') trigger();
      response.end('ok');
    });
  });
  process.on('SIGUSR2', () => globalThis.gc?.());
  server.listen({ port: 0, host: '127.0.0.1', backlog: BACKLOG }, () => {
    const { port } = server.address() as AddressInfo;
    const line: ReadyLine = { port, pid: process.pid, payload };
    console.log(JSON.stringify(line));
  });
  return server;
}
