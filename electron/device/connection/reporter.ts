/** Tells the service what the device does: the level at every change and on every new link, receipts too, each until it is acknowledged. */
import type { Journal } from '../journal.ts';
import type { Chance, Clock, CrashPoint } from '../ports.ts';
import { mapChanges } from '../record-changes.ts';
import type { Receipt } from '../../../shared/protocol/messages/receipt.ts';
import type { Report } from '../../../shared/protocol/messages/report.ts';
import { SECOND_MS } from '../../../shared/domain/instant.ts';
import { createDeadline } from '../deadline.ts';
import type { ReceiptRecord } from './receipt-record.ts';
import { CACHE_REPORT_EVERY_MS, urgency } from './report-level.ts';
import type { Level } from './report-level.ts';

export interface Reporter {
  /** The level may have changed. */
  readonly level: (level: Level) => void;
  /** Kept until acknowledged; sent once it is on disk. */
  readonly receipt: (receipt: ReceiptRecord) => void;
  readonly acknowledged: (id: string) => void;
  /** A new link, or an answered poll: the receipts that are not acknowledged go out again, and the level with its next call. */
  readonly begin: () => void;
  readonly stop: () => void;
}

export interface ReporterNeeds {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly journal: Journal;
  readonly crashPoint: (name: CrashPoint) => void;
  /** Dropped unless there is a way to the service. */
  readonly send: (message: Report | Receipt) => void;
}

/** A service whose disk refuses does not acknowledge and keeps the link: it is told again, and soon has room. */
export const TELL_AGAIN_AFTER_MS = 30 * SECOND_MS;

export function createReporter(needs: ReporterNeeds, stored: ReadonlyMap<string, ReceiptRecord>): Reporter {
  let receipts = stored;
  let latest: Level | null = null;
  let told: Level | null = null;
  let toldAtMs = Number.NEGATIVE_INFINITY;
  /** The last report, until it is acknowledged. */
  let reportId: string | null = null;
  let isAwaiting = false;
  const soon = createDeadline(needs.clock, CACHE_REPORT_EVERY_MS, tell);
  const again = createDeadline(needs.clock, TELL_AGAIN_AFTER_MS, tellAgain);

  function become(next: ReadonlyMap<string, ReceiptRecord>): void {
    needs.journal.put(mapChanges('receipt', receipts, next));
    receipts = next;
  }

  function tell(): void {
    soon.set(null);
    if (latest === null) return;
    told = latest;
    toldAtMs = needs.clock.monotonicMs();
    reportId = needs.chance.id();
    send({ type: 'report', id: reportId, ...latest });
  }

  function send(message: Report | Receipt): void {
    needs.send(message);
    if (isAwaiting) return;
    isAwaiting = true;
    again.set(needs.clock.monotonicMs() + TELL_AGAIN_AFTER_MS);
  }

  function tellAgain(): void {
    isAwaiting = false;
    if (reportId !== null) tell();
    sendReceipts();
  }

  function sendReceipts(): void {
    for (const receipt of receipts.values()) send({ type: 'receipt', ...receipt });
  }

  async function sendWhenKept(receipt: ReceiptRecord): Promise<void> {
    await needs.journal.settled();
    needs.crashPoint('persisted-before-ack');
    if (receipts.has(receipt.id)) send({ type: 'receipt', ...receipt });
  }

  return {
    level(level) {
      latest = level;
      const when = urgency(told, level);
      if (when === 'now') tell();
      else if (when === 'soon') soon.set(toldAtMs + CACHE_REPORT_EVERY_MS);
    },
    receipt(receipt) {
      become(new Map(receipts).set(receipt.id, receipt));
      void sendWhenKept(receipt);
    },
    acknowledged(id) {
      if (id === reportId) reportId = null;
      if (!receipts.has(id)) return;
      needs.crashPoint('acked-before-apply');
      const left = new Map(receipts);
      left.delete(id);
      become(left);
    },
    begin() {
      // A report may have been lost with the old link: the next level is told, changed or not.
      told = null;
      sendReceipts();
    },
    stop() {
      soon.set(null);
      again.set(null);
    },
  };
}
