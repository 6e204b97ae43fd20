/** Attack: a name that a spreadsheet runs when an administrator opens an export (OWASP, "CSV Injection"). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine, withoutGuard } from '../../service/csv/csv-line.ts';
import { readCsv } from '../../service/csv/read-csv.ts';
import { startRig } from '../service/service-rig.ts';

const HOSTILE = [
  "=cmd|'/C calc'!A0",
  '+1',
  '-2+3',
  '@SUM(A1)',
  '|calc',
  '%0A=1',
  '\uff1dcmd',
  '\uff0b1',
  '\uff0d1',
  '\uff20SUM',
  '\uff5ccalc',
  '\t=1',
  '\r=1',
  '\n=1',
  '\0=1',
  ' =1',
  '\u00a0=1',
  '\u3000\uff1d1',
  '\ufeff=1',
  '\u200b=1',
  "'=1",
];

test.each(HOSTILE)(
  'a cell that begins like a formula is text, and comes back as it was: %j',
  async (cell) => {
    const line = csvLine(['a name', cell]);
    expect(line).toBe(`"a name","'${cell}"\r\n`);
    const [record] = await readCsv(Buffer.from(`email,displayName\n${line}`), ['email', 'displayName'], []);
    expect(record?.cells.get('displayName')).toBe(cell);
  },
);

test('whatever a cell holds, it comes back as it was, and what is harmless is left alone', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (cell) => {
      const [, kept = ''] = /^"(.*)"\r\n$/su.exec(csvLine([cell])) ?? [];
      expect(withoutGuard(kept.replaceAll('""', '"'))).toBe(cell);
    }),
  );
  for (const cell of ['Ada', '2026-11-23', "O'Neill", 'a=b', '', '東京'])
    expect(csvLine([cell])).toBe(`"${cell}"\r\n`);
});

test('of every export, none has a cell that begins like a formula', async () => {
  const rig = await startRig();
  for (const [index, displayName] of ['=1', '|calc', '\uff1d1'].entries()) {
    const email = `p${String(index)}@example.com`;
    expect(
      (await rig.call('POST', '/api/v1/users', { body: { email, displayName, phone: '+441234567890' } }))
        .status,
    ).toBe(201);
    expect((await rig.call('POST', '/api/v1/groups', { body: { name: displayName } })).status).toBe(201);
  }
  for (const file of ['users.csv', 'groups.csv', 'devices.csv', 'audit.csv']) {
    const { body } = await rig.call('GET', `/api/v1/${file}`);
    expect(String(body)).not.toMatch(/(?:^|[,;\r\n])"?[=+\-@|%\uff1d\uff0b\uff0d\uff20]/u);
  }
  await rig.stop();
});
