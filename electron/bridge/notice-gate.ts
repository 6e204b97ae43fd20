/** The device's notifier in its process: hands a notice to the shell and waits until it was on screen. */
import type { Notice } from '../../shared/domain/notice.ts';
import type { Notifier } from '../device/ports.ts';

export interface NoticeGate {
  readonly notifier: Notifier;
  /** The shell has shown it. */
  readonly shown: (id: string) => void;
}

export function createNoticeGate(hand: (notice: Notice) => void): NoticeGate {
  const waiting = new Map<string, () => void>();
  return {
    notifier: {
      show: (notice) =>
        new Promise((resolve) => {
          waiting.set(notice.id, resolve);
          hand(notice);
        }),
    },
    shown(id) {
      waiting.get(id)?.();
      waiting.delete(id);
    },
  };
}
