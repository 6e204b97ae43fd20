/** Whether everybody who signs in needs a second factor; nobody who has none asks for it of others. */
import type { Kysely } from 'kysely';
import type { SecuritySettings } from '../../../shared/http/second-factor.ts';
import { conflict } from '../../refusal.ts';
import { toFlag } from '../../storage/column-types.ts';
import type { Tables } from '../../storage/tables.ts';
import type { WritePath } from '../../storage/write-path.ts';
import { actorName, type Principal } from '../principal.ts';
import { hasSecondFactor, isSecondFactorRequired } from './factor-store.ts';
import { auditFactor } from './proofs.ts';

export async function readSecuritySettings(db: Kysely<Tables>): Promise<SecuritySettings> {
  return { requireSecondFactor: await isSecondFactorRequired(db) };
}

/** Throws a `Refusal` (conflict). */
export function saveSecuritySettings(
  writePath: WritePath,
  principal: Principal,
  after: SecuritySettings,
): Promise<SecuritySettings> {
  return writePath.transact(async (unit) => {
    const before = await readSecuritySettings(unit.db);
    if (after.requireSecondFactor && principal.kind === 'administrator')
      if (!(await hasSecondFactor(unit.db, principal.session.administratorId)))
        throw conflict('second-factor-missing', 'set up a second factor of your own first');
    const requireSecondFactor = toFlag(after.requireSecondFactor);
    await unit.db.updateTable('organisation').set({ requireSecondFactor }).execute();
    await auditFactor(unit, actorName(principal), 'security-settings.edit', 'organisation', {
      before,
      after,
    });
    return after;
  });
}
