/** Who answers which call of the window: the device's are passed on, the shell's are done here. */
import {
  type deviceCalls,
  type CallAnswer,
  type CallInput,
  type DeviceProcessCall,
  type ShellCall,
} from '../../shared/bridge/calls.ts';
import type { Settings } from '../../shared/bridge/settings.ts';
import type { ProxyCredentials } from '../adapters/network/route.ts';
import type { Result } from '../../shared/lib/result.ts';
import { refusal, type CallHandlers } from './serve-calls.ts';

export type DeviceCaller = <Name extends DeviceProcessCall>(
  name: Name,
  input: CallInput<Name>,
) => Promise<CallAnswer<Name>>;

export interface ShellActions {
  readonly presentMail: (html: string) => string;
  readonly saveMail: (file: {
    readonly bytes: Uint8Array;
    readonly fileName: string;
  }) => Promise<{ readonly saved: boolean }>;
  readonly openLink: (url: string) => Promise<Result<{ readonly opened: boolean }, string>>;
  readonly changeSettings: (changes: Partial<Settings>) => void;
  readonly answerEnrolment: (answer: CallInput<'enrol.answer'>) => void;
  readonly minimise: () => void;
  readonly toggleMaximise: () => void;
  readonly close: () => void;
  readonly quit: () => void;
  readonly openConsole: () => Promise<boolean>;
  readonly keepProxyPassword: (
    proxy: string,
    typed: Pick<ProxyCredentials, 'name' | 'password'>,
  ) => Promise<void>;
}

type ShellHandlers = Pick<CallHandlers, ShellCall>;
type PassedOn = Pick<CallHandlers, keyof typeof deviceCalls>;

export function createCallHandlers(device: DeviceCaller, shell: ShellActions): CallHandlers {
  return { ...passOn(device), ...shellHandlers(device, shell) };
}

function passOn(device: DeviceCaller): PassedOn {
  return {
    'session.signIn': (input) => device('session.signIn', input),
    'session.signOut': (input) => device('session.signOut', input),
    'session.protect': (input) => device('session.protect', input),
    'session.unlock': (input) => device('session.unlock', input),
    'link.retryNow': (input) => device('link.retryNow', input),
    'profile.set': (input) => device('profile.set', input),
    'notices.dismiss': (input) => device('notices.dismiss', input),
    'mail.list': (input) => device('mail.list', input),
    'mail.search': (input) => device('mail.search', input),
    'mail.open': (input) => device('mail.open', input),
    'people.find': (input) => device('people.find', input),
    'draft.create': (input) => device('draft.create', input),
    'draft.open': (input) => device('draft.open', input),
    'draft.save': (input) => device('draft.save', input),
    'draft.attach': (input) => device('draft.attach', input),
    'draft.detach': (input) => device('draft.detach', input),
    'draft.discard': (input) => device('draft.discard', input),
    'outbox.send': (input) => device('outbox.send', input),
    'outbox.cancel': (input) => device('outbox.cancel', input),
  };
}

function shellHandlers(device: DeviceCaller, shell: ShellActions): ShellHandlers {
  const save = async (id: string, index: number | null): Promise<CallAnswer<'mail.savePart'>> => {
    const bytes = await device('mail.bytes', { id, index });
    return bytes.ok ? { ok: true, value: await shell.saveMail(bytes.value) } : bytes;
  };
  return {
    'mail.present': async ({ html }) => ({ ok: true, value: { url: shell.presentMail(html) } }),
    'mail.savePart': ({ id, index }) => save(id, index),
    'mail.saveRaw': ({ id }) => save(id, null),
    async 'link.open'({ url }) {
      const answer = await shell.openLink(url);
      if (answer.ok) return answer;
      return refusal('link-refused', `This link is not opened: ${answer.problem}.`, { field: 'url' });
    },
    'settings.change': async (changes) => done(() => shell.changeSettings(withoutUndefined(changes))),
    'enrol.answer': async (answer) => done(() => shell.answerEnrolment(answer)),
    'window.minimise': async () => done(shell.minimise),
    'window.toggleMaximise': async () => done(shell.toggleMaximise),
    'window.close': async () => done(shell.close),
    'app.quit': async () => done(shell.quit),
    async 'proxy.signIn'({ proxy, name, password }) {
      await shell.keepProxyPassword(proxy, { name, password });
      return device('link.retryNow', undefined);
    },
    async 'console.open'() {
      if (await shell.openConsole()) return { ok: true, value: null };
      return refusal('no-service', 'There is no service address yet.');
    },
  };
}

function done(act: () => void): { readonly ok: true; readonly value: null } {
  act();
  return { ok: true, value: null };
}

/** A field that is there but undefined would wipe the setting it names. */
function withoutUndefined(changes: CallInput<'settings.change'>): Partial<Settings> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
