/** Starts the real, built companion in real Electron, with a folder of its own. */
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { demoPerson, projectRoot } from './real-service.ts';

export interface ShownNotification {
  readonly title: string;
  readonly body: string;
}

export interface RealCompanion {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly userData: string;
  /** What the system has said is on screen, oldest first. */
  readonly notifications: () => Promise<readonly ShownNotification[]>;
  /** What the app wrote to its terminal. */
  readonly output: () => string;
  readonly quit: () => Promise<void>;
}

export interface CompanionOptions {
  readonly userData: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
}

// Chromium refuses to run as root with its sandbox; CI does.
export const asRoot = process.platform === 'linux' && process.getuid?.() === 0;

/** What `npm start` gives to the app: a service, and a person who signs in by themself. */
export function demoEnvironment(serviceUrl: string): Readonly<Record<string, string>> {
  return {
    CONTINUITY_SERVICE: serviceUrl,
    CONTINUITY_DEMO_EMAIL: demoPerson.email,
    CONTINUITY_DEMO_PASSWORD: demoPerson.password,
  };
}

export async function startCompanion({
  userData,
  env = {},
  args = [],
}: CompanionOptions): Promise<RealCompanion> {
  const app = await _electron.launch({
    args: [
      ...(asRoot ? ['--no-sandbox'] : []),
      projectRoot,
      `--user-data-dir=${userData}`,
      '--lang=en-GB',
      ...args,
    ],
    cwd: projectRoot,
    env: { ...environment(), ...env },
  });
  let output = '';
  let quitting: Promise<void> | null = null;
  for (const stream of [app.process().stdout, app.process().stderr]) {
    stream?.on('data', (part: Buffer) => {
      output += part.toString();
    });
  }
  await recordNotifications(app);
  const page = await app.firstWindow();
  return {
    app,
    page,
    userData,
    notifications: () => shownNotifications(app),
    output: () => output,
    async quit() {
      quitting ??= app.close();
      await quitting;
    },
  };
}

function environment(): Record<string, string> {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('CONTINUITY_'));
  return Object.fromEntries(own.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** Listens to Electron's own notifications: an entry is made when the system has shown one, not before. */
async function recordNotifications(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ Notification }) => {
    const shown: { title: string; body: string }[] = [];
    Object.assign(globalThis, { shownNotifications: shown });
    const { prototype } = Notification;
    const show: unknown = Reflect.get(prototype, 'show');
    if (typeof show !== 'function') throw new Error('notifications cannot be shown');
    // Without a name of its own: tsx would wrap one in a helper that Electron's process does not have.
    prototype.show = function (this: Electron.Notification): void {
      this.once('show', () => shown.push({ title: this.title, body: this.body }));
      Reflect.apply(show, this, []);
    };
  });
}

async function shownNotifications(app: ElectronApplication): Promise<readonly ShownNotification[]> {
  return app.evaluate(() => {
    const { shownNotifications: shown } = globalThis as unknown as {
      shownNotifications: ShownNotification[];
    };
    return shown;
  });
}

/** Where pictures of each state are kept as the tests' artifacts. */
export function picture(name: string): { readonly path: string } {
  return { path: path.join(projectRoot, 'test-results/screens', `${name}.png`) };
}
