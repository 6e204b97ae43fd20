/** WebRTC in the app's own page: not one packet leaves, over UDP or TCP, where a browser without our guards sends some (G40). */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { startBrowser } from './bare-browser.ts';
import { startCompanion } from './real-companion.ts';

/** WebRTC leaves the loopback out: the listener is reached by an address that is not. */
const address = Object.values(networkInterfaces())
  .flatMap((each) => each ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

interface Listeners {
  readonly ports: { readonly udp: number; readonly tcp: number };
  /** By what each packet or connection came. */
  readonly heard: string[];
  readonly close: () => void;
}

async function listen(): Promise<Listeners> {
  const heard: string[] = [];
  const udp = createSocket('udp4', () => heard.push('udp'));
  udp.bind(0, '0.0.0.0');
  const tcp = createServer((socket) => {
    heard.push('tcp');
    socket.destroy();
  }).listen(0, '0.0.0.0');
  await Promise.all([once(udp, 'listening'), once(tcp, 'listening')]);
  return {
    ports: { udp: udp.address().port, tcp: (tcp.address() as AddressInfo).port },
    heard,
    close() {
      udp.close();
      tcp.close();
    },
  };
}

let folder: string;
/** Each has its own, so that what the bare window sends late is not taken for the app's. */
let control: Listeners;
let own: Listeners;

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'continuity-webrtc-'));
  [control, own] = await Promise.all([listen(), listen()]);
});

test.afterAll(() => {
  control.close();
  own.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Asks the listeners where it is, as a page does that wants to know its reader's address. */
async function tryToReach(page: Page, host: string, { ports }: Listeners): Promise<void> {
  await page.evaluate(
    async ([at, udpPort, tcpPort]) => {
      try {
        const known = { username: 'a', credential: 'b' };
        const peer = new RTCPeerConnection({
          iceServers: [
            { urls: `stun:${at}:${udpPort}` },
            { urls: `turn:${at}:${udpPort}?transport=udp`, ...known },
            { urls: `turn:${at}:${tcpPort}?transport=tcp`, ...known },
          ],
        });
        peer.createDataChannel('way out');
        const gathered = new Promise<void>((resolve) => {
          peer.addEventListener('icegatheringstatechange', () => {
            if (peer.iceGatheringState === 'complete') resolve();
          });
        });
        await peer.setLocalDescription(await peer.createOffer());
        await gathered;
        peer.close();
      } catch {
        // A page that has no WebRTC reaches nobody.
      }
    },
    [host, String(ports.udp), String(ports.tcp)] as const,
  );
}

test('a page of the app sends nothing; the same page in a bare window does', async () => {
  test.setTimeout(120_000);
  test.skip(address === undefined, 'there is no network interface');
  const bare = await startBrowser(path.join(folder, 'bare'));
  // Nobody answers, and it tries for forty seconds: it has shown enough when both have heard of it.
  void tryToReach(bare.page, String(address), control).catch(() => undefined);
  await expect.poll(() => new Set(control.heard)).toEqual(new Set(['udp', 'tcp']));
  await bare.quit();

  const companion = await startCompanion({ userData: path.join(folder, 'companion') });
  await companion.page.getByRole('button', { name: 'Sign in' }).waitFor();
  for (let attempt = 0; attempt < 20; attempt += 1) await tryToReach(companion.page, String(address), own);
  await companion.quit();
  console.log(
    `WebRTC: ${String(control.heard.length)} packets from a bare window, ${String(own.heard.length)} from the app`,
  );
  expect(own.heard).toEqual([]);
});
