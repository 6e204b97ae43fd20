/** The outbox: keeps what is on its way durable, and lets one after the other go (STATES.md). */
import type { OutboxRow } from '../../../shared/bridge/compose.ts';
import { backoffDelayMs } from '../../../shared/lib/backoff.ts';
import type { Stop } from '../../../shared/lib/emitter.ts';
import { createTaskQueue } from '../../../shared/lib/task-queue.ts';
import type { Chance, Clock, CrashPoint, Log, RecordChange, Records } from '../ports.ts';
import { nextOutbox } from './outbox-next.ts';
import { outboxRow, type OutboxEntry } from './outbox-entry.ts';
import { isOnItsWay, UNDO_MS, type OutboxSignal } from './outbox-state.ts';
import type { MailSubmitter, SubmitAnswer } from './submit-mail.ts';

const RETRY = { baseMs: 2000, factor: 2, capMs: 60_000 };

/** What is over stays visible in this number. */
const KEPT_ENDED = 20;

export interface OutboxNeeds {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly records: Pick<Records, 'write'>;
  readonly log: Log;
  readonly crashPoint: (name: CrashPoint) => void;
  readonly nowMs: () => number;
  readonly accountId: string;
  /** There is a way to the mailbox now. */
  readonly isOpen: () => boolean;
  readonly submitter: MailSubmitter;
  readonly changed: () => void;
}

export interface Outbox {
  /** Durable when it resolves, together with `also`. Rejects with a `StoreError`, and then nothing is on its way. */
  readonly send: (
    entry: Omit<OutboxEntry, 'state'>,
    raw: Uint8Array,
    also: readonly RecordChange[],
  ) => Promise<void>;
  /** The entry as it is afterwards; null when there is none. */
  readonly cancel: (id: string) => Promise<OutboxEntry | null>;
  /** Whoever is due may go. */
  readonly wake: () => void;
  readonly rows: () => readonly OutboxRow[];
  readonly counts: () => { readonly queued: number; readonly sent: number };
  readonly stop: () => void;
}

export interface StoredOutbox {
  readonly entries: ReadonlyMap<string, OutboxEntry>;
  readonly messages: ReadonlyMap<string, Uint8Array>;
}

