/** CSV in and out of the console: what would happen line by line, then what has happened (product 5). */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { signIn, startConsole, type ConsoleRig } from './console-rig.ts';

let rig: ConsoleRig;
let page: Page;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  rig = await startConsole();
  page = rig.page;
  await signIn(page);
});

test.afterAll(() => rig.stop());

function file(name: string, lines: readonly string[]): string {
  const place = path.join(rig.folder, name);
  writeFileSync(place, `${lines.join('\r\n')}\r\n`);
  return place;
}

const choose = (place: string) => page.locator('input[type=file]').setInputFiles(place);

test('people: a dry run says what each line would do, with column and reason, and changes nothing', async () => {
  await rig.goTo('People');
  await page.getByRole('button', { name: 'Import' }).click();
  await expect(page.getByRole('heading', { name: 'Import people' })).toBeVisible();
  await rig.shows('100-records-import');
  await choose(
    file('people.csv', [
      'email,displayName,phone,disasterRecovery',
      'grace.hopper@northwind.example,Grace Hopper,+12025550100,true',
      'lena.vogt@northwind.example,Lena Vogt-Neumann,,true',
      'not an address,Nobody,12,perhaps',
      'edda.lindqvist@northwind.example,Edda Lindqvist,+498999998117,true',
    ]),
  );
  await expect(page.getByText('This is what would happen. Nothing has been changed yet.')).toBeVisible();
  const refused = page.getByRole('row', { name: /not an address.*Refused/u });
  await expect(refused).toContainText('disasterRecovery Must be true or false.');
  await expect(refused).toContainText('phone Must be a number with its country code');
  await rig.shows('101-records-import-dry-run');
  const { items } = (await rig.service.api('GET', '/users?q=grace')) as { items: unknown[] };
  expect(items).toEqual([]);
  await page
    .getByRole('group', { name: 'Which lines are shown' })
    .getByRole('button', { name: 'All' })
    .click();
  await expect(page.getByRole('row', { name: /Grace|grace.*Created/u })).toBeVisible();
  await expect(page.getByRole('row', { name: /lena.*Updated/u })).toBeVisible();
});

test('people: it is applied, and the same file again changes nothing', async () => {
  await page.getByRole('button', { name: 'Make 2 changes' }).click();
  await expect(page.getByText('Done. This is what has happened.')).toBeVisible();
  await rig.shows('102-records-import-done');
  await page.getByRole('button', { name: 'Choose another file' }).click();
  await choose(path.join(rig.folder, 'people.csv'));
  await expect(page.getByRole('button', { name: 'Make 0 changes' })).toHaveAttribute('aria-disabled', 'true');
  await rig.goTo('People');
  await page.getByRole('searchbox').fill('grace');
  await expect(page.getByRole('row', { name: /Grace Hopper/u })).toBeVisible();
});

test('people: the export of what is searched for can be imported again', async () => {
  await expect(page.getByText('1 person', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Export CSV' }).click();
  const csv = await rig.downloaded('users.csv');
  expect(csv.trim().split('\r\n')).toHaveLength(2);
  expect(csv).toContain('"grace.hopper@northwind.example","Grace Hopper"');
});

test('a file that is none is refused as a whole, in words; one without its columns too', async () => {
  await page.getByRole('button', { name: 'Import' }).click();
  await choose(file('wrong.csv', ['name,age', 'Ada,36']));
  await expect(page.getByRole('alert')).toBeVisible();
  await rig.shows('103-records-import-refused');
});

test('groups: members by address; a list that is never expanded is refused with the reason', async () => {
  await rig.goTo('Groups');
  await page.getByRole('button', { name: 'Import' }).click();
  await choose(
    file('groups.csv', [
      'name,kind,mail,members,memberOf',
      'Crisis team,m365,crisis@northwind.example,lena.vogt@northwind.example;grace.hopper@northwind.example,Shore',
      'Shore,m365,,,',
      'Drivers,distribution-list,drivers@northwind.example,,',
      'Munich office,security,,,',
      'Lookouts,m365,,,Nowhere',
    ]),
  );
  const refused = page.getByRole('row', { name: /Drivers.*Refused/u });
  await expect(refused).toContainText('Mail to such a list is never expanded.');
  await expect(page.getByRole('row', { name: /Munich office.*Refused/u })).toContainText(
    'belongs to the directory',
  );
  await expect(page.getByRole('row', { name: /Lookouts.*Refused/u })).toContainText('memberOf');
  await rig.shows('104-records-import-groups');
  await page.getByRole('button', { name: 'Make 2 changes' }).click();
  await page.getByRole('button', { name: 'Show the list' }).click();
  await page.getByRole('link', { name: 'Crisis team' }).click();
  await expect(page.getByText('2 people')).toBeVisible();
  await expect(page.getByRole('region', { name: 'This group is in' })).toContainText('Shore');
  await rig.goTo('Groups');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  expect(await rig.downloaded('groups.csv')).toContain('Crisis team');
});
