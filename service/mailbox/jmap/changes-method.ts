/** What every `/changes` has in common (RFC 8620 section 5.2): what it is asked, how it answers, and when it cannot. */
import type { Kysely } from 'kysely';
import type { Tables } from '../../storage/tables.ts';
import { modseqOf, stateOf } from '../emails.ts';
import { accountOf, changesSchema, type MailContext } from './context.ts';
import { parseArguments, type Method } from './core/dispatch.ts';
import { MethodError } from './core/errors.ts';
import { MAX_QUERY_IDS } from './core/limits.ts';

export interface FoundChanges {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly destroyed: readonly string[];
  /** Where the account stands once these are known. */
  readonly modseq: number;
  readonly more: boolean;
  /** Of mailboxes alone (RFC 8621 section 2.2). */
  readonly updatedProperties?: readonly string[] | null;
}

/** null: that far back is no longer known, or never was. */
export type FindChanges = (
  db: Kysely<Tables>,
  accountId: string,
  since: number,
  limit: number,
) => Promise<FoundChanges | null>;

export function changesMethod(find: FindChanges): Method<MailContext> {
  return async (args, context) => {
    const { accountId, sinceState, maxChanges } = parseArguments(changesSchema, args);
    accountOf(context, accountId);
    const since = modseqOf(sinceState);
    const limit = Math.min(maxChanges ?? MAX_QUERY_IDS, MAX_QUERY_IDS);
    const found = since === null ? null : await find(context.db, accountId, since, limit);
    if (found === null) throw new MethodError('cannotCalculateChanges');
    const { modseq, more: hasMoreChanges, ...changes } = found;
    return { accountId, oldState: sinceState, newState: stateOf(modseq), hasMoreChanges, ...changes };
  };
}

/** The ids of each kind, where the store tells changes one by one. */
export function idsByKind(
  changes: readonly { readonly id: string; readonly kind: 'created' | 'updated' | 'destroyed' }[],
): Pick<FoundChanges, 'created' | 'updated' | 'destroyed'> {
  const ids = (wanted: (typeof changes)[number]['kind']): readonly string[] =>
    changes.filter(({ kind }) => kind === wanted).map(({ id }) => id);
  return { created: ids('created'), updated: ids('updated'), destroyed: ids('destroyed') };
}
