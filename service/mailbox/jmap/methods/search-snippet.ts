/** SearchSnippet/get: where in an e-mail the words of a search stand (RFC 8621 section 5.1). */
import { z } from 'zod';
import type { Slice } from '../../../loop-turns.ts';
import { findBodies, findEmails, type StoredBody, type StoredEmail } from '../../store/find-emails.ts';
import type { EmailCondition } from '../../store/query-emails.ts';
import { parseArguments, type Method } from '../core/dispatch.ts';
import { accountOf, idSchema, withinGetLimit, type MailContext } from '../context.ts';
import { readHtml } from '../../../../shared/mail/html-text.ts';
import type { Arguments } from '../core/request.ts';
import { conditionOf } from '../email-filter.ts';
import { findPart } from '../email-object.ts';
import { markedLine, markedPassage, patternOf } from '../mark-words.ts';

/** Of all texts of a message: what stands further down is found by a search, and shown without a passage. */
const SEARCHED_CHARACTERS = 64 * 1024;

const snippetSchema = z.strictObject({
  accountId: idSchema,
  filter: z.unknown().optional(),
  emailIds: z.array(idSchema),
});

export const searchSnippetGet: Method<MailContext> = async (args, context) => {
  const { accountId, filter, emailIds } = parseArguments(snippetSchema, args);
  accountOf(context, accountId);
  const condition = conditionOf(filter);
  const ids = withinGetLimit(emailIds);
  const found = await findEmails(context.db, accountId, ids, { ...context, limit: ids.length });
  const inSubject = patternOf(wordsOf(condition, ['any', 'subject']));
  const inBody = patternOf(wordsOf(condition, ['any', 'body']));
  const byId = new Map(found.map((email) => [email.id, email]));
  const { slice } = context;
  const list: Arguments[] = [];
  for (const emailId of ids) {
    const email = byId.get(emailId);
    if (email === undefined) continue;
    const subject = markedLine(email.content.subject, inSubject);
    const bodies =
      inBody === null ? [] : await findBodies(context.db, email.messageId, SEARCHED_CHARACTERS, slice);
    const preview = markedPassage(await textOf(email, bodies, slice), inBody);
    list.push({ emailId, subject, preview });
    await slice.rest();
  }
  return {
    accountId,
    list,
    notFound: nullIfEmpty(ids.filter((id) => !byId.has(id))),
  };
};

/** What is looked for in those fields; what must not be there is not marked. */
function wordsOf(condition: EmailCondition, fields: readonly string[]): readonly string[] {
  if (condition.kind === 'words') return fields.includes(condition.field) ? [condition.text] : [];
  if (condition.kind !== 'and' && condition.kind !== 'or') return [];
  return condition.conditions.flatMap((inner) => wordsOf(inner, fields));
}

async function textOf(
  { content }: StoredEmail,
  bodies: readonly StoredBody[],
  slice: Slice,
): Promise<string> {
  const isHtml = (partId: string): boolean => findPart(content.structure, partId)?.type === 'text/html';
  let text = '';
  for (const { partId, value } of bodies) {
    text += ` ${isHtml(partId) ? readHtml(value).text : value}`;
    if (text.length >= SEARCHED_CHARACTERS) break;
    await slice.rest();
  }
  return text.slice(0, SEARCHED_CHARACTERS);
}

function nullIfEmpty(ids: readonly string[]): readonly string[] | null {
  return ids.length > 0 ? ids : null;
}
