/** Email/get (RFC 8621 section 4.2). */
import { z } from 'zod';
import { stateOf } from '../../emails.ts';
import { MIME_LIMITS } from '../../../../shared/mail/limits.ts';
import { readAccount } from '../../store/accounts.ts';
import { findBodies, findEmails } from '../../store/find-emails.ts';
import { parseArguments, type Method } from '../core/dispatch.ts';
import { MethodError } from '../core/errors.ts';
import { CORE_LIMITS } from '../core/limits.ts';
import type { Arguments } from '../core/request.ts';
import { accountOf, idSchema, propertyNames, withinGetLimit, type MailContext } from '../context.ts';
import {
  checkProperties,
  DEFAULT_BODY_PROPERTIES,
  DEFAULT_PROPERTIES,
  emailObject,
  type EmailView,
} from '../email-object.ts';

const getSchema = z.strictObject({
  accountId: idSchema,
  ids: z.array(idSchema).nullable().default(null),
  properties: propertyNames.nullable().default(null),
  bodyProperties: propertyNames.nullable().default(null),
  fetchTextBodyValues: z.boolean().default(false),
  fetchHTMLBodyValues: z.boolean().default(false),
  fetchAllBodyValues: z.boolean().default(false),
  maxBodyValueBytes: z.int().nonnegative().default(0),
});

export const emailGet: Method<MailContext> = async (args, context) => {
  const asked = parseArguments(getSchema, args);
  const view = viewOf(asked);
  checkProperties(view);
  accountOf(context, asked.accountId);
  const ids = asked.ids === null ? null : withinGetLimit(asked.ids);
  const limit = CORE_LIMITS.maxObjectsInGet + 1;
  const { modseq } = await readAccount(context.db, asked.accountId);
  const found = await findEmails(context.db, asked.accountId, ids, { ...context, limit });
  if (found.length === limit)
    throw new MethodError('requestTooLarge', 'more e-mails than maxObjectsInGet: query first');
  const wantsBodies = view.properties.includes('bodyValues') && Object.values(view.bodyValues).includes(true);
  const byId = new Map(found.map((email) => [email.id, email]));
  const order = ids ?? [...byId.keys()];
  const { slice } = context;
  const list: Arguments[] = [];
  for (const id of order) {
    const email = byId.get(id);
    if (email === undefined) continue;
    const bodies = wantsBodies
      ? await findBodies(context.db, email.messageId, maxCharactersOf(view), slice)
      : [];
    list.push(emailObject(email, view, bodies));
    await slice.rest();
  }
  const notFound = order.filter((id) => !byId.has(id));
  return { accountId: asked.accountId, state: stateOf(modseq), list, notFound };
};

/** A character has one byte at least. */
function maxCharactersOf({ bodyValues: { maxBytes } }: EmailView): number {
  return maxBytes === 0 ? MIME_LIMITS.textCharacters : maxBytes + 1;
}

function viewOf(asked: z.infer<typeof getSchema>): EmailView {
  return {
    properties: asked.properties ?? DEFAULT_PROPERTIES,
    bodyProperties: asked.bodyProperties ?? DEFAULT_BODY_PROPERTIES,
    bodyValues: {
      text: asked.fetchTextBodyValues,
      html: asked.fetchHTMLBodyValues,
      all: asked.fetchAllBodyValues,
      maxBytes: asked.maxBodyValueBytes,
    },
  };
}
