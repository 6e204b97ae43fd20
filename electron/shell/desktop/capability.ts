/** What the desktop can do for the app, from what was tried: pure, with every case in a table. */
import type { NotificationsStanding } from '../../../shared/bridge/settings.ts';

/** Who was asked: answers, is not there, or cannot be asked on this platform or not yet. */
export type Asked = 'answers' | 'absent' | 'not-asked';

/** How the last notification went; null: none was shown yet. */
export type LastShown = 'shown' | 'failed' | null;

const NOTIFICATIONS: Readonly<
  Record<Asked, Readonly<Record<'shown' | 'failed' | 'none', NotificationsStanding>>>
> = {
  answers: { shown: 'allowed', failed: 'failed', none: 'allowed' },
  // What was shown once says nothing for a server that is gone.
  absent: { shown: 'no-server', failed: 'no-server', none: 'no-server' },
  'not-asked': { shown: 'allowed', failed: 'failed', none: 'allowed' },
};

/** `supported`: the platform has notifications at all. */
export function notificationsStanding(
  supported: boolean,
  server: Asked,
  last: LastShown,
): NotificationsStanding {
  return supported ? NOTIFICATIONS[server][last ?? 'none'] : 'no-server';
}

const TRAY: Readonly<Record<Asked, boolean>> = { answers: true, absent: false, 'not-asked': true };

/** Whether a window that hides can be brought back by its icon. */
export function trayIsThere(created: boolean, host: Asked): boolean {
  return created && TRAY[host];
}
