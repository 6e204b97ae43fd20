/** Mailbox/get, query and changes (RFC 8621 section 2): three mailboxes an account, by role. */
import { z } from 'zod';
import { stateOf } from '../../emails.ts';
import { readAccount } from '../../store/accounts.ts';
import { emailChanges } from '../../store/changes.ts';
import { countMailboxes, type MailboxCounts } from '../../store/mailbox-counts.ts';
import { MAILBOX_ROLES, type MailboxRole } from '../../tables.ts';
import { MAX_QUERY_IDS } from '../core/limits.ts';
import { parseArguments, type Method } from '../core/dispatch.ts';
import { changesMethod } from '../changes-method.ts';
import { accountOf, getSchema, idSchema, pick, withinGetLimit, type MailContext } from '../context.ts';

const NAMES: Readonly<Record<MailboxRole, string>> = { inbox: 'Inbox', sent: 'Sent', drafts: 'Drafts' };

const COUNT_PROPERTIES = ['totalEmails', 'unreadEmails', 'totalThreads', 'unreadThreads'];
const EMPTY: MailboxCounts = { totalEmails: 0, unreadEmails: 0, totalThreads: 0, unreadThreads: 0 };

export const mailboxGet: Method<MailContext> = async (args, context) => {
  const { accountId, ids, properties } = parseArguments(getSchema, args);
  const account = accountOf(context, accountId);
  const { modseq } = await readAccount(context.db, accountId);
  const counts = await countMailboxes(context.db, accountId, context.nowMs);
  const wanted = ids === null ? MAILBOX_ROLES : withinGetLimit(ids);
  const known = new Set<string>(MAILBOX_ROLES);
  return {
    accountId,
    state: stateOf(modseq),
    list: MAILBOX_ROLES.filter((role) => wanted.includes(role)).map((role) =>
      pick(mailboxObject(role, account.readOnly, counts.get(role) ?? EMPTY), properties),
    ),
    notFound: wanted.filter((id) => !known.has(id)),
  };
};

function mailboxObject(role: MailboxRole, readOnly: boolean, counts: MailboxCounts): Record<string, unknown> {
  return {
    id: role,
    name: NAMES[role],
    parentId: null,
    role,
    sortOrder: MAILBOX_ROLES.indexOf(role) + 1,
    ...counts,
    myRights: {
      mayReadItems: true,
      mayAddItems: !readOnly,
      mayRemoveItems: !readOnly,
      maySetSeen: !readOnly,
      maySetKeywords: !readOnly,
      mayCreateChild: false,
      mayRename: false,
      mayDelete: false,
      maySubmit: !readOnly,
    },
    isSubscribed: true,
  };
}

const filterSchema = z.strictObject({
  parentId: idSchema.nullable().optional(),
  name: z.string().optional(),
  role: z.string().nullable().optional(),
  hasAnyRole: z.boolean().optional(),
  isSubscribed: z.boolean().optional(),
});

const querySchema = z.strictObject({
  accountId: idSchema,
  filter: filterSchema.nullable().default(null),
  sort: z
    .array(z.object({ property: z.enum(['sortOrder', 'name']), isAscending: z.boolean().default(true) }))
    .nullable()
    .default(null),
  position: z.int().nonnegative().default(0),
  limit: z.int().nonnegative().nullable().default(null),
  calculateTotal: z.boolean().default(false),
  sortAsTree: z.boolean().default(false),
  filterAsTree: z.boolean().default(false),
});

export const mailboxQuery: Method<MailContext> = async (args, context) => {
  const { accountId, filter, sort, position, limit, calculateTotal } = parseArguments(querySchema, args);
  accountOf(context, accountId);
  const { modseq } = await readAccount(context.db, accountId);
  const found = MAILBOX_ROLES.filter((role) => admits(filter ?? {}, role));
  const [first] = sort ?? [];
  if (first?.property === 'name') found.sort((a, b) => NAMES[a].localeCompare(NAMES[b], 'en'));
  if (first?.isAscending === false) found.reverse();
  return {
    accountId,
    queryState: stateOf(modseq),
    canCalculateChanges: false,
    position,
    ids: found.slice(position, limit === null ? undefined : position + limit),
    ...(calculateTotal ? { total: found.length } : {}),
  };
};

function admits(filter: z.infer<typeof filterSchema>, role: MailboxRole): boolean {
  if (filter.role !== undefined && filter.role !== role) return false;
  if (filter.name !== undefined && !NAMES[role].toLowerCase().includes(filter.name.toLowerCase()))
    return false;
  return filter.hasAnyRole !== false && filter.isSubscribed !== false && (filter.parentId ?? null) === null;
}

export const mailboxChanges = changesMethod(async (db, accountId, since) => {
  const found = await emailChanges(db, accountId, since, MAX_QUERY_IDS);
  if (found === null) return null;
  // Mailboxes themselves never change; what is in them does.
  const touched = new Set(found.moved ? MAILBOX_ROLES : found.changes.map((change) => change.mailbox));
  return {
    modseq: found.modseq,
    more: found.more,
    created: [],
    updated: [...touched],
    destroyed: [],
    updatedProperties: touched.size > 0 ? COUNT_PROPERTIES : null,
  };
});
