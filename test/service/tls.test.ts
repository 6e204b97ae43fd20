/** HTTPS and STARTTLS as real clients see them: the flags, a renewal while it runs, and further authorities on the way out. */
import { mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import path from 'node:path';
import { connect } from 'node:tls';
import { once } from 'node:events';
import { createConnection, type AddressInfo } from 'node:net';
import { createTransport } from 'nodemailer';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { readCertificate } from '../../service/tls/certificate-files.ts';
import { CHANNEL_PATH, SUBPROTOCOL } from '../../shared/protocol/version.ts';
import { ask } from '../attacks/asking.ts';
import { makeCertificate } from './certificates.ts';
import { ADMIN_TOKEN, startRig, type ServiceRig } from './service-rig.ts';
import { temporaryFolder } from './temporary-folder.ts';

const pem = (file: string): string => readFileSync(file, 'utf8');

async function start(options: Parameters<typeof startRig>[0]): Promise<ServiceRig> {
  const rig = await startRig(options);
  onTestFinished(() => rig.stop());
  return rig;
}

/** The name in the certificate that a new connection is shown. */
async function shownBy(url: string): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port), rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  const name = String(socket.getPeerCertificate().subject.CN);
  socket.destroy();
  return name;
}

test('--tls-certificate: the service speaks HTTPS, the channel included, to who trusts its authority', async () => {
  const files = makeCertificate(temporaryFolder(), 'first');
  const { service } = await start({ transport: { httpCertificate: files } });
  expect(service.httpUrl).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/u);
  const ca = pem(files.certificate);
  const { status, headers } = await ask(`${service.httpUrl}/healthz`, { ca });
  expect([status, headers['strict-transport-security']]).toEqual([200, 'max-age=31536000']);
  await expect(ask(`${service.httpUrl}/healthz`)).rejects.toThrow('self-signed');
  const socket = new WebSocket(`${service.httpUrl.replace('https', 'wss')}${CHANNEL_PATH}`, [SUBPROTOCOL], {
    ca,
  });
  const [hello] = (await once(socket, 'message')) as [Buffer];
  expect(JSON.parse(hello.toString())).toMatchObject({ type: 'hello' });
  socket.terminate();
});

test('whoever has proven who they are by HTTPS has no stranger’s place', async () => {
  const files = makeCertificate(temporaryFolder(), 'first');
  const { service } = await start({ transport: { httpCertificate: files } });
  const ca = pem(files.certificate);
  const agent = new https.Agent({ keepAlive: true });
  const proven = https.get(`${service.httpUrl}/api/v1/users`, {
    ...{ agent, ca },
    headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
  });
  const [answer] = (await once(proven, 'response')) as [IncomingMessage];
  await once(answer.resume(), 'end');
  // The one who reads the figure is a stranger.
  expect((await ask(`${service.httpUrl}/metrics`, { ca })).body).toMatch(/^continuity_strangers 1$/mu);
  agent.destroy();
});

test('a renewed certificate is in use without a restart, and a broken one changes nothing', async () => {
  const folder = temporaryFolder();
  const files = makeCertificate(folder, 'it', 'first');
  const { service } = await start({ transport: { httpCertificate: files } });
  expect(await shownBy(service.httpUrl)).toBe('first');
  writeFileSync(files.certificate, 'half a certific');
  makeCertificate(folder, 'other');
  expect(await shownBy(service.httpUrl)).toBe('first');
  makeCertificate(folder, 'it', 'second');
  await expect.poll(() => shownBy(service.httpUrl)).toBe('second');
});

test('a secret of Kubernetes is renewed too: its files are links by way of a link, and that one is moved', async () => {
  const folder = temporaryFolder();
  for (const name of ['first', 'second']) {
    mkdirSync(path.join(folder, name));
    makeCertificate(path.join(folder, name), 'it', name);
  }
  const lead = (to: string): void => {
    symlinkSync(to, path.join(folder, '..data_tmp'));
    renameSync(path.join(folder, '..data_tmp'), path.join(folder, '..data'));
  };
  lead('first');
  for (const name of ['it.pem', 'it.key']) symlinkSync(path.join('..data', name), path.join(folder, name));
  const files = { certificate: path.join(folder, 'it.pem'), key: path.join(folder, 'it.key') };
  const { service } = await start({ transport: { httpCertificate: files } });
  lead('second');
  await expect.poll(() => shownBy(service.httpUrl)).toBe('second');
});

test('a pair that cannot be used is said at the start, by the names of its files', () => {
  const folder = temporaryFolder();
  const [one, other] = [makeCertificate(folder, 'one'), makeCertificate(folder, 'other')];
  expect(() => readCertificate({ ...one, key: other.key })).toThrow(
    /one\.pem with the key .*other\.key cannot be used/u,
  );
  expect(() => readCertificate({ ...one, key: path.join(folder, 'none') })).toThrow('ENOENT');
});

test('--smtp-certificate: mail comes in by STARTTLS, greeted by --mail-name, and a renewed one is shown', async () => {
  const folder = temporaryFolder();
  const files = makeCertificate(folder, 'mail', 'first');
  const rig = await start({ transport: { smtpCertificate: files, mailName: 'mail.example.com' } });
  await rig.call('POST', '/api/v1/users', { body: { email: 'ada@example.com', displayName: 'Ada' } });
  const { host, port } = rig.service.smtp;
  const send = async (ca: string): Promise<string> => {
    const client = createTransport({ host, port, requireTLS: true, tls: { ca } });
    const { response } = await client.sendMail({ from: 'x@example.org', to: 'ada@example.com', text: 'x' });
    client.close();
    return response;
  };
  expect(await send(pem(files.certificate))).toMatch(/^250/u);
  expect(await greetingOf(port)).toMatch(/^220 mail\.example\.com /u);
  makeCertificate(folder, 'mail', 'second');
  await expect.poll(() => send(pem(files.certificate)).catch(String)).toMatch(/^250/u);
});

async function greetingOf(port: number): Promise<string> {
  const socket = createConnection(port, '127.0.0.1');
  const [greeting] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return greeting.toString();
}

test('--ca: a webhook is told whose certificate only that authority knows', async () => {
  const files = makeCertificate(temporaryFolder(), 'hook');
  const heard: string[] = [];
  const receiver = https.createServer(readCertificate(files), (request, response) => {
    heard.push(String(request.headers['webhook-id']));
    response.end();
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  onTestFinished(() => void receiver.close());
  const url = `https://127.0.0.1:${String((receiver.address() as AddressInfo).port)}/`;
  const testOf = async (authorityFile: string | null) => {
    const rig = await start({ allowPrivateWebhooks: true, transport: { authorityFile } });
    const { body } = await rig.call('POST', '/api/v1/webhooks', { body: { name: 'Pager', url } });
    const { id } = body as { id: string };
    await rig.call('POST', `/api/v1/webhooks/${id}/test`);
    const deliveries = async () =>
      (
        (await rig.call('GET', `/api/v1/webhooks/${id}/deliveries`)).body as {
          items: { state: string; lastProblem: string | null }[];
        }
      ).items[0];
    await expect
      .poll(async () => (await deliveries())?.lastProblem ?? (await deliveries())?.state)
      .not.toBe('waiting');
    return deliveries();
  };
  expect(await testOf(null)).toMatchObject({ lastProblem: 'tls' });
  expect(heard).toEqual([]);
  expect(await testOf(files.certificate)).toMatchObject({ state: 'delivered' });
});
