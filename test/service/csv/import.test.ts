/** CSV in and out over real HTTP: what a spreadsheet makes of it, line by line, and nothing that a spreadsheet would run. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importReportSchema, MAX_IMPORT_LINES, type ImportReport } from '../../../shared/http/import.ts';
import { ADMIN_TOKEN, startRig, text, type ServiceRig } from '../service-rig.ts';

let rig: ServiceRig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());

async function send(path: string, body: string | Uint8Array<ArrayBuffer>): Promise<Response> {
  return fetch(`${rig.service.httpUrl}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'text/csv' },
    body,
  });
}

async function imported(path: string, body: string): Promise<ImportReport> {
  const response = await send(path, body);
  expect(response.status).toBe(200);
  return importReportSchema.parse(await response.json());
}

const refusal = async (path: string, body: string | Uint8Array<ArrayBuffer>) => {
  const response = await send(path, body);
  return [response.status, text(await response.json(), 'code')];
};
const outcomes = ({ lines }: ImportReport) => lines.map(({ line, outcome }) => `${line} ${outcome}`);
const codes = ({ lines }: ImportReport) =>
  lines.flatMap(({ line, errors }) =>
    errors.map(({ column, code, value, allowed }) =>
      [line, column, code, value ?? allowed].join(' ').trimEnd(),
    ),
  );
const members = async (group: string): Promise<unknown> => {
  const { body } = await rig.call('GET', `/api/v1/groups?q=${group}`);
  return (body as { readonly items: readonly { readonly members: number }[] }).items[0]?.members;
};
const find = async (q: string) => (await rig.call('GET', `/api/v1/users?q=${q}`)).body;

describe('people', () => {
  test('are created, updated and left alone, and a line that is refused stops nobody', async () => {
    const file = [
      '\ufeffemail,displayName,aliases,phone,smsConsent,disasterRecovery,mayRead',
      'ada@example.com,"Ada, ""the first""","a1@example.com; a2@example.com",+442071838750,yes,no,',
      'not an address,Bob,,12,maybe,true,',
      'cy@example.com,"Cy\nof two lines",,,,,',
      'ada@example.com,Again,,,,,',
      'dee@example.com,Dee,,,no,true,gus@example.com',
      'eve@example.com,Eve,,,no,true,nobody@example.com',
      'fay@example.com,Fay,,,no,true,,one,too,many',
      'gus@example.com,Gus,,,no,true,',
    ].join('\r\n');
    const expected = [
      '2 created',
      '3 refused',
      '4 created',
      '6 refused',
      '7 created',
      '8 refused',
      '9 refused',
      '10 created',
    ];
    const dry = await imported('/users/import?dryRun=true', file);
    expect(outcomes(dry)).toEqual(expected);
    expect(await find('ada')).toMatchObject({ items: [] });
    const report = await imported('/users/import', file);
    expect(outcomes(report)).toEqual(expected);
    expect(report.counts).toEqual({ created: 4, updated: 0, unchanged: 0, refused: 4 });
    expect(codes(report)).toEqual([
      '3 smsConsent not-a-flag',
      '3 email not-an-address',
      '3 phone not-e164',
      '6 email line-before',
      '8 mayRead unknown-person nobody@example.com',
      '9  too-many-cells',
    ]);
    expect(await find('ada')).toMatchObject({
      items: [
        {
          displayName: 'Ada, "the first"',
          aliases: ['a1@example.com', 'a2@example.com'],
          smsConsent: true,
          permissions: { disasterRecovery: false },
        },
      ],
    });
    const again = await imported(
      '/users/import',
      'email;displayName\nada@example.com;Ada\ndee@example.com;Dee\n',
    );
    expect(outcomes(again)).toEqual(['2 updated', '3 unchanged']);
    expect(await find('ada')).toMatchObject({ items: [{ displayName: 'Ada', phone: '+442071838750' }] });
  });

  test('more aliases than a person may have are refused on their line, for a new person and a known one', async () => {
    const many = Array.from({ length: 101 }, (_, index) => `zoe${index}@example.com`).join(';');
    const file = (aliases: string) =>
      `email,displayName,aliases\nzoe@example.com,Zoe,${aliases}\nyan@example.com,Yan,\n`;
    const report = await imported('/users/import', file(many));
    expect(codes(report)).toEqual(['2 aliases too-many']);
    expect(outcomes(report)).toEqual(['2 refused', '3 created']);
    await imported('/users/import', file('zoe0@example.com'));
    expect(codes(await imported('/users/import', file(many)))).toEqual(['2 aliases too-many']);
  });

  test('what is exported can be imported and changes nothing; a formula is neither run nor kept as one', async () => {
    const body = {
      email: 'grace@example.com',
      displayName: '=HYPERLINK("http://x")',
      phone: '+442071838750',
    };
    await rig.call('POST', '/api/v1/users', { body });
    const { body: csv } = await rig.call('GET', '/api/v1/users.csv?q=grace');
    expect(csv).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(csv).toContain(`"'+442071838750"`);
    expect(outcomes(await imported('/users/import', String(csv)))).toEqual(['2 unchanged']);
    const whole = await rig.call('GET', '/api/v1/users.csv');
    const report = await imported('/users/import', String(whole.body));
    expect(report.counts).toMatchObject({ created: 0, updated: 0, refused: 0 });
  });

  test('bytes that are no UTF-8, columns that are none, and files without end are refused whole', async () => {
    expect(
      await refusal('/users/import', Buffer.from('email,displayName\nm\xfcller@x.de,M\n', 'latin1')),
    ).toEqual([400, 'not-utf-8']);
    expect(await refusal('/users/import', Buffer.from('\ufeffemail\n', 'utf16le'))).toEqual([
      400,
      'not-utf-8',
    ]);
    expect(await refusal('/users/import', '')).toEqual([400, 'no-header']);
    expect(await refusal('/users/import', 'email,name\n')).toEqual([400, 'unknown-column']);
    expect(await refusal('/users/import', 'displayName\nAda\n')).toEqual([400, 'missing-column']);
    expect(await refusal('/users/import', 'email,email\n')).toEqual([400, 'column-twice']);
    const many = `email\n${'x@example.com\n'.repeat(MAX_IMPORT_LINES + 1)}`;
    expect(await refusal('/users/import', many)).toEqual([400, 'too-many-lines']);
    expect((await send('/users/import', 'x'.repeat(17 * 1024 * 1024))).status).toBe(413);
    expect(
      (await rig.call('POST', '/api/v1/groups', { raw: 'name', headers: { 'content-type': 'text/csv' } }))
        .status,
    ).toBe(415);
  });

  test('quotation marks out of place cost the lines they touch, NUL and controls their own place', async () => {
    const report = await imported(
      '/users/import',
      'email,displayName\nivy@example.com,I\u0000vy\nhal@example.com,"Hal" x\njo@example.com,"Jo\n',
    );
    expect(report.lines.map(({ line, outcome, errors }) => [line, outcome, errors[0]?.code])).toEqual([
      [2, 'created', undefined],
      [3, 'refused', 'unreadable'],
      [4, 'refused', 'unreadable'],
    ]);
    expect(await find('ivy')).toMatchObject({ items: [{ displayName: 'Ivy' }] });
  });
});

describe('groups', () => {
  test('come with their members, known by name; who is not listed leaves', async () => {
    await imported('/users/import', 'email,displayName\nm1@example.com,M1\nm2@example.com,M2\n');
    const file = (members: string) => `name,kind,mail,members\nZürich,m365,zurich@example.com,${members}\n`;
    expect(outcomes(await imported('/groups/import', file('m1@example.com;m2@example.com')))).toEqual([
      '2 created',
    ]);
    expect(outcomes(await imported('/groups/import', file('m2@example.com; m1@example.com')))).toEqual([
      '2 unchanged',
    ]);
    expect(outcomes(await imported('/groups/import', file('m2@example.com')))).toEqual(['2 updated']);
    expect((await rig.call('GET', '/api/v1/groups?q=zurich')).body).toMatchObject({
      items: [{ members: 1 }],
    });
    const { body } = await rig.call('GET', '/api/v1/groups.csv');
    expect(body).toContain('"Zürich","m365","zurich@example.com","local","","m2@example.com",""');
    expect(outcomes(await imported('/groups/import', String(body)))).toEqual(['2 unchanged']);
    expect(
      codes(
        await imported(
          '/groups/import',
          'name,kind,members\nA,list,\nB,,x@example.com\nC,distribution-list,\nD,dynamic-distribution-list,\n',
        ),
      ),
    ).toEqual([
      '2 kind not-allowed security,mail-enabled-security,m365',
      '3 members unknown-person x@example.com',
      '4 kind unsupported-list',
      '5 kind unsupported-list',
    ]);
  });

  test('product 7: come into the groups that they name, wherever those stand in the file, and leave the others', async () => {
    await imported('/users/import', 'email,displayName\nn1@example.com,N1\n');
    const lines = ['Berth,n1@example.com,Pier', 'Pier,,Harbour', 'Harbour,,'];
    const file = (...rows: readonly string[]) => `name,members,memberOf\n${rows.join('\n')}\n`;
    for (const path of ['/groups/import?dryRun=true', '/groups/import'])
      expect(outcomes(await imported(path, file(...lines)))).toEqual(['2 created', '3 created', '4 created']);
    expect(await members('Harbour')).toBe(1);
    const { body } = await rig.call('GET', '/api/v1/groups.csv?q=harbour');
    expect(body).toContain('"Harbour","security","","local","","",""');
    const again = await imported('/groups/import', file(...lines));
    expect(outcomes(again)).toEqual(['2 unchanged', '3 unchanged', '4 unchanged']);
    expect(outcomes(await imported('/groups/import', 'name,members\nPier,\n'))).toEqual(['2 unchanged']);
    expect(outcomes(await imported('/groups/import', 'name,memberOf\nPier,\n'))).toEqual(['2 updated']);
    expect(await members('Harbour')).toBe(0);
  });

  test('product 7: stay out of groups that are unknown, of the directory or in a circle with them: refused whole, by name', async () => {
    const file = (...rows: readonly string[]) => `name,kind,memberOf\n${rows.join('\n')}\n`;
    await imported('/groups/import', file('Deck,,', 'Mast,,Deck', 'Sail,,Mast'));
    const rows = [
      'Deck,m365,Sail',
      'Buoy,,Buoy',
      'Oar,,Nowhere',
      'Eel,,Fish',
      'Fish,,Eel',
      'Rope,,Mast;Deck',
    ];
    for (const path of ['/groups/import?dryRun=true', '/groups/import']) {
      const report = await imported(path, file(...rows));
      expect(codes(report)).toEqual([
        '2 memberOf nested-circle Sail',
        '3 memberOf nested-circle Buoy',
        '4 memberOf unknown-group Nowhere',
        '5 memberOf unknown-group Fish',
        '6 memberOf unknown-group Eel',
      ]);
      expect(report.lines.at(-1)?.outcome).toBe('created');
    }
    const { body } = await rig.call('GET', '/api/v1/groups.csv?q=deck');
    expect(body).toContain('"Deck","security","","local","","",""');
    expect((await rig.call('GET', '/api/v1/groups.csv?q=rope')).body).toContain('"Deck;Mast"');
  });
});

test('devices can be had as CSV', async () => {
  expect((await rig.call('GET', '/api/v1/devices.csv?link=online')).body).toContain('"id","email","name"');
});
