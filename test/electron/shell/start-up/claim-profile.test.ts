/** Whose the app's folder is at a start: every answer of the folder, the lock and the first process. */
import { describe, expect, test } from 'vitest';
import { claimProfile } from '../../../../electron/shell/start-up/claim-profile.ts';
import { otherHost } from '../../../../electron/shell/start-up/profile-lock.ts';
import { profileTrouble } from '../../../../electron/shell/start-up/profile-trouble.ts';

const trouble = profileTrouble('EROFS', '/p', { owner: 0, user: 0 });

interface Given {
  readonly make: boolean;
  readonly attempt: boolean;
  readonly lock: boolean;
  readonly answers: boolean;
  readonly host: string | null;
}

async function claimed({ make, attempt, lock, answers, host }: Given): Promise<string> {
  const { kind } = await claimProfile({
    make: () => (make ? null : trouble),
    attempt: () => (attempt ? null : trouble),
    lock: () => lock,
    firstAnswers: async () => answers,
    heldBy: () => host,
  });
  return kind;
}

const fine: Given = { make: true, attempt: true, lock: true, answers: false, host: null };

describe('the claim', () => {
  test.each<readonly [string, Partial<Given>]>([
    ['ours', {}],
    ['trouble', { make: false }],
    ['trouble', { attempt: false }],
    ['running', { lock: false, answers: true }],
    // Whatever state the folder is in, the process that has it can show itself.
    ['running', { lock: false, answers: true, attempt: false }],
    // Renamed while it runs: the process is here.
    ['running', { lock: false, answers: true, host: 'old' }],
    ['running', { lock: false }],
    ['trouble', { lock: false, attempt: false }],
    // Also where Chromium would take it over without asking.
    ['elsewhere', { host: 'old' }],
    ['elsewhere', { host: 'old', lock: false }],
    ['trouble', { host: 'old', attempt: false }],
  ])('%s: %j', async (expected, changes) => {
    expect(await claimed({ ...fine, ...changes })).toBe(expected);
  });
});

test.each([
  [null, null],
  ['desk-17', null],
  ['old-17', 'old'],
  ['old-name.example-17', 'old-name.example'],
  ['desk', null],
  ['desk-', null],
  ['-17', null],
])('a lock %j is of %j', (target, host) => {
  expect(otherHost(target, 'desk')).toBe(host);
});

test.each([
  ['ENOTDIR', 1, 'no-folder'],
  ['EACCES', 1, 'closed'],
  ['EACCES', 2, 'foreign'],
  ['EPERM', null, 'closed'],
  ['EROFS', 2, 'read-only'],
  ['EDQUOT', 1, 'full'],
  ['EIO', 1, 'other'],
])('%s on what belongs to %j is %s', (code, owner, kind) => {
  expect(profileTrouble(code, '/p', { owner, user: 1 }).kind).toBe(kind);
});
