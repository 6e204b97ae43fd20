/** Lets go of what happened to mail long ago. */
import type { Kysely } from 'kysely';
import { DAY_MS, fromMs, HOUR_MS } from '../../shared/domain/instant.ts';
import type { Stop } from '../../shared/lib/emitter.ts';
import type { Tables } from '../storage/tables.ts';

/** Longer than anybody asks after a message that did not come. */
const KEPT_MS = 30 * DAY_MS;

const TRIM_EVERY_MS = HOUR_MS;

export function startTrimmingMailFlow(
  db: Kysely<Tables>,
  clock: { readonly settledMs: () => number; readonly schedule: (delayMs: number, run: () => void) => Stop },
  failed: (error: unknown) => void,
): Stop {
  let stopTimer: Stop = () => undefined;
  const trim = (): void => {
    stopTimer = clock.schedule(TRIM_EVERY_MS, trim);
    trimMailFlow(db, clock.settledMs()).catch(failed);
  };
  trim();
  return () => {
    stopTimer();
  };
}

/** What was submitted stays known without its trace, so that its id counts once for as long as retention keeps it (STATES.md C2). */
export async function trimMailFlow(db: Kysely<Tables>, settledMs: number): Promise<void> {
  const before = fromMs(settledMs - KEPT_MS);
  await db
    .deleteFrom('mailDeliveries')
    .where('finishedAt', '<', before)
    .where('reportDue', '=', 0)
    .where('submissionId', 'is', null)
    .execute();
  await db
    .deleteFrom('mailTrace')
    .where('at', '<', before)
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('mailDeliveries')
            .select('mailDeliveries.seq')
            .whereRef('mailDeliveries.messageId', '=', 'mailTrace.messageId')
            .where((delivery) =>
              delivery.or([delivery('finishedAt', 'is', null), delivery('finishedAt', '>=', before)]),
            ),
        ),
      ),
    )
    .execute();
}
