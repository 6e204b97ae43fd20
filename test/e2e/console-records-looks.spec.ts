/** The console's records as everybody can use them: by keyboard, on a phone, in high contrast, in German, and back where one was. */
import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { signIn, startConsole, type ConsoleRig } from './console-rig.ts';
import { picture } from './real-companion.ts';

const RECEIVERS = 60;

let rig: ConsoleRig;
let page: Page;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(240_000);
  rig = await startConsole();
  page = rig.page;
  await signIn(page);
  for (let index = 0; index < RECEIVERS; index += 1)
    await rig.service.api('POST', '/webhooks', {
      name: `Receiver ${String(index).padStart(2, '0')}`,
      url: `https://receiver-${index}.example/hook`,
    });
});

test.afterAll(() => rig.stop());

async function shows(name: string): Promise<void> {
  await expectAccessible(page);
  await page.screenshot(picture(name));
}

test('going back leads to the same rows of a long table, a reload too', async () => {
  await rig.goTo('Webhooks');
  const scroller = page.locator('.data-table__scroll');
  await expect(page.getByText('60 webhooks')).toBeVisible();
  const row = page.getByRole('row', { name: /Receiver 40/u });
  await scroller.evaluate((element) => element.scrollTo({ top: 40 * 52 }));
  await expect(row).toBeVisible();
  await expect
    .poll(() => page.evaluate(() => (history.state as { scrollPx?: number } | null)?.scrollPx))
    .toBe(40 * 52);
  await row.click();
  await expect(page.getByRole('heading', { name: 'Receiver 40' })).toBeVisible();
  await page.goBack();
  await expect(row).toBeInViewport();
  await page.reload();
  await expect(row).toBeInViewport();
});

