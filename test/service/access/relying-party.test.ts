/** Where passkeys work, and for whom they are made there. */
import { expect, test } from 'vitest';
import { relyingPartyAt } from '../../../service/access/second-factor/relying-party.ts';

const PUBLIC = 'https://continuity.example.com';

interface Place {
  readonly host: string;
  readonly isHttps?: boolean;
  readonly localPort?: number;
  readonly publicUrl?: string | null;
}

function at({ host, isHttps = false, localPort = 8080, publicUrl = PUBLIC }: Place): string | null {
  const party = relyingPartyAt({ asked: { host, isHttps }, localPort }, publicUrl);
  return party === null ? null : `${party.id} ${party.origin}`;
}

test.each<readonly [Place, string]>([
  [{ host: 'continuity.example.com', isHttps: true }, `continuity.example.com ${PUBLIC}`],
  // Names have no case.
  [{ host: 'Continuity.Example.COM', isHttps: true }, `continuity.example.com ${PUBLIC}`],
  // The port is the origin's, and not the host's.
  [
    { host: 'c.example.com:8443', isHttps: true, publicUrl: 'https://c.example.com:8443' },
    'c.example.com https://c.example.com:8443',
  ],
  // A name of other letters is kept as browsers write it.
  [
    { host: 'xn--knnte-jua.example', isHttps: true, publicUrl: 'https://könnte.example' },
    'xn--knnte-jua.example https://xn--knnte-jua.example',
  ],
  [{ host: 'intranet', isHttps: true, publicUrl: 'https://intranet' }, 'intranet https://intranet'],
  [{ host: 'localhost:8080' }, 'localhost http://localhost:8080'],
  [{ host: 'LOCALHOST:8080', publicUrl: null }, 'localhost http://localhost:8080'],
  [{ host: 'localhost:9000', publicUrl: 'http://localhost:9000' }, 'localhost http://localhost:9000'],
])('%o: %s', (place, party) => {
  expect(at(place)).toBe(party);
});

test.each<Place>([
  // Plain http, and a name that is not localhost.
  { host: 'continuity.example.com', publicUrl: 'http://continuity.example.com' },
  // Addresses.
  { host: '192.0.2.7', isHttps: true, publicUrl: 'https://192.0.2.7' },
  { host: '[2001:db8::7]', isHttps: true, publicUrl: 'https://[2001:db8::7]' },
  { host: '127.0.0.1:8080' },
  { host: '[::1]:8080' },
  // A final dot makes it another host.
  { host: 'continuity.example.com.', isHttps: true },
  { host: 'continuity.example.com.', isHttps: true, publicUrl: `${PUBLIC}.` },
  { host: 'localhost.:8080' },
  // Below and above the public name, and at another port of it.
  { host: 'www.continuity.example.com', isHttps: true },
  { host: 'example.com', isHttps: true },
  { host: 'continuity.example.com:8443', isHttps: true },
  // Another program of this computer, that passes our question on.
  { host: 'localhost:6666' },
  { host: 'localhost' },
  { host: 'evil.localhost:8080' },
  { host: '' },
  { host: 'not a host' },
])('%o: none', (place) => {
  expect(at(place)).toBeNull();
});
