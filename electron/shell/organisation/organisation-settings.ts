/** What an organisation sets for its devices, by policy or by file: each field by itself, so that a wrong one costs only itself. */
import type { OrganisationRule } from '../../../shared/bridge/settings.ts';
import { isEmail, serviceOf } from '../enrolment/enrol-link.ts';

export interface OrganisationSettings {
  readonly service: string | null;
  /** A PEM file of further authorities; an absolute path. */
  readonly ca: string | null;
  /** The whole address of who signs in here, or the domain of everybody's. */
  readonly signInHint: string | null;
  readonly openAtLogin: boolean | null;
}

export type OrganisationField = keyof OrganisationSettings;

export interface OrganisationProblem {
  /** The file, or the policy's key. */
  readonly place: string;
  /** null: of the whole. */
  readonly field: OrganisationField | null;
  readonly rule: OrganisationRule;
}

export interface Organisation {
  readonly settings: OrganisationSettings;
  readonly problems: readonly OrganisationProblem[];
}

const NOTHING: OrganisationSettings = { service: null, ca: null, signInHint: null, openAtLogin: null };
export const NO_ORGANISATION: Organisation = { settings: NOTHING, problems: [] };

const DOMAIN = /^[a-z\d-]+(?:\.[a-z\d-]+)+$/iu;
const ABSOLUTE = /^(?:\/|[a-z]:[\\/]|\\\\)/iu;

/** Unknown fields are ignored. `value` undefined: nothing is there. */
export function readOrganisation(value: unknown, place: string): Organisation {
  if (value === undefined) return NO_ORGANISATION;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { settings: NOTHING, problems: [{ place, field: null, rule: 'not-an-object' }] };
  const given = new Map<string, unknown>(Object.entries(value));
  const problems: OrganisationProblem[] = [];
  const take = <Value>(
    field: OrganisationField,
    rule: OrganisationRule,
    read: (value: unknown) => Value | null,
  ): Value | null => {
    if (!given.has(field)) return null;
    const taken = read(given.get(field));
    if (taken === null) problems.push({ place, field, rule });
    return taken;
  };
  const settings: OrganisationSettings = {
    service: take('service', 'address', (text) => serviceOf(textOf(text))?.serviceUrl ?? null),
    ca: take('ca', 'path', (text) => (ABSOLUTE.test(textOf(text)) ? textOf(text) : null)),
    signInHint: take('signInHint', 'hint', hintOf),
    openAtLogin: take('openAtLogin', 'switch', (value) => (typeof value === 'boolean' ? value : null)),
  };
  return { settings, problems };
}

/** Policy before file, field by field. */
export function mergeOrganisation(policy: Organisation, file: Organisation): Organisation {
  const [first, second] = [policy.settings, file.settings];
  return {
    settings: {
      service: first.service ?? second.service,
      ca: first.ca ?? second.ca,
      signInHint: first.signInHint ?? second.signInHint,
      openAtLogin: first.openAtLogin ?? second.openAtLogin,
    },
    problems: [...policy.problems, ...file.problems],
  };
}

function hintOf(value: unknown): string | null {
  const text = textOf(value).replace(/^@/u, '');
  return isEmail(text) || DOMAIN.test(text) ? text : null;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
