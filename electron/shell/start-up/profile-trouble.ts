/** What can be in the way of the app's folder: one rule from what the file system said to what a person is told. */

export type ProfileTroubleKind =
  /** It, or something above it, is a file, or the place takes no folders. */
  | 'no-folder'
  /** It, or something in it, belongs to another user. */
  | 'foreign'
  /** Ours, and closed to us. */
  | 'closed'
  | 'read-only'
  | 'full'
  /** Nothing above; the code says more to who can help. */
  | 'other';

export interface ProfileTrouble {
  readonly kind: ProfileTroubleKind;
  /** The folder or the file in it. */
  readonly place: string;
  /** The system's own name, as `EROFS`. */
  readonly code: string;
}

const KINDS: Readonly<Record<string, ProfileTroubleKind>> = {
  EEXIST: 'no-folder',
  ENOTDIR: 'no-folder',
  EISDIR: 'no-folder',
  ENOENT: 'no-folder',
  EINVAL: 'no-folder',
  ENAMETOOLONG: 'no-folder',
  ELOOP: 'no-folder',
  EACCES: 'closed',
  EPERM: 'closed',
  EROFS: 'read-only',
  ENOSPC: 'full',
  EDQUOT: 'full',
};

/** `owner` is the user whose the place is, `user` the one that runs the app; null: not known here. */
export function profileTrouble(
  code: string,
  place: string,
  { owner, user }: { readonly owner: number | null; readonly user: number | null },
): ProfileTrouble {
  const kind = KINDS[code] ?? 'other';
  const isForeign = kind === 'closed' && owner !== null && owner !== user;
  return { kind: isForeign ? 'foreign' : kind, place, code };
}
