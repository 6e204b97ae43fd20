/** A filter as JMAP writes it, turned into a condition that the store understands (RFC 8621 section 4.4.1). */
import { z } from 'zod';
import { faultsOf } from './core/faults.ts';
import type { EmailCondition } from '../store/query-emails.ts';
import type { SearchField } from '../store/search-index.ts';
import { MethodError } from './core/errors.ts';
import { refuseLargeFilter } from './core/filter-size.ts';

const utcDate = z.iso.datetime().transform((text) => Date.parse(text));
/** There are three. */
const mailboxIds = z.array(z.string()).max(100);

const conditionSchema = z.strictObject({
  inMailbox: z.string().nullish(),
  inMailboxOtherThan: mailboxIds.nullish(),
  before: utcDate.nullish(),
  after: utcDate.nullish(),
  minSize: z.int().nonnegative().nullish(),
  maxSize: z.int().nonnegative().nullish(),
  hasKeyword: z.string().nullish(),
  notKeyword: z.string().nullish(),
  hasAttachment: z.boolean().nullish(),
  text: z.string().nullish(),
  from: z.string().nullish(),
  to: z.string().nullish(),
  cc: z.string().nullish(),
  subject: z.string().nullish(),
  body: z.string().nullish(),
});
type Condition = z.infer<typeof conditionSchema>;

/** In the RFC, and not spoken here. */
const UNSUPPORTED = new Set([
  'allInThreadHaveKeyword',
  'someInThreadHaveKeyword',
  'noneInThreadHaveKeyword',
  'bcc',
  'header',
]);

/** In a filter; more narrow a search down no further, and each outside of the first level is a query of its own. */
const MAX_WORDS = 16;
/** Each is looked for in the bodies of all messages that have its words. */
const MAX_PHRASES = 4;

const FLAGS: ReadonlyMap<string, 'seen' | 'flagged' | 'answered' | 'draft'> = new Map([
  ['$seen', 'seen'],
  ['$flagged', 'flagged'],
  ['$answered', 'answered'],
  ['$draft', 'draft'],
]);

const operatorSchema = z.strictObject({
  operator: z.enum(['AND', 'OR', 'NOT']),
  conditions: z.array(z.unknown()),
});

/** Throws a `MethodError`. */
export function conditionOf(filter: unknown): EmailCondition {
  refuseLargeFilter(filter);
  const condition = conditionWithin(filter);
  const searches = searchesOf(condition);
  const phrases = searches.filter((text) => /\s/u.test(text));
  if (searches.length > MAX_WORDS || phrases.length > MAX_PHRASES)
    throw new MethodError('unsupportedFilter', 'too many words or phrases');
  return condition;
}

function searchesOf(condition: EmailCondition): readonly string[] {
  if (condition.kind === 'words') return [condition.text];
  return 'conditions' in condition ? condition.conditions.flatMap(searchesOf) : [];
}

function conditionWithin(filter: unknown): EmailCondition {
  if (filter === null || filter === undefined) return { kind: 'always', is: true };
  if (typeof filter !== 'object') throw new MethodError('invalidArguments', 'a filter is an object');
  if (!('operator' in filter)) return { kind: 'and', conditions: simpleConditions(filter) };
  const operator = operatorSchema.safeParse(filter);
  if (!operator.success) throw new MethodError('invalidArguments', faultsOf(operator.error));
  const conditions = operator.data.conditions.map(conditionWithin);
  return { kind: KINDS[operator.data.operator], conditions };
}

const KINDS = { AND: 'and', OR: 'or', NOT: 'not' } as const;

function simpleConditions(filter: object): readonly EmailCondition[] {
  const unsupported = Object.keys(filter).find((key) => UNSUPPORTED.has(key));
  if (unsupported !== undefined)
    throw new MethodError('unsupportedFilter', `"${unsupported}" is not supported`);
  const parsed = conditionSchema.safeParse(filter);
  if (!parsed.success) throw new MethodError('invalidArguments', faultsOf(parsed.error));
  return [...propertyConditions(parsed.data), ...textConditions(parsed.data)];
}

function propertyConditions(filter: Condition): readonly EmailCondition[] {
  const conditions: EmailCondition[] = [];
  const add = <T>(value: T | null | undefined, make: (value: T) => EmailCondition): void => {
    if (value !== null && value !== undefined) conditions.push(make(value));
  };
  add(filter.inMailbox, (mailbox) => ({ kind: 'mailbox', is: true, mailboxes: [mailbox] }));
  add(filter.inMailboxOtherThan, (mailboxes) => ({ kind: 'mailbox', is: false, mailboxes }));
  add(filter.before, (atMs) => ({ kind: 'received', compare: '<', atMs }));
  add(filter.after, (atMs) => ({ kind: 'received', compare: '>=', atMs }));
  add(filter.minSize, (bytes) => ({ kind: 'size', compare: '>=', bytes }));
  add(filter.maxSize, (bytes) => ({ kind: 'size', compare: '<', bytes }));
  add(filter.hasKeyword, (keyword) => keywordCondition(keyword, true));
  add(filter.notKeyword, (keyword) => keywordCondition(keyword, false));
  add(filter.hasAttachment, (is) => ({ kind: 'attachment', is }));
  return conditions;
}

function keywordCondition(keyword: string, is: boolean): EmailCondition {
  const flag = FLAGS.get(keyword.toLowerCase());
  return flag === undefined ? { kind: 'always', is: !is } : { kind: 'flag', flag, is };
}

const TEXT_FIELDS = [
  ['text', 'any'],
  ['from', 'from'],
  ['to', 'to'],
  ['cc', 'cc'],
  ['subject', 'subject'],
  ['body', 'body'],
] as const satisfies readonly (readonly [keyof Condition, SearchField])[];

/** Every word counts; words in quotation marks belong together. */
function textConditions(filter: Condition): readonly EmailCondition[] {
  return TEXT_FIELDS.flatMap(([key, field]) =>
    wordsOf(filter[key] ?? '').map((text) => ({ kind: 'words', field, text }) as const),
  );
}

function wordsOf(text: string): readonly string[] {
  return Array.from(text.matchAll(/"([^"]+)"|([^\s"]+)/g), ([, phrase, word]) => phrase ?? word ?? '').slice(
    0,
    MAX_WORDS,
  );
}
