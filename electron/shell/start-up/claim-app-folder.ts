/** Claims the app's folder for this process, and asks the person where a computer of another name has marked it. */
import { hostname } from 'node:os';
import { app } from 'electron';
import { claimProfile, type Claim } from './claim-profile.ts';
import { askToTakeOver } from './explain-trouble.ts';
import { profileLock } from './profile-lock.ts';
import { makeProfile, tryProfile } from './try-profile.ts';

/** `left`: the person leaves it to the other computer. */
export type AppFolderClaim = Exclude<Claim, { kind: 'elsewhere' }> | { readonly kind: 'left' };

export async function claimAppFolder(folder: string): Promise<AppFolderClaim> {
  const lock = profileLock(folder);
  const attempt = (): Promise<Claim> =>
    claimProfile({
      make: () => makeProfile(folder),
      attempt: () => tryProfile(folder),
      lock: () => app.requestSingleInstanceLock(),
      firstAnswers: lock.answers,
      heldBy: () => lock.heldBy(hostname()),
    });
  const claim = await attempt();
  if (claim.kind !== 'elsewhere') return claim;
  if (!(await askToTakeOver(claim.host))) return { kind: 'left' };
  lock.release();
  const again = await attempt();
  // Taken by another process while the question stood there: that one shows itself.
  return again.kind === 'elsewhere' ? { kind: 'running' } : again;
}
