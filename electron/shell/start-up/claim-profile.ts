/** Who gets the app's folder at this start: this process, one that runs already, or nobody yet, and why. */
import type { ProfileTrouble } from './profile-trouble.ts';

export type Claim =
  | { readonly kind: 'ours' }
  /** Another process of this computer has it, and has just been told to show itself. */
  | { readonly kind: 'running' }
  | { readonly kind: 'trouble'; readonly trouble: ProfileTrouble }
  /** Marked as in use on a computer of this name. */
  | { readonly kind: 'elsewhere'; readonly host: string };

export interface ProfileClaimDeps {
  readonly make: () => ProfileTrouble | null;
  readonly attempt: () => ProfileTrouble | null;
  /** Takes the lock, or tells whoever has it. */
  readonly lock: () => boolean;
  readonly firstAnswers: () => Promise<boolean>;
  readonly heldBy: () => string | null;
}

/** Chromium's own rule differs from version to version: some leave, some take over without a word. So the mark is read before it is asked. */
export async function claimProfile(deps: ProfileClaimDeps): Promise<Claim> {
  const missing = deps.make();
  if (missing !== null) return { kind: 'trouble', trouble: missing };
  const answers = await deps.firstAnswers();
  const host = answers ? null : deps.heldBy();
  if (host !== null) return troubleOr(deps, { kind: 'elsewhere', host });
  if (deps.lock()) return troubleOr(deps, { kind: 'ours' });
  // A folder that cannot be locked because it cannot be written says so; one that is in use is fine.
  return answers ? { kind: 'running' } : troubleOr(deps, { kind: 'running' });
}

function troubleOr({ attempt }: ProfileClaimDeps, otherwise: Claim): Claim {
  const trouble = attempt();
  return trouble === null ? otherwise : { kind: 'trouble', trouble };
}
