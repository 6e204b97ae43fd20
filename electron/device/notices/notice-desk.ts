/** Shows notices one after the other, each after it is on disk, and marks them when they were on screen (N8 to N12 in STATES.md). */
import { fromMs } from '../../../shared/domain/instant.ts';
import type { Notice } from '../../../shared/domain/notice.ts';
import type { Journal } from '../journal.ts';
import type { CrashPoint, Log, Notifier } from '../ports.ts';
import { mapChanges } from '../record-changes.ts';
import type { Call } from './decide.ts';
import { bounded, noticeOf } from './notice-list.ts';

export interface NoticeDeskNeeds {
  readonly notifier: Notifier;
  readonly journal: Journal;
  readonly log: Log;
  readonly crashPoint: (name: CrashPoint) => void;
  /** Service time, milliseconds UTC. */
  readonly nowMs: () => number;
}

export interface NoticeDeskEvents {
  /** It was on screen; in the same turn as the mark, so that ledger and receipt are one write with it. */
  readonly shown: (notice: Notice) => void;
  readonly changed: () => void;
}

export interface NoticeDesk {
  readonly post: (calls: readonly Call[]) => void;
  readonly withdraw: (noticeIds: readonly string[]) => void;
  /** Shows what could not be shown before. */
  readonly retry: () => void;
  /** false: there is no such notice. */
  readonly dismiss: (noticeId: string) => boolean;
  readonly isShowing: (noticeId: string) => boolean;
  /** A former run decided it, and did not mark it. */
  readonly isRepeated: (noticeId: string) => boolean;
  /** Newest first. */
  readonly list: () => readonly Notice[];
  /** Resolves when nothing is on its way to the screen any more. */
  readonly drained: () => Promise<void>;
  /** Nothing is shown or marked any more. */
  readonly stop: () => void;
}

/** `stored`: what a former run decided; the unmarked ones are shown again, as repeated (N9). */
export function createNoticeDesk(
  needs: NoticeDeskNeeds,
  events: NoticeDeskEvents,
  stored: ReadonlyMap<string, Notice>,
): NoticeDesk {
  let notices: ReadonlyMap<string, Notice> = new Map(
    [...stored].map(([id, notice]) => [id, notice.shownAt === null ? { ...notice, repeated: true } : notice]),
  );
  let showing: string | null = null;
  let loop: Promise<void> | null = null;
  let isOpen = true;

  function become(next: ReadonlyMap<string, Notice>): void {
    if (next === notices) return;
    needs.journal.put(mapChanges('notice', notices, next));
    notices = next;
  }

  const update = (notice: Notice): void => {
    become(new Map(notices).set(notice.id, notice));
  };

  function nextToShow(): Notice | undefined {
    return [...notices.values()].find((notice) => notice.shownAt === null);
  }

  async function showAll(): Promise<void> {
    let isFine = true;
    while (isFine) {
      await needs.journal.settled();
      const notice = isOpen ? nextToShow() : undefined;
      isFine = notice !== undefined && (await show(notice));
    }
    // Here and not when the promise settles: a post in between would find nobody at work.
    loop = null;
  }

  async function show(notice: Notice): Promise<boolean> {
    showing = notice.id;
    try {
      needs.crashPoint('applied-before-show');
      await needs.notifier.show(notice);
    } catch (cause) {
      needs.log.write('warn', 'a notice could not be shown yet', { kind: notice.kind, cause: String(cause) });
      return false;
    } finally {
      showing = null;
    }
    needs.crashPoint('shown-before-mark');
    if (isOpen) mark(notice);
    return isOpen;
  }

  function mark(notice: Notice): void {
    // It may have been dismissed while it was on its way.
    const shown = { ...(notices.get(notice.id) ?? notice), shownAt: fromMs(needs.nowMs()) };
    update(shown);
    events.shown(shown);
    events.changed();
  }

  function run(): void {
    if (loop !== null || !isOpen || nextToShow() === undefined) return;
    loop = showAll();
  }

  return {
    post(calls) {
      if (calls.length === 0) return;
      const atMs = needs.nowMs();
      const next = new Map(notices);
      for (const call of calls) next.set(call.id, noticeOf(call, atMs));
      become(bounded(next));
      // The quiet line is shown by being there (N10).
      for (const { id, kind } of calls) {
        const notice = notices.get(id);
        if (kind === 'missed' && notice !== undefined) events.shown(notice);
      }
      run();
    },
    withdraw(noticeIds) {
      const gone = noticeIds.filter((id) => notices.get(id)?.shownAt === null && id !== showing);
      if (gone.length === 0) return;
      become(new Map([...notices].filter(([id]) => !gone.includes(id))));
    },
    retry: run,
    dismiss(noticeId) {
      const notice = notices.get(noticeId);
      if (notice === undefined) return false;
      if (notice.dismissedAt !== null) return true;
      update({ ...notice, dismissedAt: fromMs(needs.nowMs()) });
      events.changed();
      return true;
    },
    isShowing: (noticeId) => noticeId === showing,
    isRepeated: (noticeId) => notices.get(noticeId)?.repeated === true,
    list: () => [...notices.values()].reverse(),
    drained: async () => {
      await loop;
    },
    stop() {
      isOpen = false;
    },
  };
}
