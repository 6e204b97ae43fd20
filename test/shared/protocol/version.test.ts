/** The protocol's number stands for its schemas: changing one without the other fails here (house style 11). */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { downSchema } from '../../../shared/protocol/down.ts';
import { upSchema } from '../../../shared/protocol/up.ts';
import { PROTOCOL_VERSION, SUBPROTOCOL } from '../../../shared/protocol/version.ts';

/**
 * One entry a version, never changed once released. A changed hash means: raise `PROTOCOL_VERSION`, write its line of
 * history and a new entry; or, while the version is unreleased, see that PROTOCOL.md says the same and pin anew.
 */
const HASHES: Readonly<Record<number, { readonly up: string; readonly down: string }>> = {
  1: {
    up: 'd1faa9c7e81f1dc7a20d09a6b26d3d595dc24aada9a1dbd3aeb8f3e0313f64f1',
    down: '66ec551397d1c0885f3b3a9f0d9586591b4e5fef854ea0ff0ce941f7ff8f3153',
  },
  2: {
    up: 'e6ddc53f450fcebb07fb35a1c0f5ca64a691ebc0bfb73f575d1fb632317b420f',
    down: '66ec551397d1c0885f3b3a9f0d9586591b4e5fef854ea0ff0ce941f7ff8f3153',
  },
};

const hashOf = (schema: z.ZodType): string =>
  createHash('sha256')
    .update(JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), sortedKeys))
    .digest('hex');

/** The order in which a schema lists its fields means nothing. */
function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([first], [second]) => (first < second ? -1 : 1)));
}

it('the schemas are those of the version', () => {
  expect({ up: hashOf(upSchema), down: hashOf(downSchema) }).toEqual(HASHES[PROTOCOL_VERSION]);
});

it('each version has a line of history, and the subprotocol bears the first number', () => {
  const source = readFileSync('shared/protocol/version.ts', 'utf8');
  const lines = [...source.matchAll(/^ \* (\d+) {2}\d{4}-\d{2}-\d{2} {2}\S/gm)].map(([, number]) =>
    Number(number),
  );
  expect(lines).toEqual(Array.from({ length: PROTOCOL_VERSION }, (_, index) => index + 1));
  expect(SUBPROTOCOL).toBe('continuity.device.v1');
});

it('PROTOCOL.md describes each message', () => {
  const text = readFileSync('shared/protocol/PROTOCOL.md', 'utf8');
  const described = [...text.matchAll(/^#### `([a-z-]+)`/gm)].map(([, name]) => name);
  const types = [...upSchema.options, ...downSchema.options].map(({ shape }) => shape.type.value);
  expect(new Set(described)).toEqual(new Set(types));
});
