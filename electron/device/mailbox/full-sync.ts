/** Compares everything: what the service has in the window with what the store has; safe to be cut off anywhere. */
import { z } from 'zod';
import { fromMs } from '../../../shared/domain/instant.ts';
import { FLAG_ARGUMENTS, flagListSchema, jmapIdSchema, toFlags } from './jmap/email.ts';
import { answerOf, type Invocation } from './jmap/response.ts';
import { fetchMail } from './fetch-mail.ts';
import { letGo } from './gone-mail.ts';
import { SyncError } from './sync-error.ts';
import type { SyncRun } from './sync-run.ts';

const NEWEST_FIRST = [{ property: 'receivedAt', isAscending: false }] as const;
const PAGE_IDS = 1000;
/** Forty thousand a day. A service that lists more is not to be believed, and would fill the memory. */
const MAX_LISTED = 200_000;

const stateSchema = z.object({ state: z.string() });
const querySchema = z.object({ ids: z.array(jmapIdSchema) });

/** Answers with the JMAP state that the store then matches. */
export async function syncEverything(run: SyncRun): Promise<string> {
  const { emailState, ids } = await listWindow(run);
  const known = new Set(ids);
  for (const id of ids) run.kept.delete(id);
  await letGo(
    run,
    [...run.have].filter((id) => !known.has(id)),
  );
  run.expects(known.size + run.kept.size);
  await updateFlags(
    run,
    ids.filter((id) => run.have.has(id)),
  );
  await fetchMail(
    run,
    ids.filter((id) => !run.have.has(id)),
  );
  return emailState;
}

/** The state is asked for before the list: what changes in between is then reported again, and never missed. */
async function listWindow(run: SyncRun): Promise<{ emailState: string; ids: readonly string[] }> {
  const first = await run.client.call([
    ['Email/get', { accountId: run.accountId, ids: [] }, 'state'],
    ...priorityQuery(run),
    pageQuery(run, 0),
  ]);
  const emailState = answerOf(first, 'state', stateSchema).state;
  const urgent = run.prioritySinceMs === null ? [] : answerOf(first, 'urgent', querySchema).ids;
  const listed = new Set<string>();
  let page = answerOf(first, 'page', querySchema).ids;
  let position = 0;
  // A page without anything new is the end: the last mails may have moved on by one, and a broken service repeats itself.
  while (page.some((id) => !listed.has(id))) {
    for (const id of page) listed.add(id);
    if (listed.size > MAX_LISTED)
      throw new SyncError('service-unreachable', 'the mailbox lists more mail than there can be');
    position += page.length;
    run.checkStopped();
    page = answerOf(await run.client.call([pageQuery(run, position)]), 'page', querySchema).ids;
  }
  return { emailState, ids: [...new Set([...urgent, ...listed])] };
}

function pageQuery(run: SyncRun, position: number): Invocation {
  const filter = { after: fromMs(run.windowStartMs) };
  return [
    'Email/query',
    { accountId: run.accountId, filter, sort: NEWEST_FIRST, position, limit: PAGE_IDS },
    'page',
  ];
}

/** Mail that arrived since the event began comes before everything else, one's own copies of sent mail included (product 4). */
function priorityQuery(run: SyncRun): readonly Invocation[] {
  if (run.prioritySinceMs === null) return [];
  const inbox = [...run.roles].find(([, role]) => role === 'inbox')?.[0];
  const after = fromMs(Math.max(run.prioritySinceMs, run.windowStartMs));
  const filter = inbox === undefined ? { after } : { after, inMailbox: inbox };
  return [
    ['Email/query', { accountId: run.accountId, filter, sort: NEWEST_FIRST, limit: PAGE_IDS }, 'urgent'],
  ];
}

async function updateFlags(run: SyncRun, ids: readonly string[]): Promise<void> {
  const { maxObjectsInGet } = await run.client.session();
  for (let start = 0; start < ids.length; start += maxObjectsInGet) {
    run.checkStopped();
    const chunk = ids.slice(start, start + maxObjectsInGet);
    const responses = await run.client.call([
      ['Email/get', { accountId: run.accountId, ids: chunk, ...FLAG_ARGUMENTS }, 'flags'],
    ]);
    const { list } = answerOf(responses, 'flags', flagListSchema);
    await run.mail.setFlags(list.map((email) => toFlags(email, run.roles)));
    await run.changed();
  }
}
