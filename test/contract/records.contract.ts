/** What every implementation of the Records port does. */
import { describe, expect, test } from 'vitest';
import type { Records } from '../../electron/device/ports.ts';

export function describeRecords(name: string, open: () => Promise<Records>): void {
  describe(`${name} keeps the Records contract`, () => {
    test('reads nothing from a new store', async () => {
      const records = await open();
      expect([...(await records.read('identity'))]).toEqual([]);
    });

    test('reads what was written, by kind, and replaces by id', async () => {
      const records = await open();
      await records.write([
        { kind: 'notice', id: 'n1', value: { text: 'grüße \u{1f4ec}', list: [1, 2, { deep: true }] } },
        { kind: 'notice', id: 'n2', value: 'two' },
        { kind: 'ledger', id: 'n1', value: 3 },
      ]);
      await records.write([{ kind: 'notice', id: 'n2', value: 'changed' }]);
      expect(await records.read('notice')).toEqual(
        new Map<string, unknown>([
          ['n1', { text: 'grüße \u{1f4ec}', list: [1, 2, { deep: true }] }],
          ['n2', 'changed'],
        ]),
      );
      expect(await records.read('ledger')).toEqual(new Map([['n1', 3]]));
    });

    test('null removes; removing what is not there is fine; the last change of an id wins', async () => {
      const records = await open();
      await records.write([{ kind: 'outbox', id: 'a', value: 1 }]);
      await records.write([
        { kind: 'outbox', id: 'a', value: null },
        { kind: 'outbox', id: 'never', value: null },
        { kind: 'outbox', id: 'b', value: 1 },
        { kind: 'outbox', id: 'b', value: 2 },
      ]);
      expect([...(await records.read('outbox'))]).toEqual([['b', 2]]);
    });

    test('is all or nothing: one value that cannot be stored leaves the others unstored', async () => {
      const records = await open();
      await expect(
        records.write([
          { kind: 'receipt', id: 'good', value: 1 },
          { kind: 'receipt', id: 'bad', value: () => 'a function is not JSON' },
        ]),
      ).rejects.toThrow();
      expect([...(await records.read('receipt'))]).toEqual([]);
    });

    test('keeps its own copy', async () => {
      const records = await open();
      const value = { list: ['a'] };
      await records.write([{ kind: 'mode', id: 'x', value }]);
      value.list.push('changed afterwards');
      expect([...(await records.read('mode'))]).toEqual([['x', { list: ['a'] }]]);
    });

    test('after a wipe it is as new, and works', async () => {
      const records = await open();
      await records.write([{ kind: 'identity', id: 'self', value: { key: 'secret' } }]);
      await records.wipe();
      expect([...(await records.read('identity'))]).toEqual([]);
      await records.write([{ kind: 'identity', id: 'self', value: { key: 'new' } }]);
      expect([...(await records.read('identity'))]).toEqual([['self', { key: 'new' }]]);
    });
  });
}
