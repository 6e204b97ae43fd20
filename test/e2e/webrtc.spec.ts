/** WebRTC in the app's own page: not one packet leaves, over UDP or TCP, where a browser without our guards sends some (G40). */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { startBrowser } from './bare-browser.ts';
import { startCompanion } from './real-companion.ts';

/** WebRTC leaves the loopback out: the listener is reached by an address that is not. */
const address = Object.values(networkInterfaces())
  .flatMap((each) => each ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

let folder: string;
let udp: Socket;
let tcp: Server;
const heard: string[] = [];

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'continuity-webrtc-'));
  udp = createSocket('udp4', () => heard.push('udp'));
  udp.bind(0, '0.0.0.0');
  tcp = createServer((socket) => {
    heard.push('tcp');
    socket.destroy();
  }).listen(0, '0.0.0.0');
  await Promise.all([once(udp, 'listening'), once(tcp, 'listening')]);
});

test.afterAll(() => {
  udp.close();
  tcp.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Asks the listeners where it is, as a page does that wants to know its reader's address. */
async function tryToReach(page: Page, host: string): Promise<void> {
  const ports = { udp: udp.address().port, tcp: (tcp.address() as AddressInfo).port };
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
  await tryToReach(bare.page, String(address));
  const control = heard.splice(0);
  await bare.quit();
  expect(new Set(control)).toEqual(new Set(['udp', 'tcp']));

  const companion = await startCompanion({ userData: path.join(folder, 'companion') });
  await companion.page.getByRole('button', { name: 'Sign in' }).waitFor();
  for (let attempt = 0; attempt < 20; attempt += 1) await tryToReach(companion.page, String(address));
  await companion.quit();
  console.log(
    `WebRTC: ${String(control.length)} packets from a bare window, ${String(heard.length)} from the app`,
  );
  expect(heard).toEqual([]);
});
