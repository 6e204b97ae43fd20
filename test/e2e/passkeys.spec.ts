/** Passkeys in the console, with Chromium's own virtual authenticators: set up, asked for, cancelled, lost, removed. */
import { expect, test, type CDPSession, type Page } from '@playwright/test';
import { enter, startConsole, type ConsoleRig } from './console-rig.ts';

const ADA = { email: 'ada@northwind.example', password: 'correct horse battery' };

let rig: ConsoleRig;
let page: Page;
let chromium: CDPSession;
let laptop: string;
let recoveryCode: string;
let otherRecoveryCode: string;

const signedIn = (name: string) => page.getByRole('banner').getByText(name);
const signOut = (): Promise<void> => page.getByRole('button', { name: 'Sign out' }).click();
const button = (name: string) => page.getByRole('button', { name, exact: true });
const account = (): Promise<void> => page.getByRole('link', { name: /Ada Lovelace/u }).click();

/** One that is touched as soon as it is asked. */
async function plugIn(transport: 'internal' | 'usb'): Promise<string> {
  const options = { protocol: 'ctap2', transport, hasResidentKey: true, hasUserVerification: false } as const;
  const added = await chromium.send('WebAuthn.addVirtualAuthenticator', { options });
  return added.authenticatorId;
}

const unplug = (authenticatorId: string) =>
  chromium.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });

/** Whether whoever holds it touches it. */
const touched = (authenticatorId: string, enabled: boolean) =>
  chromium.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  rig = await startConsole({ seed: null });
  page = rig.page;
  await rig.service.api('POST', '/administrators', {
    ...ADA,
    displayName: 'Ada Lovelace',
    role: 'administrator',
  });
  chromium = await page.context().newCDPSession(page);
  await chromium.send('WebAuthn.enable');
  // At an address, and not a name, browsers have none.
  await page.goto(rig.service.ready.httpUrl);
  await enter(page, ADA);
  await account();
});

test.afterAll(() => rig.stop());

test('at an address where browsers make no passkeys none is offered', async () => {
  await expect(button('Set up an authenticator app')).toBeVisible();
  await expect(button('Set up a passkey')).toBeHidden();
  await signOut();
  const { port } = new URL(rig.service.ready.httpUrl);
  await page.goto(`http://localhost:${port}`);
});

test('one is set up with the password and a name; an authenticator that nobody touches can be given up', async () => {
  laptop = await plugIn('internal');
  await touched(laptop, false);
  await enter(page, ADA);
  await account();
  await rig.shows('51-passkey-none');
  await button('Set up a passkey').click();
  await rig.dialog.getByLabel('Current password').fill(ADA.password);
  await button('Continue').click();
  await rig.dialog.getByLabel('Name of this passkey').fill('Laptop');
  await button('Create the passkey').click();
  await expect(rig.dialog.getByRole('status')).toContainText('touch your security key');
  await rig.shows('52-passkey-waiting');
  await button('Stop waiting').click();
  await expect(rig.dialog.getByRole('status')).toBeHidden();
  await touched(laptop, true);
  await button('Create the passkey').click();
  const codes = rig.dialog.getByRole('list', { name: 'Your recovery codes' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  [recoveryCode = '', otherRecoveryCode = ''] = await codes.allInnerTexts();
  await button('I have kept them').click();
  await expect(page.getByText('Passkey · Not used yet')).toBeVisible();
});

test('the same authenticator makes no second one, another does, and both are listed', async () => {
  const setUp = async (name: string): Promise<void> => {
    await button('Set up a passkey').click();
    await rig.dialog.getByLabel('Current password').fill(ADA.password);
    await button('Continue').click();
    await rig.dialog.getByLabel('Name of this passkey').fill(name);
    await button('Create the passkey').click();
  };
  await setUp('Laptop again');
  await expect(rig.dialog.getByRole('alert')).toContainText('has a passkey for you already');
  await rig.shows('53-passkey-known');
  await button('Cancel').click();
  await unplug(laptop);
  laptop = await plugIn('internal');
  await setUp('Blue security key');
  await expect(page.getByText('Blue security key')).toBeVisible();
  await rig.shows('54-passkey-account');
});

test('signing in takes it; with none of them at hand there is a recovery code', async () => {
  await signOut();
  await enter(page, ADA);
  await expect(page.getByRole('heading', { name: 'One more step' })).toBeVisible();
  await rig.shows('55-passkey-step');
  await button('Use the passkey').click();
  await expect(signedIn('Ada Lovelace')).toBeVisible();
  await account();
  await expect(page.getByText(/Passkey · Last used/u)).toBeVisible();
  await signOut();
  // Signed by a key that is not the one it says.
  await enter(page, ADA);
  await chromium.send('WebAuthn.setResponseOverrideBits', {
    authenticatorId: laptop,
    isBogusSignature: true,
  });
  await button('Use the passkey').click();
  await expect(page.getByRole('alert')).toContainText('not one of yours');
  await rig.shows('56-passkey-wrong');
  // Somebody else's key: nothing of this browser's says that it is the wrong one.
  await unplug(laptop);
  await plugIn('usb');
  await button('Use the passkey').click();
  await expect(page.getByRole('status')).toContainText('touch your security key');
  await button('Stop waiting').click();
  await button('Use a recovery code').click();
  await page.getByLabel('Recovery code').fill(recoveryCode);
  await button('Sign in').click();
  await expect(signedIn('Ada Lovelace')).toBeVisible();
});

test('each can be removed, with the password and a factor', async () => {
  await account();
  await expect(page.getByText('9 recovery codes left')).toBeVisible();
  await button('Remove Blue security key').click();
  await rig.dialog.getByLabel('Current password').fill(ADA.password);
  await expect(rig.dialog.getByText('Have the device or security key')).toBeVisible();
  await rig.shows('57-passkey-remove');
  await rig.dialog.getByRole('button', { name: 'Use a recovery code' }).click();
  await rig.dialog.getByLabel('Recovery code').fill(otherRecoveryCode);
  await rig.dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText('8 recovery codes left')).toBeVisible();
  await expect(page.getByText('Blue security key')).toHaveCount(0);
});