/** `restored` is told of each entry that became a draft again, with what else is to be written then. */
export function createOutbox(
  needs: OutboxNeeds,
  stored: StoredOutbox,
  restored: (entry: OutboxEntry) => readonly RecordChange[],
): Outbox {
  const entries = new Map(stored.entries);
  const messages = new Map(stored.messages);
  const turns = createTaskQueue();
  let isBusy = false;
  let stopped = false;
  let stopTimer: Stop = () => undefined;

  /** Durable first, then true (rule 1). */
  async function become(entry: OutboxEntry): Promise<void> {
    const isOver = !isOnItsWay(entry.state) && entry.state.name !== 'refused';
    const changes: RecordChange[] = [{ kind: 'outbox', id: entry.id, value: entry }];
    if (isOver) changes.push({ kind: 'outbox-message', id: entry.id, value: null });
    if (entry.state.name === 'cancelled') changes.push(...restored(entry));
    if (entry.state.name === 'sent') changes.push(...fileRemovals(entry));
    const forgotten = isOver ? oldestEnded(entries, entry.id) : [];
    changes.push(...forgotten.map((id): RecordChange => ({ kind: 'outbox', id, value: null })));
    await needs.records.write(changes);
    entries.set(entry.id, entry);
    for (const id of forgotten) entries.delete(id);
    if (isOver) messages.delete(entry.id);
    needs.changed();
  }

  /** Returns the request that the new state leads to. */
  async function apply(id: string, signal: OutboxSignal): Promise<'submit' | 'take-back' | null> {
    const entry = entries.get(id);
    if (entry === undefined) return null;
    const { state, effect } = nextOutbox(entry.state, signal, needs.nowMs());
    if (state !== entry.state) await become({ ...entry, state });
    return effect;
  }

  async function ask(id: string, effect: 'submit' | 'take-back'): Promise<void> {
    const entry = entries.get(id);
    const raw = messages.get(id);
    if (entry === undefined || raw === undefined) return;
    const { mailFrom, rcptTo } = entry;
    const mail = { id, accountId: needs.accountId, mailFrom, rcptTo, raw };
    const answer = await (effect === 'submit'
      ? needs.submitter.submit(mail)
      : needs.submitter.takeBack(mail));
    if (stopped) return;
    needs.crashPoint('sent-before-result');
    await turns.add(async () => {
      const current = entries.get(id) ?? entry;
      try {
        needs.crashPoint('result-before-mark');
        await apply(id, signalOf(current, answer));
      } catch (cause) {
        // The answer is not on disk, so it counts as not heard: asked again, the service says the same.
        needs.log.write('error', 'an answer could not be kept', { cause: String(cause) });
        const { state } = nextOutbox(
          current.state,
          { type: 'unheard', retryInMs: RETRY.capMs },
          needs.nowMs(),
        );
        entries.set(id, { ...current, state });
      }
    });
  }

  function signalOf({ state }: OutboxEntry, answer: SubmitAnswer): OutboxSignal {
    if (answer.type !== 'unheard') return answer;
    needs.log.write('info', 'a message could not be handed over yet', { cause: answer.cause });
    const attempts = 'attempts' in state ? state.attempts : 0;
    const retryInMs = answer.retryAfterMs ?? backoffDelayMs(RETRY, attempts, needs.chance.uniform());
    return { type: 'unheard', retryInMs };
  }

  /** One request at a time, in the order of sending; the next when it is over. */
  async function run(): Promise<void> {
    for (const id of [...entries.keys()]) {
      if (stopped || !needs.isOpen()) return;
      const effect = await turns.add(() => apply(id, { type: 'may-go' }));
      if (effect !== null) await ask(id, effect);
    }
  }

  function wake(): void {
    if (isBusy || stopped) return;
    isBusy = true;
    run()
      .catch((cause: unknown) => {
        needs.log.write('error', 'the outbox could not go on', { cause: String(cause) });
      })
      .finally(() => {
        isBusy = false;
        plan();
      });
  }

  function plan(): void {
    stopTimer();
    const atMs = nextDueMs(entries.values());
    if (stopped || atMs === null) return;
    // At the latest in a while: what opens the way usually wakes it before.
    const delayMs = Math.min(Math.max(atMs - needs.nowMs(), RECHECK_MS.least), RECHECK_MS.most);
    stopTimer = needs.clock.schedule(delayMs, wake);
  }

  plan();
  return {
    send: (entry, raw, also) =>
      turns.add(async () => {
        const state = { name: 'undoable', untilMs: needs.nowMs() + UNDO_MS } as const;
        const value = { ...entry, state };
        await needs.records.write([
          { kind: 'outbox', id: entry.id, value },
          { kind: 'outbox-message', id: entry.id, value: Buffer.from(raw).toString('base64') },
          ...also,
        ]);
        needs.crashPoint('outbox-inserted-before-ui');
        entries.set(entry.id, value);
        messages.set(entry.id, raw);
        needs.changed();
        plan();
      }),
    cancel: async (id) => {
      await turns.add(() => apply(id, { type: 'cancel' }));
      wake();
      return entries.get(id) ?? null;
    },
    wake,
    rows: () => Array.from(entries.values(), outboxRow),
    counts: () => ({
      queued: Array.from(entries.values()).filter(({ state }) => isOnItsWay(state)).length,
      sent: Array.from(entries.values()).filter(({ state }) => state.name === 'sent').length,
    }),
    stop: () => {
      stopped = true;
      stopTimer();
    },
  };
}

/** A timer that fires at once would turn in circles while the way is closed. */
const RECHECK_MS = { least: 100, most: 60_000 };

function nextDueMs(entries: Iterable<OutboxEntry>): number | null {
  const due = Array.from(entries).flatMap(({ state }) => {
    if (state.name === 'undoable') return [state.untilMs];
    return 'notBeforeMs' in state ? [state.notBeforeMs] : state.name === 'waiting' ? [0] : [];
  });
  return due.length > 0 ? Math.min(...due) : null;
}

function fileRemovals({ draft }: OutboxEntry): readonly RecordChange[] {
  return draft.files.map(({ id }) => ({ kind: 'draft-file', id, value: null }));
}

function oldestEnded(entries: ReadonlyMap<string, OutboxEntry>, justEnded: string): readonly string[] {
  const ended = Array.from(entries.values()).filter(
    ({ id, state }) => id !== justEnded && (state.name === 'sent' || state.name === 'cancelled'),
  );
  return ended.slice(0, Math.max(0, ended.length + 1 - KEPT_ENDED)).map(({ id }) => id);
}
