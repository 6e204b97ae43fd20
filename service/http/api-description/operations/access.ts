/** OpenAPI: set-up, sessions, administrators and API tokens. */
import {
  administratorExample,
  apiTokenExample,
  factorChallengeExample,
  page,
  sessionExample,
} from '../examples.ts';
import type { Operation } from '../operation.ts';

const { id, lastSignInAt, hasSecondFactor, ...administrator } = administratorExample;
const { displayName, email } = administrator;
const password = 'correct horse battery staple';

export const ACCESS_OPERATIONS = {
  'GET /setup': {
    id: 'getSetup',
    summary: 'Whether the first administrator is still to be made',
    answer: { needed: true },
  },
  'POST /setup': {
    id: 'setUp',
    summary: 'Make the first administrator, with the service’s own token',
    request: { adminToken: 'as the service printed it', email, displayName, password },
    answer: sessionExample,
    refuses: [401, 409],
  },
  'POST /session': {
    id: 'signIn',
    summary: 'Sign in',
    description:
      'Sets the cookie of the session; with a second factor it answers 202 with a challenge, and sets none yet. Attempts that fail are counted, a browser’s and a stranger’s apart.',
    request: { email, password },
    answer: sessionExample,
    accepted: factorChallengeExample,
    refuses: [401],
  },
  'GET /session': {
    id: 'whoAmI',
    summary: 'Who asks, and what they may do',
    answer: {
      ...sessionExample,
      token: null,
      role: 'administrator',
      scopes: ['events:read', 'events:write'],
      mustEnrol: false,
    },
  },
  'DELETE /session': { id: 'signOut', summary: 'End this session' },
  'PUT /session/password': {
    id: 'changeOwnPassword',
    summary: 'Change one’s own password; every other session of oneself ends',
    request: { currentPassword: password, password: 'another long pass phrase' },
    answer: sessionExample,
  },
  'GET /administrators': {
    id: 'listAdministrators',
    summary: 'Administrators and auditors',
    answer: page(administratorExample),
  },
  'POST /administrators': {
    id: 'createAdministrator',
    summary: 'Add an administrator or auditor',
    request: { ...administrator, password },
    answer: { ...administratorExample, lastSignInAt: null, hasSecondFactor: false },
  },
  'PATCH /administrators/:id': {
    id: 'editAdministrator',
    summary: 'Change name, address, role or password',
    description:
      'Another password or role ends every session of that administrator. One’s own password, address or role needs the current password.',
    request: { role: 'auditor' },
    answer: { ...administratorExample, role: 'auditor' },
    refuses: [409],
  },
  'DELETE /administrators/:id': {
    id: 'removeAdministrator',
    summary: 'Remove an administrator, but not the last one',
    refuses: [409],
  },
  'GET /api-tokens': {
    id: 'listApiTokens',
    summary: 'API tokens, without their secrets',
    answer: page(apiTokenExample),
  },
  'POST /api-tokens': {
    id: 'createApiToken',
    summary: 'Make an API token; its secret is told this once',
    request: {
      name: apiTokenExample.name,
      scopes: apiTokenExample.scopes,
      expiresAt: apiTokenExample.expiresAt,
    },
    answer: { ...apiTokenExample, secret: 'cct_d2hhdCBhIHNlY3JldCBsb29rcyBsaWtl' },
  },
  'DELETE /api-tokens/:id': { id: 'revokeApiToken', summary: 'Revoke an API token at once' },
} satisfies Record<string, Operation>;
