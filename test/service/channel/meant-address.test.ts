/** Which address a device may have dialled: the service's own, to the letter (security, "Keys and device identity"). */
import { sign } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { isOwnAddress } from '../../../service/channel/meant-address.ts';
import { challengeText, meantText } from '../../../shared/protocol/signature.ts';
import { createRig, type ChannelRig, type Registered } from './channel-rig.ts';
import type { TestDevice } from './test-device.ts';

const HERE = { host: '127.0.0.1:8025', port: 8025 };
const PUBLIC = 'https://continuity.example.com';

describe('without a public URL it is the Host that was asked', () => {
  test.each([
    ['http://127.0.0.1:8025', HERE, true],
    ['https://127.0.0.1:8025', HERE, true],
    ['http://127.0.0.1:8026', HERE, false],
    ['http://127.0.0.1:8025/', HERE, false],
    ['https://a.example', { host: 'A.example', port: 443 }, true],
    ['https://a.example', { host: 'a.example:443', port: 443 }, true],
    ['https://a.example', { host: 'a.example:80', port: 443 }, false],
    ['https://a.example', { host: '', port: 443 }, false],
    ['https://a.example', { host: 'b.example', port: 443 }, false],
    ['https://user@a.example', { host: 'a.example', port: 443 }, false],
    ['https://a.example/mail', { host: 'a.example', port: 443 }, true],
    ['https://a.example/mail/', { host: 'a.example', port: 443 }, false],
    ['not an address', HERE, false],
    ['', HERE, false],
  ] as const)('%s', (meant, asked, own) => {
    expect(isOwnAddress(meant, asked, null)).toBe(own);
  });
});

describe('with one it is that, whatever Host a relay lets through', () => {
  test.each([
    [PUBLIC, { host: 'continuity.example.com', port: 8025 }, true],
    [PUBLIC, { host: 'inner-name:8025', port: 8025 }, true],
    ['https://relay.example', { host: 'relay.example', port: 8025 }, false],
    ['https://relay.example', { host: 'continuity.example.com', port: 8025 }, false],
    ['http://continuity.example.com', HERE, false],
    ['http://127.0.0.1:8025', HERE, true],
    ['http://127.0.0.1:9999', HERE, false],
    ['http://127.0.0.1:9999', { host: '127.0.0.1:9999', port: 8025 }, false],
  ] as const)('%s asked as %j', (meant, asked, own) => {
    expect(isOwnAddress(meant, asked, PUBLIC)).toBe(own);
  });
});

describe('with a path it is that path', () => {
  test.each([
    [`${PUBLIC}/mail`, true],
    [PUBLIC, false],
    [`${PUBLIC}/mail/`, false],
    [`${PUBLIC}/other`, false],
  ])('%s', (meant, own) => {
    const asked = { host: 'continuity.example.com', port: 8025 };
    expect(isOwnAddress(meant, asked, `${PUBLIC}/mail`)).toBe(own);
  });
});

describe('a device that signs the address', () => {
  let rig: ChannelRig;
  afterEach(() => rig.close());

  const meantOf = ({ deviceId, key }: Registered, nonce: string, address: string) => {
    const text = meantText(challengeText(rig.truth.truth.serviceId, deviceId, nonce), address);
    return { address, signature: sign(null, Buffer.from(text), key.privateKey).toString('base64url') };
  };
  const nonceOf = async (device: TestDevice): Promise<string> => {
    const hello = device.messages.find(({ type }) => type === 'hello');
    return hello?.type === 'hello' ? hello.nonce : '';
  };
  /** How the service takes a claim: welcome, or the code of its close. */
  async function outcome(of: Registered, address: string, change: object = {}): Promise<string | number> {
    const device = await rig.open(of);
    while ((await nonceOf(device)) === '') await new Promise(setImmediate);
    await device.authenticate({ meant: { ...meantOf(of, await nonceOf(device), address), ...change } });
    return Promise.race([
      device.take('welcome').then(
        () => 'welcome',
        () => '',
      ),
      device.closed.then(({ code }) => code),
    ]);
  }

  test('is taken for its own, and refused for another, for a signature of another and for none at all', async () => {
    rig = await createRig();
    const of = await rig.register();
    const own = `http://127.0.0.1:${String(rig.port)}`;
    expect(await outcome(of, own)).toBe('welcome');
    expect(rig.saved.at(-1)).toMatchObject({ kind: 'saveFacts', value: { bound: true } });
    expect(await outcome(of, 'http://127.0.0.1:1')).toBe(4001);
    expect(await outcome(of, own, { signature: meantOf(of, 'another nonce', own).signature })).toBe(4001);
    expect(await outcome(of, own, { address: 'http://127.0.0.1:1' })).toBe(4001);
    expect(await outcome(of, own, { signature: '' })).toBe(4001);
    // Said once, with what to do; a signature that is not right says nothing about the address.
    for (const port of [2, 3]) expect(await outcome(of, `http://127.0.0.1:${String(port)}`)).toBe(4001);
    expect(rig.channel.counters.misdialled).toBe(3);
    expect(rig.logged.filter(({ message }) => message.includes('--public-url'))).toMatchObject([
      { level: 'error', fields: { meant: 'http://127.0.0.1:1' } },
    ]);
  });

  test('once bound, its proof without the address is refused: a relay cannot take it out', async () => {
    rig = await createRig({}, (truth) => ({
      ...truth,
      device: async (id) => {
        const device = await truth.device(id);
        return device === null ? null : { ...device, bound: true };
      },
    }));
    const of = await rig.register();
    const device = await rig.open(of);
    await device.authenticate();
    expect((await device.closed).code).toBe(4001);
    expect(await outcome(of, `http://127.0.0.1:${String(rig.port)}`)).toBe('welcome');
  });

  test('with a public URL it has to be that one', async () => {
    rig = await createRig({ publicUrl: PUBLIC });
    const of = await rig.register();
    expect(await outcome(of, PUBLIC)).toBe('welcome');
    expect(await outcome(of, 'https://relay.example')).toBe(4001);
  });
});
