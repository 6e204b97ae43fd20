/** Groups that a continuity event can affect, and the kinds of a directory (product 6 and 7). */
import { z } from 'zod';
import { HOUR_MS, instantSchema, toMs } from './instant.ts';

export const GROUP_KINDS = [
  'security',
  'mail-enabled-security',
  'm365',
  'distribution-list',
  'dynamic-distribution-list',
] as const;
export const groupKindSchema = z.enum(GROUP_KINDS);
export type GroupKind = z.infer<typeof groupKindSchema>;

/** Plain and dynamic distribution lists are refused for expansion, with the reason (product 6). */
export function canExpand(kind: GroupKind): boolean {
  return kind === 'mail-enabled-security' || kind === 'm365';
}

/** Lists that are none here: their mail is never expanded, so nobody in one could rely on it (product 6). */
export const UNSUPPORTED_LISTS: readonly GroupKind[] = ['distribution-list', 'dynamic-distribution-list'];

export function isUnsupportedList(kind: GroupKind): boolean {
  return UNSUPPORTED_LISTS.includes(kind);
}

/** A directory that was synchronised longer ago is warned of (product 1). */
const STALE_SYNC_MS = 12 * HOUR_MS;

export function isStaleSync(lastSyncAt: string, nowMs: number): boolean {
  return nowMs - toMs(lastSyncAt) > STALE_SYNC_MS;
}

/** A group that a person is in, as a device knows it; `lastSyncAt` is null for a local group. */
export const membershipSchema = z.object({
  id: z.string().min(1),
  name: z.string(),
  lastSyncAt: instantSchema.nullable(),
});
export type Membership = z.infer<typeof membershipSchema>;
