/** A person as a form holds them, and what of it is to be changed (pure). */
import type { PersonPatch, PersonView } from '../../../shared/http/people.ts';

export interface PersonDraft {
  readonly displayName: string;
  readonly email: string;
  readonly aliases: readonly string[];
  /** Empty: none. */
  readonly phone: string;
  readonly smsConsent: boolean;
  readonly disasterRecovery: boolean;
}

export const NOBODY: PersonDraft = {
  displayName: '',
  email: '',
  aliases: [],
  phone: '',
  smsConsent: false,
  disasterRecovery: true,
};

export function draftOf(person: PersonView): PersonDraft {
  const { displayName, email, aliases, phone = '', smsConsent, permissions } = person;
  return { displayName, email, aliases, phone, smsConsent, disasterRecovery: permissions.disasterRecovery };
}

/** What is different from `before`, as the service takes it. */
export function patchOf(before: PersonDraft, draft: PersonDraft): PersonPatch {
  const { displayName, email, phone, smsConsent, disasterRecovery } = draft;
  const aliases = filled(draft.aliases);
  return {
    ...(displayName === before.displayName ? {} : { displayName }),
    ...(email === before.email ? {} : { email }),
    ...(aliases.join('\n') === before.aliases.join('\n') ? {} : { aliases }),
    ...(phone === before.phone ? {} : { phone: phoneOf(phone) }),
    ...(smsConsent === before.smsConsent ? {} : { smsConsent }),
    ...(disasterRecovery === before.disasterRecovery ? {} : { permissions: { disasterRecovery } }),
  };
}

/** The whole of it, for a new one. */
export function inputOf({ disasterRecovery, phone, aliases, ...rest }: PersonDraft) {
  return {
    ...rest,
    aliases: filled(aliases),
    phone: phoneOf(phone),
    permissions: { disasterRecovery },
  };
}

/** Whether anything of the person would be another. */
export function isChanged(patch: PersonPatch): boolean {
  return Object.keys(patch).length > 0;
}

function filled(aliases: readonly string[]): string[] {
  return aliases.map((alias) => alias.trim()).filter((alias) => alias !== '');
}

/** Written as people write numbers: spaces, hyphens and brackets are no digits. */
function phoneOf(phone: string): string | null {
  const digits = phone.replaceAll(/[\s()/.-]/gu, '');
  return digits === '' ? null : digits;
}
