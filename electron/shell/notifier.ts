/** Puts a notice before a person and says when that has happened; the notice in the app always comes, with the snapshot (G17). */
import type { Notification, NotificationConstructorOptions } from 'electron';
import type { Notice } from '../../shared/domain/notice.ts';
import type { Stop } from '../../shared/lib/emitter.ts';
import type { ShellText } from './text/shell-text.ts';
import { noticeDelivery } from './notice-delivery.ts';

export interface NotifierDeps {
  readonly supported: () => boolean;
  readonly create: (options: NotificationConstructorOptions) => Notification;
  readonly pausedUntil: () => string | null;
  readonly nowMs: () => number;
  readonly windowVisible: () => boolean;
  readonly onWindowChange: (listener: () => void) => Stop;
  readonly text: () => ShellText;
  readonly platform: NodeJS.Platform;
  /** A notification was clicked. */
  readonly open: (notice: Notice) => void;
  /** The system has it on screen. */
  readonly shown: () => void;
  readonly failed: (reason: string) => void;
}

interface Wording {
  readonly notice: Notice;
  readonly text: ShellText;
  readonly platform: NodeJS.Platform;
}

export interface ShellNotifier {
  /** Resolves once the notice was on screen. */
  readonly show: (notice: Notice) => Promise<void>;
}

export function createNotifier(deps: NotifierDeps): ShellNotifier {
  // Held on to: a notification that is collected loses its click.
  const open = new Set<Notification>();

  function showBySystem(notice: Notice): Promise<void> {
    const notification = deps.create(notificationFor({ notice, text: deps.text(), platform: deps.platform }));
    open.add(notification);
    notification.on('close', () => open.delete(notification));
    notification.on('click', () => {
      open.delete(notification);
      deps.open(notice);
    });
    const shown = new Promise<void>((resolve) => {
      notification.on('show', () => {
        deps.shown();
        resolve();
      });
      notification.on('failed', (_event, reason) => {
        open.delete(notification);
        deps.failed(reason);
      });
    });
    notification.show();
    // A system that says nothing (no daemon, quiet hours) must not keep a notice from counting that is in sight in the app.
    return Promise.race([shown, whenVisible(deps)]);
  }

  return {
    show(notice) {
      const conditions = {
        supported: deps.supported(),
        pausedUntil: deps.pausedUntil(),
        nowMs: deps.nowMs(),
      };
      switch (noticeDelivery(notice, conditions)) {
        case 'system':
          return showBySystem(notice);
        case 'window':
          return whenVisible(deps);
        case 'quiet':
          return Promise.resolve();
      }
    },
  };
}

function notificationFor({ notice, text, platform }: Wording): NotificationConstructorOptions {
  const body = notice.text === '' ? text.noticeWithoutText[notice.kind] : notice.text;
  return { title: notice.description, body: platform === 'linux' ? escapeMarkup(body) : body };
}

/** On a Linux desktop the body is markup with links and pictures (Desktop Notifications Specification); a message is plain text (G19). */
function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function whenVisible({ windowVisible, onWindowChange }: NotifierDeps): Promise<void> {
  if (windowVisible()) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = onWindowChange(() => {
      if (!windowVisible()) return;
      stop();
      resolve();
    });
  });
}
