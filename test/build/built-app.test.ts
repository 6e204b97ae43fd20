// What the build made, read as files: no insecure addresses, a preload that is one small file, pages without inline code.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const outputs = ['dist-app', 'dist-console'];
const built = outputs.every((output) => existsSync(path.join(root, output)));

/** Names, not addresses: XML namespaces and schema identifiers are never fetched. */
const identifiers = /^http:\/\/(www\.w3\.org|json-schema\.org)\//;
/** How zod tries whether a text is an IPv6 address; nothing is fetched. */
const addressProbe = /^http:\/\/\[(\$\{\w+\}|\.\.\.)\]$/;
/** What ip-address, which socks brings, says of its own methods. */
const ofIpAddress = /^http:\/\/\[(?:(?:ffff::|2001:db8::1)\]|\$\{this\.correctForm\()/;
/** Our own machine: the service of the demo and of the tests. */
const loopback = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])([:/]|$)/;
const harmless = [identifiers, addressProbe, ofIpAddress, loopback];

function filesBelow(output: string, extensions: RegExp) {
  return readdirSync(path.join(root, output), { recursive: true, encoding: 'utf8' })
    .filter((file) => extensions.test(file))
    .map((file) => path.join(root, output, file));
}

describe('the built app', () => {
  beforeEach((context) => {
    if (!built) context.skip('not built: run `npm run build` first, as `npm test` does');
  });

  test('security 1: names no insecure address', () => {
    const addresses = outputs
      .flatMap((output) => filesBelow(output, /\.(js|cjs|html|css)$/))
      .flatMap((file) => readFileSync(file, 'utf8').match(/http:\/\/[^\s"'`)\\]+/g) ?? [])
      .filter((address) => !harmless.some((known) => known.test(address)));
    expect(addresses).toEqual([]);
  });

  test('house style 9: the preload is one CommonJS file that loads Electron and nothing else', () => {
    const preload = readFileSync(path.join(root, 'dist-app/preload.cjs'), 'utf8');
    const loaded = [...preload.matchAll(/require\(([^)]*)\)/g)].map((match) => match[1]);
    expect(loaded).toEqual(['"electron"']);
  });

  test('security 7: pages hold no code or style of their own', () => {
    const pages = outputs.flatMap((output) => filesBelow(output, /\.html$/));
    expect(pages.length).toBeGreaterThanOrEqual(2);
    for (const page of pages) {
      const html = readFileSync(page, 'utf8');
      expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/);
      expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=/);
    }
  });

  test('the processes that Electron starts by file are where the shell looks for them', () => {
    for (const file of [
      'main.js',
      'device-process.js',
      'preload.cjs',
      'renderer/index.html',
      'icons/app.png',
    ]) {
      expect(existsSync(path.join(root, 'dist-app', file)), file).toBe(true);
    }
  });
});
