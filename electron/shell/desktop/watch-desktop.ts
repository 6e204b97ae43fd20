/** Asks the desktop, at the start and whenever something changes on its bus, whether notifications and tray icons are shown. */
import type { Stop } from '../../../shared/lib/emitter.ts';
import type { Asked } from './capability.ts';
import { busSocket } from './bus-address.ts';
import { busCall, openSessionBus, type SessionBus } from './session-bus.ts';

export interface DesktopAnswers {
  readonly notificationServer: Asked;
  readonly trayHost: Asked;
}

export interface Desktop {
  readonly answers: () => DesktopAnswers;
  readonly stop: Stop;
}

export interface DesktopDeps {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly changed: () => void;
  readonly after: (delayMs: number, run: () => void) => Stop;
}

/** A session that is being set up, or whose bus was restarted, has it again by then. */
const RETRY_MS = 30_000;

const NOTIFICATIONS = 'org.freedesktop.Notifications';
/** The name is KDE's, and that of every desktop that has tray icons (StatusNotifierItem specification). */
const TRAY = 'org.kde.StatusNotifierWatcher';
const NOBODY: DesktopAnswers = { notificationServer: 'absent', trayHost: 'absent' };
const NOT_ASKED: DesktopAnswers = { notificationServer: 'not-asked', trayHost: 'not-asked' };

const MATCHES = [
  `type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${NOTIFICATIONS}'`,
  `type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${TRAY}'`,
  `type='signal',interface='${TRAY}'`,
];

/** Windows and macOS have both always, and say themselves what fails. */
export function watchDesktop(deps: DesktopDeps): Desktop {
  let answers = NOT_ASKED;
  let stopped = false;
  let close: Stop = () => undefined;
  const learn = (next: DesktopAnswers): void => {
    const isNew =
      next.notificationServer !== answers.notificationServer || next.trayHost !== answers.trayHost;
    if (!isNew || stopped) return;
    answers = next;
    deps.changed();
  };
  const open = (): void => {
    const place = busSocket(deps.env);
    if (place === null) {
      learn(NOBODY);
      return;
    }
    const askAgain = (): void => void askBoth(bus).then(learn);
    const bus = openSessionBus(place, {
      signal: askAgain,
      ended() {
        learn(NOBODY);
        if (!stopped) close = deps.after(RETRY_MS, open);
      },
    });
    close = bus.close;
    for (const match of MATCHES) void bus.ask(busCall('AddMatch', [match]));
    askAgain();
  };
  if (deps.platform === 'linux') open();
  return {
    answers: () => answers,
    stop() {
      stopped = true;
      close();
    },
  };
}

/** Asked in earnest: a server that the bus can only start, and that does not start, shows nothing. */
async function askBoth(bus: SessionBus): Promise<DesktopAnswers> {
  const server = bus.ask({
    destination: NOTIFICATIONS,
    path: '/org/freedesktop/Notifications',
    interface: NOTIFICATIONS,
    member: 'GetServerInformation',
    args: [],
  });
  const host = bus.ask({
    destination: TRAY,
    path: '/StatusNotifierWatcher',
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    args: [TRAY, 'IsStatusNotifierHostRegistered'],
  });
  return {
    notificationServer: (await server) === null ? 'absent' : 'answers',
    trayHost: isTrue(await host) ? 'answers' : 'absent',
  };
}

/** Of a variant with a boolean: signature `b`, filled up to four bytes, then the value. */
const BOOLEAN_AT = 4;

function isTrue(body: Buffer | null): boolean {
  return body !== null && body.length >= BOOLEAN_AT + 4 && body.readUInt32LE(BOOLEAN_AT) === 1;
}
