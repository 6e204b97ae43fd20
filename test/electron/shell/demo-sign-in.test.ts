/** The demo signs in by itself, once, and says what it agreed to (product 3, Registration). */
import { describe, expect, test } from 'vitest';
import type { CallAnswer, DeviceProcessCall } from '../../../shared/bridge/calls.ts';
import type { DeviceSnapshot } from '../../../shared/bridge/snapshot.ts';
import { createDemoSignIn, demoPerson } from '../../../electron/shell/demo-sign-in.ts';
import { sampleSnapshot } from '../sample-snapshot.ts';

const environment = {
  CONTINUITY_SERVICE: 'http://127.0.0.1:1',
  CONTINUITY_DEMO_EMAIL: 'ada@north.example',
  CONTINUITY_DEMO_PASSWORD: 'pass',
};
const person = { serviceUrl: 'http://127.0.0.1:1', email: 'ada@north.example', password: 'pass' };

const signedOut = (because: 'never-signed-in' | 'signed-out'): DeviceSnapshot =>
  sampleSnapshot({
    session: { state: 'signed-out', because, serviceUrl: null, email: null, kept: 0, lost: [] },
  });

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function demo(answers: Readonly<Record<string, CallAnswer<'session.signIn'>>> = {}) {
  const calls: [DeviceProcessCall, unknown][] = [];
  const said: string[] = [];
  const see = createDemoSignIn({
    person,
    async call(name, input) {
      calls.push([name, input]);
      return (answers[name] ?? { ok: true, value: null }) as CallAnswer<typeof name>;
    },
    say: (line) => void said.push(line),
  });
  return { calls, said, see };
}

describe('the demo', () => {
  test('is for checkouts, and for those who ask for it in full', () => {
    expect(demoPerson(environment, false)).toEqual(person);
    expect(demoPerson(environment, true)).toBeNull();
    for (const name of Object.keys(environment))
      expect(demoPerson({ ...environment, [name]: '' }, false)).toBeNull();
  });

  test('agrees to file protection, says so, and signs in', async () => {
    const { calls, said, see } = demo();
    see(signedOut('never-signed-in'));
    see(signedOut('never-signed-in'));
    await turn();
    expect(calls).toEqual([
      ['session.protect', { kind: 'file' }],
      ['session.signIn', person],
    ]);
    expect(said.join('\n')).toMatch(/file permissions alone[^]*signed in as ada@north.example/);
  });

  test.each([signedOut('signed-out'), sampleSnapshot()])(
    'does not override a person, $session.state',
    async (snapshot) => {
      const { calls, see } = demo();
      see(snapshot);
      see(signedOut('never-signed-in'));
      await turn();
      expect(calls).toEqual([]);
    },
  );

  test('says why it could not sign in', async () => {
    const problem = { code: 'wrong-credentials', field: null, message: 'wrong password', retryAfterMs: null };
    const { said, see } = demo({ 'session.signIn': { ok: false, problem } });
    see(signedOut('never-signed-in'));
    await turn();
    expect(said.at(-1)).toContain('wrong password');
  });
});
