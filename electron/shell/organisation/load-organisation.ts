/** Loads what the organisation has set, before anything is shown: the policy, then the file. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import {
  mergeOrganisation,
  NO_ORGANISATION,
  readOrganisation,
  type Organisation,
} from './organisation-settings.ts';
import { organisationPlaces, type OrganisationPlaces } from './organisation-places.ts';
import { registryValues } from './registry-values.ts';

/** The start waits for it; both programs take some milliseconds. */
const POLICY_WITHIN_MS = 3_000;

export interface OrganisationDeps {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** From a checkout another file can be named, so that it can be tried without touching the computer's own. */
  readonly packaged: boolean;
}

export function loadOrganisation({ platform, env, packaged }: OrganisationDeps): Organisation {
  const places = organisationPlaces(platform, env);
  const named = packaged ? undefined : env['CONTINUITY_ORGANISATION_FILE'];
  return mergeOrganisation(fromPolicy(places.policy), fromFile(named ?? places.file));
}

function fromFile(file: string): Organisation {
  if (!existsSync(file)) return NO_ORGANISATION;
  try {
    return readOrganisation(parsed(readFileSync(file, 'utf8')), file);
  } catch {
    return { ...NO_ORGANISATION, problems: [{ place: file, field: null, rule: 'unreadable' }] };
  }
}

function fromPolicy(policy: OrganisationPlaces['policy']): Organisation {
  if (policy === null) return NO_ORGANISATION;
  try {
    const printed = execFileSync(policy.program, policy.args, {
      encoding: 'utf8',
      timeout: POLICY_WITHIN_MS,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const values = policy.prints === 'registry' ? registryValues(printed) : parsed(printed);
    return readOrganisation(values, policy.place);
  } catch {
    // Both programs fail where there is no policy, which is the usual case.
    return NO_ORGANISATION;
  }
}

/** null for what is no JSON, which is no object either. */
function parsed(text: string): unknown {
  try {
    // A byte order mark is what an editor may have left.
    return JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch {
    return null;
  }
}
