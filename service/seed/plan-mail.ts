/** Turns written conversations into planned messages: who, when, and what refers to what. */
import { GROUPS, type DemoGroup } from './groups.ts';
import { addressOf, DOMAIN, PEOPLE, type DemoPerson } from './people.ts';
import type { Conversation, Language, MailScript } from './script.ts';
import { fillDays, type WorkingTime } from './working-time.ts';

export interface PlannedAddress {
  readonly name: string;
  readonly address: string;
}

export interface PlannedMail {
  readonly script: MailScript;
  readonly language: Language;
  readonly subject: string;
  readonly text: string;
  readonly atMs: number;
  readonly messageId: string;
  readonly references: readonly string[];
  readonly from: PlannedAddress;
  readonly to: readonly PlannedAddress[];
  readonly cc: readonly PlannedAddress[];
  /** null: written outside. */
  readonly sender: DemoPerson | null;
  /** People of the organisation who receive it. */
  readonly receivers: readonly DemoPerson[];
  readonly list: DemoGroup | null;
  /** Keys of those who answer later in the conversation. */
  readonly answeredBy: readonly string[];
}

const PEOPLE_BY_KEY = new Map(PEOPLE.map((person) => [person.key, person]));
const GROUPS_BY_ID = new Map(GROUPS.map((group) => [group.id, group]));

/** `number` tells conversations apart in their Message-IDs. */
export function planConversation(
  conversation: Conversation,
  number: number,
  time: WorkingTime,
): readonly PlannedMail[] {
  const planned: PlannedMail[] = [];
  const startMs = time.at(conversation.at);
  let atMs = startMs;
  for (const [index, script] of conversation.mails.entries()) {
    if (index > 0) atMs = time.after(atMs, script.after ?? 30);
    // All of a conversation speaks of the same days, as all its subjects do.
    const days = (text: string): string => fillDays(text, startMs, conversation.language);
    const subject = days(conversation.subject);
    planned.push({
      ...addressing(script),
      script,
      language: conversation.language,
      subject: index === 0 ? subject : `${PREFIXES[conversation.language] ?? 'Re'}: ${subject}`,
      text: days(script.text),
      atMs,
      messageId: `${String(number)}.${String(index)}.${atMs.toString(36)}@${domainOf(script.from)}`,
      references: planned.map((mail) => mail.messageId),
      answeredBy: conversation.mails.slice(index + 1).map((later) => later.from),
    });
  }
  return planned;
}

const PREFIXES: Partial<Readonly<Record<Language, string>>> = { de: 'AW', pl: 'Odp' };

function addressing(
  script: MailScript,
): Pick<PlannedMail, 'from' | 'to' | 'cc' | 'sender' | 'receivers' | 'list'> {
  const named = [...script.to, ...(script.cc ?? [])];
  const groups = named.flatMap((name) => (name.startsWith('@') ? [groupOf(name)] : []));
  const keys = new Set([...named, ...groups.flatMap((group) => group.memberKeys)]);
  keys.delete(script.from);
  return {
    from: addressFor(script.from),
    to: script.to.map(addressFor),
    cc: (script.cc ?? []).map(addressFor),
    sender: PEOPLE_BY_KEY.get(script.from) ?? null,
    receivers: Array.from(keys).flatMap((key) => PEOPLE_BY_KEY.get(key) ?? []),
    list: groups[0] ?? null,
  };
}

function addressFor(name: string): PlannedAddress {
  const outside = /^(.+) <(.+)>$/.exec(name);
  if (outside !== null) return { name: outside[1] ?? '', address: outside[2] ?? '' };
  if (name.startsWith('@')) {
    const group = groupOf(name);
    return { name: group.name, address: group.mail ?? '' };
  }
  const person = PEOPLE_BY_KEY.get(name);
  if (person === undefined) throw new Error(`the demo has no "${name}"`);
  return { name: person.name, address: addressOf(person) };
}

function groupOf(name: string): DemoGroup {
  const group = GROUPS_BY_ID.get(name.slice(1));
  if (group === undefined) throw new Error(`the demo has no group "${name}"`);
  return group;
}

function domainOf(from: string): string {
  return /@([^@>]+)>$/.exec(from)?.[1] ?? `mail.${DOMAIN}`;
}
