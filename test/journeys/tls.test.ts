/** TLS between a real device and a real service behind a TLS server: what is trusted works, what is not gets no password (G36); skipped where there is no openssl. */
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { connect, type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import { createServer } from 'node:tls';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { folderOfFile } from '../crash/hits.ts';
import { createAuthority, HAS_OPENSSL, type Authority, type Certificate } from './certificates.ts';
import { isOnline } from './organisation.ts';
import { startDevice, startService, type ServiceProcess } from './process-rig.ts';
import { registerDevices } from './registered-devices.ts';

const folder = folderOfFile();
let service: ServiceProcess;
let email: string;
let authority: Authority;
let stranger: Authority;

const authorityIn = (name: string): Authority => {
  const place = path.join(folder, name);
  mkdirSync(place);
  return createAuthority(place);
};

interface Front {
  readonly url: string;
  /** What came through TLS, to the byte. */
  readonly heard: () => string;
  /** From now on it answers with this one; who is connected is not any more. */
  readonly become: (certificate: Certificate) => void;
}

/** As a reverse proxy would stand there. */
async function openFront(certificate: Certificate): Promise<Front> {
  let heard = '';
  const sockets = new Set<Socket>();
  const { port } = new URL(service.url);
  const server = createServer(certificate, (socket) => {
    const behind = connect(Number(port), '127.0.0.1');
    for (const end of [socket, behind]) {
      sockets.add(end);
      end.on('error', () => undefined);
    }
    socket.on('data', (part: Buffer) => (heard += part.toString('latin1')));
    socket.pipe(behind).pipe(socket);
  });
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    url: `https://localhost:${String((server.address() as AddressInfo).port)}`,
    heard: () => heard,
    become(next) {
      server.setSecureContext(next);
      for (const socket of sockets) socket.destroy();
    },
  };
}

let devices = 0;
const deviceAt = (url: string): ReturnType<typeof startDevice> => {
  devices += 1;
  const env = { NODE_EXTRA_CA_CERTS: authority.file };
  const device = startDevice(url, email, path.join(folder, `device-${String(devices)}`), { env });
  onTestFinished(() => device.kill());
  return device;
};

describe.skipIf(!HAS_OPENSSL)('TLS to the service', () => {
  beforeAll(async () => {
    ({ email } = await registerDevices(path.join(folder, 'service'), 0));
    service = await startService(folder);
    [authority, stranger] = [authorityIn('authority'), authorityIn('stranger')];
    return () => service.kill();
  });

  test('a certificate of an authority that the computer trusts: registered and online, by https and wss', async () => {
    const front = await openFront(authority.sign('localhost'));
    const device = deviceAt(front.url);
    await device.until(isOnline);
    expect(front.heard()).toMatch(/GET \/device\/v1 HTTP\/1\.1/u);
  });

  test.each([
    [
      'self-signed, or of an authority that nobody knows',
      () => stranger.sign('localhost'),
      { kind: 'certificate-unknown', says: 'for localhost, signed by Authority' },
    ],
    [
      'of another name',
      () => authority.sign('elsewhere.example'),
      { kind: 'certificate-other-name', says: 'is for elsewhere.example' },
    ],
    [
      'expired',
      () => authority.sign('localhost', '20200101000000Z', '20210101000000Z'),
      { kind: 'certificate-expired', says: 'ended on Jan  1 00:00:00 2021 GMT' },
    ],
    [
      'not valid yet',
      () => authority.sign('localhost', '20980101000000Z'),
      { kind: 'certificate-not-yet-valid', says: 'valid from Jan  1 00:00:00 2098 GMT' },
    ],
  ])('%s: refused by name, and nothing of the person is sent', async (_what, sign, { kind, says }) => {
    const front = await openFront(sign());
    const device = deviceAt(front.url);
    const line = await device.until(({ type }) => type === 'error');
    expect(line).toMatchObject({ code: kind, message: expect.stringContaining(says) as string });
    expect(await device.ended).toBe(1);
    expect(front.heard()).toBe('');
  });

  test('plain http, and not to this computer: refused before anything is sent', async () => {
    const device = deviceAt('http://service.example');
    expect(await device.ended).toBe(2);
    expect(device.stderr()).toContain('is https, or http on this computer only');
  });

  test('registered, and then another answers with another’s certificate: offline, not a word to it, and back with the right one', async () => {
    const right = authority.sign('localhost');
    const front = await openFront(right);
    const device = deviceAt(front.url);
    await device.until(isOnline);
    const links = (): readonly unknown[] =>
      device.lines.filter(({ type }) => type === 'link').map(({ state }) => state);
    front.become(stranger.sign('localhost'));
    const said = front.heard();
    // Two tries that came to nothing.
    await device.until(() => links().filter((state) => state === 'connecting').length >= 3);
    expect(front.heard()).toBe(said);
    const failed = links().length;
    front.become(right);
    await device.until(() => links().slice(failed).includes('online'));
  });
});
