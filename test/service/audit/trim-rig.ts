/** An audit log of many years in a data folder: one entry a day, anchored as the service does, trimmed when a test says so. */
import type { AuditVerdict } from '../../../shared/http/audit.ts';
import { DAY_MS, fromMs } from '../../../shared/domain/instant.ts';
import { openAnchorFile, type AnchorFile } from '../../../service/audit/anchor-file.ts';
import { appendAudit } from '../../../service/audit/append.ts';
import { verifyAudit } from '../../../service/audit/store.ts';
import { trimAudit, type AuditTrimNeeds } from '../../../service/audit/trim.ts';
import { systemChance } from '../../../service/storage/chance.ts';
import { NOW_MS, openCore, type CoreRig } from '../core-rig.ts';

export const KEPT_DAYS = 365;

export interface TrimRig extends CoreRig {
  readonly needs: AuditTrimNeeds;
  readonly file: AnchorFile;
  /** What was said aloud. */
  readonly said: string[];
  /** An entry a day, from `from` days after the rig's beginning on; the last one anchored. */
  readonly live: (from: number, days: number) => Promise<void>;
  /** As often as the service would at once, at that many days. */
  readonly trim: (atDay: number) => Promise<void>;
  readonly verdict: () => Promise<Omit<AuditVerdict, 'anchors'>>;
}

export async function openTrimRig(folder?: string): Promise<TrimRig> {
  const rig = await openCore(folder);
  const { db, core, clock } = rig;
  const file = openAnchorFile(rig.folder, systemChance);
  const said: string[] = [];
  const say = (_facts: object, message: string): void => void said.push(message);
  const needs = {
    ...{ db, file, writePath: core.writePath, keptMs: KEPT_DAYS * DAY_MS },
    log: { info: say, error: say },
  };
  const anchorLast = async (): Promise<void> => {
    const { last } = await verifyAudit(db, []);
    if (last !== null) await file.append({ at: fromMs(clock.nowMs), ...last });
  };
  return {
    ...rig,
    needs,
    file,
    said,
    async live(from, days) {
      await db.transaction().execute(async (transaction) => {
        for (let day = from; day < from + days; day += 1) {
          const entry = { service: 'continuity', actor: 'tester', action: 'group.create' } as const;
          const at = fromMs(NOW_MS + day * DAY_MS);
          await appendAudit(transaction, { ...entry, target: String(day), detail: { day } }, at);
        }
      });
      await anchorLast();
    },
    async trim(atDay) {
      clock.nowMs = NOW_MS + atDay * DAY_MS;
      while (await trimAudit(needs, clock.nowMs));
      await anchorLast();
    },
    verdict: async () => verifyAudit(db, (await file.read()).list),
  };
}
