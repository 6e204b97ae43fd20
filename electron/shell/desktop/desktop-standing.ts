/** What the desktop can do for the app now: what was asked, and how it went when it was used. */
import { createEmitter, type Stop } from '../../../shared/lib/emitter.ts';
import type { NotificationsStanding } from '../../../shared/bridge/settings.ts';
import { notificationsStanding, trayIsThere, type LastShown } from './capability.ts';
import { watchDesktop, type DesktopDeps } from './watch-desktop.ts';

export interface DesktopStanding {
  readonly notifications: () => NotificationsStanding;
  /** Whether a window that hides can be brought back. */
  readonly hasTray: () => boolean;
  readonly noteNotification: (last: 'shown' | 'failed') => void;
  readonly noteTray: (created: boolean) => void;
  readonly onChange: (listener: () => void) => Stop;
  readonly stop: Stop;
}

export interface StandingDeps extends Omit<DesktopDeps, 'changed'> {
  readonly supported: () => boolean;
}

export function createDesktopStanding({ supported, ...deps }: StandingDeps): DesktopStanding {
  const changed = createEmitter<null>();
  let last: LastShown = null;
  let isCreated = true;
  const desktop = watchDesktop({
    ...deps,
    changed() {
      // Another server is another try.
      last = null;
      changed.emit(null);
    },
  });
  return {
    notifications: () => notificationsStanding(supported(), desktop.answers().notificationServer, last),
    hasTray: () => trayIsThere(isCreated, desktop.answers().trayHost),
    noteNotification(how) {
      if (how === last) return;
      last = how;
      changed.emit(null);
    },
    noteTray(created) {
      if (created === isCreated) return;
      isCreated = created;
      changed.emit(null);
    },
    onChange: (listener) => changed.subscribe(listener),
    stop: desktop.stop,
  };
}