test('by keyboard alone: arrows along the rows, Enter into one, Escape back out of what stands beside', async () => {
  await rig.goTo('Audit log');
  await page
    .getByRole('row', { name: /Webhook created/u })
    .first()
    .focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const entry = page.getByRole('complementary', { name: 'Webhook created' });
  await expect(entry.getByRole('heading', { name: 'Webhook created' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(entry).toHaveCount(0);
});

test('on a phone: cards instead of columns, and a device, person, group or entry has the page to itself', async () => {
  await rig.browser.resize(390, 844);
  for (const [hash, shown, name] of [
    ['/people', 'Agnieszka', '110-phone-people'],
    ['/people/katharina-brandt', 'Katharina Brandt', '111-phone-person'],
    ['/groups', 'All employees', '112-phone-groups'],
    ['/groups/pilot-group', 'Pilot group', '113-phone-group'],
    ['/audit', 'Webhook created', '114-phone-audit'],
    ['/audit/2', 'Entry 2', '115-phone-entry'],
    ['/people/import', 'Import people', '116-phone-import'],
    ['/webhooks', 'Receiver 00', '117-phone-webhooks'],
    ['/account', 'Your account', '118-phone-account'],
  ] as const) {
    await page.evaluate((to) => (window.location.hash = to), hash);
    await expect(page.getByText(shown).first()).toBeVisible();
    const overflow = await page.evaluate(() => {
      const main = document.querySelector('main');
      return main === null ? 0 : main.scrollWidth - main.clientWidth;
    });
    expect([hash, overflow]).toEqual([hash, 0]);
    await shows(name);
  }
  await rig.browser.resize(1280, 720);
});

test('high contrast: what colour says is said by words, signs and borders', async () => {
  await page.emulateMedia({ forcedColors: 'active' });
  for (const [hash, shown, name] of [
    ['/people/katharina-brandt', 'Katharina Brandt', '120-contrast-person'],
    ['/groups/management', 'Mail to this list is not expanded', '121-contrast-group'],
    ['/audit/2', 'Entry 2', '122-contrast-entry'],
    ['/people/import', 'Import people', '123-contrast-import'],
  ] as const) {
    await page.evaluate((to) => (window.location.hash = to), hash);
    await expect(page.getByText(shown).first()).toBeVisible();
    await shows(name);
  }
  await page.emulateMedia({ forcedColors: 'none' });
});

test('in German', async () => {
  await page.getByRole('button', { name: 'Appearance' }).click();
  await page.getByRole('dialog').getByLabel('Language').selectOption('de');
  await page.keyboard.press('Escape');
  for (const [hash, shown, name] of [
    ['/people/katharina-brandt', 'Weitere Adressen', '130-german-person'],
    ['/groups/management', 'Diese Gruppe kommt aus dem Verzeichnis', '131-german-group'],
    ['/audit', 'Protokoll prüfen', '132-german-audit'],
    ['/groups/import', 'Gruppen importieren', '133-german-import'],
    ['/webhooks', '60 Webhooks', '134-german-webhooks'],
    ['/account', 'Ihr Konto', '135-german-account'],
  ] as const) {
    await page.evaluate((to) => (window.location.hash = to), hash);
    await expect(page.getByText(shown).first()).toBeVisible();
    await shows(name);
  }
  // The service's own words are English: what it refuses is said by its codes.
  await page.evaluate(() => (window.location.hash = '/groups'));
  await page.getByRole('button', { name: 'Gruppe hinzufügen' }).click();
  await rig.dialog.getByRole('button', { name: 'Gruppe hinzufügen' }).click();
  await expect(rig.dialog.getByText('Darf nicht leer sein.')).toBeVisible();
  await shows('136-german-refused');
  await page.keyboard.press('Escape');
});

test('in German: why lines of a file are refused, the file as a whole, and what stands in the way', async () => {
  await page.evaluate(() => (window.location.hash = '/groups/import'));
  await choose(['name,size', 'Night shift,9']);
  await expect(page.getByRole('alert')).toContainText('Die Spalte „size“ gibt es nicht. Es gibt diese: name');
  await shows('137-german-import-refused');
  await choose([
    'name,kind,mail,members,memberOf',
    'Night shift,security,not an address,,',
    'Drivers,distribution-list,,,',
    'Munich office,security,,,',
    'Sailors,m365,,,Nowhere;Munich office',
    'Crew,m365,,nobody@northwind.example;noone@northwind.example;none@northwind.example,',
    'Crew,cars,,,',
    'Crew 2,cars,,,',
  ]);
  for (const reason of [
    /^2.*mail Muss eine E-Mail-Adresse sein/u,
    /^3.*kind E-Mail an eine solche Liste wird nie aufgelöst/u,
    /^4.*Diese Gruppe gehört zum Verzeichnis und wird dort geändert\./u,
    /^5.*memberOf Nowhere Diese Gruppe gibt es nicht.*memberOf Munich office Diese Gruppe gehört zum Verz/u,
    /^6.*members nobody@northwind\.example Diese Person gibt es nicht/u,
    /^7.*name Steht schon in Zeile 6\./u,
    /^8.*kind Muss eines davon sein: security, mail-enabled-security, m365\./u,
  ])
    await expect(page.getByRole('row', { name: reason })).toBeVisible();
  // No line has a page of its own, so each says everything here.
  await expect(page.getByRole('row', { name: /^6/u }).getByRole('listitem').last()).toBeInViewport({
    ratio: 1,
  });
  await shows('138-german-import-report');
  await rig.browser.resize(390, 844);
  await shows('138-german-import-report-phone');
  await rig.browser.resize(1280, 720);
  const drill = { description: 'Night drill', affectedGroupId: 'pilot-group', timeZone: 'Europe/Berlin' };
  await rig.service.api('POST', '/events', { ...drill, end: null });
  await page.evaluate(() => (window.location.hash = '/groups/pilot-group'));
  await page.getByRole('button', { name: 'Gruppe entfernen' }).click();
  await rig.dialog.getByRole('button', { name: 'Gruppe entfernen' }).click();
  await expect(rig.dialog.getByRole('alert')).toHaveText('Das Ereignis „Night drill“ gilt dieser Gruppe.');
  await shows('139-german-group-in-use');
  await page.keyboard.press('Escape');
});

const choose = (lines: readonly string[]) =>
  page.locator('input[type=file]').setInputFiles({
    name: 'groups.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\n')),
  });

test('an auditor looks at everything and has nothing to press', async () => {
  await page.getByRole('button', { name: 'Darstellung' }).click();
  await page.getByRole('dialog').getByRole('combobox').last().selectOption('en');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await signIn(page, { email: 'ruth.abramov@northwind.example', password: 'demo-continuity' });
  for (const [hash, shown, name] of [
    ['/people', 'Agnieszka', '140-auditor-people'],
    ['/people/katharina-brandt', 'Katharina Brandt', '141-auditor-person'],
    ['/groups/pilot-group', 'Pilot group', '142-auditor-group'],
    ['/people/import', 'Import people', '143-auditor-import'],
    ['/webhooks', 'Receiver 00', '144-auditor-webhooks'],
  ] as const) {
    await page.evaluate((to) => (window.location.hash = to), hash);
    await expect(page.getByText(shown).first()).toBeVisible();
    await expect(page.getByText('You can look at everything and change nothing.')).toBeVisible();
    await expect(
      page
        .getByRole('main')
        .getByRole('button', { name: /^(Add|Save|Set|Remove|Import|Create|Choose|Take)\b/u }),
    ).toHaveCount(0);
    await shows(name);
  }
});
