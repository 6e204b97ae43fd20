/** Whether accepted mail could be stored now: what the last message met, and otherwise what a try meets. */
import { SECOND_MS } from '../../shared/domain/instant.ts';
import type { ReadinessProblem, ReadinessSource } from '../readiness.ts';
import type { StorageError } from '../storage/storage-error.ts';
import type { MessageFiles } from './message-files.ts';
import { sharedRun } from './shared-run.ts';

/** Anybody may ask, and each try is written and synced: no more often than this. */
const TRY_EVERY_MS = 15 * SECOND_MS;
/** While mail is refused, whoever freed some room wants to see it at once. */
const TRY_AGAIN_MS = SECOND_MS;

export function mailStorageReadiness(
  files: Pick<MessageFiles, 'trouble' | 'tryStoring'>,
  monotonicMs: () => number,
): ReadinessSource {
  let triedAtMs = -Infinity;
  // What it meets is in `trouble`.
  const tryStoring = sharedRun(() => files.tryStoring().catch(() => undefined));
  return async () => {
    const ageMs = monotonicMs() - triedAtMs;
    if (ageMs >= (files.trouble() === null ? TRY_EVERY_MS : TRY_AGAIN_MS)) {
      triedAtMs = monotonicMs();
      await tryStoring();
    }
    const trouble = files.trouble();
    return trouble === null ? [] : [asProblem(trouble)];
  };
}

function asProblem({ code }: StorageError): ReadinessProblem {
  const message =
    code === 'disk-full'
      ? 'Mail is refused for now (452): no room is left for it on the disk.'
      : 'Mail is refused (451): the disk reports errors. Restart the service, or replace the disk.';
  return { code: 'mail-refused', message };
}
