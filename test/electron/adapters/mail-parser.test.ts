/** The parser in its worker, against mail that is meant to break it. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { createMailParser } from '../../../electron/adapters/mail-parser/mail-parser.ts';

const WORKER = new URL('../../../electron/mail-worker-source.mjs', import.meta.url);
const CORPUS = new URL('../../corpus/hostile-mime/', import.meta.url);
const FILES = readdirSync(CORPUS).filter((name) => name.endsWith('.eml'));

const parser = createMailParser(WORKER, { write: () => undefined });
afterAll(() => parser.stop());

const read = (name: string) => parser.read(readFileSync(new URL(name, CORPUS)));

describe('mail parser', () => {
  test.each(FILES)('%s is read within limits, and every part can be saved (G27)', async (name) => {
    const raw = readFileSync(new URL(name, CORPUS));
    const reading = await parser.read(raw);
    if (reading.body.kind === 'unreadable') expect(name).toMatch(/^bomb-nest/);
    for (const address of [...reading.from, ...reading.to]) expect(address.address).not.toMatch(/[\0\r\n]/);
    for (const { index, size, fileName } of reading.attachments) {
      const part = await parser.part(raw, index);
      expect(part?.bytes.byteLength).toBe(size);
      expect(part?.fileName).toBe(fileName);
    }
  });

  test.each([
    ['att-path-traversal.eml', 'evil.desktop', true],
    ['att-windows-traversal.eml', 'evil.bat', true],
    ['att-reserved.eml', '_CON', false],
    ['att-rtlo.eml', 'invoicefdp.exe', true],
    ['att-nul-name.eml', 'a.txt.exe', true],
    ['att-svg-script.eml', 'logo.svg', true],
    ['att-svg-entities.eml', 'bomb.svg', true],
    ['att-html.eml', 'login.html', true],
    ['att-eml-nested.eml', 'fw.eml', false],
    ['att-tnef.eml', 'winmail.dat', false],
    ['att-png-50000x50000.eml', 'big.png', false],
  ])('%s is offered as %s', async (name, fileName, dangerous) => {
    expect((await read(name)).attachments).toMatchObject([{ fileName, dangerous }]);
  });

  test('att-long-name.eml keeps its extension within 200 bytes', async () => {
    const [part] = (await read('att-long-name.eml')).attachments;
    expect(Buffer.byteLength(part?.fileName ?? '')).toBeLessThanOrEqual(200);
    expect(part?.fileName).toMatch(/^a+\.\w+$/);
  });

  test.each([
    ['spoof-nul-addr.eml', ['address-in-name', 'control-characters']],
    ['spoof-quoted-angle.eml', ['address-in-name']],
    ['spoof-fullwidth-at.eml', ['address-in-name']],
    ['spoof-any-addr-concat.eml', ['address-in-name']],
    ['spoof-from-space.eml', ['several-senders']],
    ['spoof-from-folded-name.eml', ['several-senders']],
    ['spoof-route.eml', ['several-senders']],
    ['spoof-homograph-idn.eml', ['mixed-scripts']],
    ['bomb-headers-50000.eml', ['cut-off']],
    ['bomb-one-header-2MB.eml', ['cut-off']],
  ])('%s warns of %s', async (name, warnings) => {
    expect((await read(name)).warnings).toEqual(expect.arrayContaining(warnings));
  });

  test('an encoded word inside an address stays as it is (RFC 2047 section 5)', async () => {
    const [from] = (await read('spoof-nul-addr.eml')).from;
    expect(from?.name).toBe('');
    expect(from?.address).toMatch(/^=\?utf-8\?.*@evil\.test$/);
  });

  test('a Content-ID gives raster images of the same message only, and the first of a name wins', async () => {
    expect((await read('cid-svg.eml')).inlineImages).toEqual({});
    expect((await read('cid-html-as-image.eml')).inlineImages).toEqual({});
    expect((await read('cid-traversal.eml')).inlineImages).toEqual({});
    const { inlineImages, inlineParts, attachments } = await read('cid-dup.eml');
    expect(Object.entries(inlineImages)).toEqual([
      ['cid:d@x', expect.stringMatching(/^data:image\/gif;base64,/)],
    ]);
    expect(inlineParts).toHaveLength(1);
    expect(attachments.map(({ index }) => index)).not.toContain(inlineParts[0]?.index);
  });

  test('a date that no calendar can write is none', async () => {
    expect((await read('structure-date-year-275760.eml')).sentAt).toBeNull();
    expect((await read('structure-date-1970.eml')).sentAt).toMatch(/^1970-/);
    expect((await read('structure-date-ambiguous-dst.eml')).sentAt).toMatch(/T05:30:00\.000Z$/);
  });
});
