/** Follows what changed since the state that the store matches (RFC 8621 section 4.3). */
import { z } from 'zod';
import { cacheEmails, fetchMail } from './fetch-mail.ts';
import { letGo } from './gone-mail.ts';
import { EMAIL_ARGUMENTS, emailsSchema, FLAG_ARGUMENTS, flagListSchema, toFlags } from './jmap/email.ts';
import { answerOf, MethodRefused, type Invocation } from './jmap/response.ts';
import type { SyncRun } from './sync-run.ts';

/** So many at most come with their metadata and text in one answer. */
const MAX_CHANGES = 100;
/** After so many steps comparing everything costs no more; and a service that always has one more is not followed for ever. */
const MAX_STEPS = 200;

const changesSchema = z.object({
  newState: z.string(),
  hasMoreChanges: z.boolean(),
  created: z.array(z.string()),
  updated: z.array(z.string()),
  destroyed: z.array(z.string()),
});
type Changes = z.infer<typeof changesSchema>;

/**
 * Answers with the state that the store then matches; null when the service cannot tell the changes any more, or too many.
 * A state is passed on only when all of its changes are in the store, so a run that is cut off repeats them. What is gone
 * leaves at the end: only then it is known how much that is.
 */
export async function syncChanges(run: SyncRun, sinceState: string): Promise<string | null> {
  let state = sinceState;
  const gone = new Set<string>();
  for (let step = 0; step < MAX_STEPS; step += 1) {
    run.checkStopped();
    const responses = await run.client.call(request(run.accountId, state));
    const changes = readChanges(responses);
    if (changes === null) return null;
    for (const id of changes.destroyed) gone.add(id);
    await apply(run, responses);
    state = changes.newState;
    if (changes.hasMoreChanges) continue;
    await letGo(run, [...gone]);
    return state;
  }
  return null;
}

/** One round trip for a new message: the changes, what is new in full, and of the rest its flags. */
function request(accountId: string, sinceState: string): readonly Invocation[] {
  const idsFrom = (path: string) => ({ '#ids': { resultOf: 'changes', name: 'Email/changes', path } });
  return [
    ['Email/changes', { accountId, sinceState, maxChanges: MAX_CHANGES }, 'changes'],
    ['Email/get', { accountId, ...idsFrom('/created'), ...EMAIL_ARGUMENTS }, 'created'],
    ['Email/get', { accountId, ...idsFrom('/updated'), ...FLAG_ARGUMENTS }, 'updated'],
  ];
}

function readChanges(responses: readonly Invocation[]): Changes | null {
  try {
    return answerOf(responses, 'changes', changesSchema);
  } catch (cause) {
    if (cause instanceof MethodRefused && cause.type === 'cannotCalculateChanges') return null;
    throw cause;
  }
}

async function apply(run: SyncRun, responses: readonly Invocation[]): Promise<void> {
  const updated = answerOf(responses, 'updated', flagListSchema).list;
  const created = answerOf(responses, 'created', emailsSchema).list;
  const missed = updated.filter(({ id }) => !run.have.has(id)).map(({ id }) => id);
  for (const { id } of [...created, ...updated]) run.kept.delete(id);
  run.expects(run.have.size + created.filter(({ id }) => !run.have.has(id)).length + missed.length);
  await run.mail.setFlags(
    updated.filter(({ id }) => run.have.has(id)).map((email) => toFlags(email, run.roles)),
  );
  if (updated.length > 0) await run.changed();
  const newestFirst = [...created].sort((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1));
  await cacheEmails(
    run,
    newestFirst.filter(({ id }) => !run.have.has(id)),
  );
  await fetchMail(run, missed);
}
