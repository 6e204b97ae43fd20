/** What writes into the audit log and notes its end by itself, for as long as the service runs. */
import type { Logger } from 'pino';
import type { AnchorFile } from './audit/anchor-file.ts';
import { startAnchoring } from './audit/anchoring.ts';
import type { WorldClock } from './clock/world-clock.ts';
import type { Core } from './core.ts';
import { startSignInAudit } from './guessing/sign-in-audit.ts';
import type { OpenDatabase } from './storage/open-database.ts';

interface Needs {
  readonly database: Pick<OpenDatabase, 'db'>;
  readonly core: Pick<Core, 'audited' | 'signIns' | 'writePath'>;
  readonly anchors: AnchorFile;
  /** Service time. */
  readonly clock: { readonly nowMs: () => number };
  readonly failed: (error: unknown) => void;
  readonly world: { readonly clock: Pick<WorldClock, 'monotonicMs' | 'schedule'>; readonly log: Logger };
}

/** Answers with what stops it: failed sign-ins are written before the last anchor, which holds them too. */
export function startAuditing({ database, core, anchors, clock, world, failed }: Needs): () => Promise<void> {
  const { monotonicMs, schedule } = world.clock;
  const { failures } = core.signIns;
  const stopSignIns = startSignInAudit({
    failures,
    writePath: core.writePath,
    monotonicMs,
    schedule,
    failed,
  });
  const stopAnchoring = startAnchoring({
    db: database.db,
    file: anchors,
    nowMs: clock.nowMs,
    schedule,
    audited: core.audited,
    log: world.log,
    failed,
  });
  return async () => {
    await stopSignIns();
    await stopAnchoring();
  };
}
