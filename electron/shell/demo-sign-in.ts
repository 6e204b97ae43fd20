/** Lets `npm start` show a companion at work: agrees to file protection and signs in by itself, once, and says so. */
import type { CallAnswer, CallInput, DeviceProcessCall } from '../../shared/bridge/calls.ts';
import type { DeviceSnapshot } from '../../shared/bridge/snapshot.ts';

export interface DemoPerson {
  readonly serviceUrl: string;
  readonly email: string;
  readonly password: string;
}

/** Only from a checkout: a packaged app takes no password from its environment. */
export function demoPerson(
  env: Readonly<Record<string, string | undefined>>,
  packaged: boolean,
): DemoPerson | null {
  const serviceUrl = env['CONTINUITY_SERVICE'];
  const email = env['CONTINUITY_DEMO_EMAIL'];
  const password = env['CONTINUITY_DEMO_PASSWORD'];
  if (packaged || !serviceUrl || !email || !password) return null;
  return { serviceUrl, email, password };
}

export interface DemoDeps {
  readonly person: DemoPerson;
  readonly call: <Name extends DeviceProcessCall>(
    name: Name,
    input: CallInput<Name>,
  ) => Promise<CallAnswer<Name>>;
  /** To the terminal of whoever started the demo. */
  readonly say: (line: string) => void;
}

/** To be given every snapshot; acts on the first that shows a device on which nobody ever signed in. */
export function createDemoSignIn({ person, call, say }: DemoDeps): (snapshot: DeviceSnapshot) => void {
  let done = false;
  return ({ session }) => {
    if (done) return;
    done = true;
    if (session.state === 'signed-out' && session.because === 'never-signed-in')
      void signIn(person, call, say);
  };
}

async function signIn(person: DemoPerson, call: DemoDeps['call'], say: DemoDeps['say']): Promise<void> {
  const agreed = await call('session.protect', { kind: 'file' });
  if (agreed.ok) {
    say('the demo agrees for itself that keys and mail are protected by file permissions alone');
  } else if (agreed.problem.code !== 'already-protected') {
    say(`the demo could not choose a protection: ${agreed.problem.message}`);
  }
  const { serviceUrl, email, password } = person;
  const answer = await call('session.signIn', { serviceUrl, email, password });
  say(answer.ok ? `the demo signed in as ${email}` : `the demo could not sign in: ${answer.problem.message}`);
}
