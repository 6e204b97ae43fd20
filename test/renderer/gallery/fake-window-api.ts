/** A fake at the window's one port: sample mail, and a snapshot that a test changes. */
import type { CallAnswer, CallInput, CallOutputs, WindowCall } from '../../../shared/bridge/calls.ts';
import type { Draft } from '../../../shared/bridge/compose.ts';
import type { WindowApi, WindowUpdate } from '../../../shared/bridge/window-api.ts';
import { createEmitter } from '../../../shared/lib/emitter.ts';
import { INBOX, SENT, viewOf } from './sample-mail.ts';

export interface AskedCall {
  readonly name: WindowCall;
  readonly input: unknown;
}

export interface FakeWindowApi extends WindowApi {
  /** Every call so far, oldest first. */
  readonly calls: readonly AskedCall[];
  readonly publish: (update: WindowUpdate) => void;
  /** Makes the next calls of a name answer with a problem. */
  readonly allow: (name: WindowCall) => void;
  readonly refuse: (
    name: WindowCall,
    problem: Extract<CallAnswer<WindowCall>, { ok: false }>['problem'],
  ) => void;
}

type Answers = {
  readonly [Name in WindowCall]: (input: CallInput<Name>) => CallOutputs[Name] | Promise<CallOutputs[Name]>;
};

export const EMPTY_DRAFT: Draft = {
  id: 'draft-1',
  savedAt: '2026-11-23T09:00:00.000Z',
  to: [],
  cc: [],
  bcc: [],
  subject: '',
  text: '',
  html: null,
  files: [],
  inReplyTo: null,
  references: [],
  circle: null,
};

export type PresentMail = (html: string) => string | Promise<string>;

/** `present` gives a sanitised document its address. */
export function createFakeWindowApi(
  start: WindowUpdate,
  present: PresentMail = () => 'about:blank',
  draft: Draft = EMPTY_DRAFT,
): FakeWindowApi {
  const updates = createEmitter<WindowUpdate>();
  const calls: AskedCall[] = [];
  const refusals = new Map<WindowCall, Extract<CallAnswer<WindowCall>, { ok: false }>>();
  let latest = start;
  const answers = createAnswers(() => latest, present, draft);
  return {
    calls,
    publish(update) {
      latest = update;
      updates.emit(update);
    },
    refuse(name, problem) {
      refusals.set(name, { ok: false, problem });
    },
    allow(name) {
      refusals.delete(name);
    },
    subscribe(listener) {
      listener(latest);
      return updates.subscribe(listener);
    },
    async call(name, input) {
      calls.push({ name, input });
      const refusal = refusals.get(name);
      if (refusal !== undefined) return refusal;
      return { ok: true, value: await answers[name](input) };
    },
  };
}

function createAnswers(latest: () => WindowUpdate, present: PresentMail, draft: Draft): Answers {
  const nothing = (): null => null;
  const all = [...INBOX, ...SENT];
  const generation = (): number => {
    const cache = latest().device?.cache;
    return cache === undefined || cache.state === 'off' ? 0 : cache.generation;
  };
  const kept = (): number => {
    const cache = latest().device?.cache;
    return cache === undefined || cache.state === 'off' ? 0 : cache.messages;
  };
  return {
    'session.signIn': nothing,
    'session.signOut': () => ({ kept: 0 }),
    'session.protect': nothing,
    'session.unlock': nothing,
    'link.retryNow': nothing,
    'profile.set': nothing,
    'notices.dismiss': nothing,
    'mail.list': ({ mailbox, unreadOnly, offset, limit }) => {
      const rows = (mailbox === 'inbox' ? INBOX.slice(0, kept()) : SENT).filter(
        (row) => !unreadOnly || row.unread,
      );
      return {
        rows: rows.slice(offset, offset + limit),
        offset,
        total: rows.length,
        generation: generation(),
      };
    },
    'mail.search': ({ text, limit }) =>
      INBOX.filter((row) =>
        `${row.subject} ${row.from.name}`.toLowerCase().includes(text.toLowerCase()),
      ).slice(0, limit),
    'mail.open': ({ id }) => {
      const row = all.find((each) => each.id === id);
      if (row === undefined) throw new Error(`no sample mail ${id}`);
      return viewOf(row);
    },
    'mail.present': async ({ html }) => ({ url: await present(html) }),
    'mail.savePart': () => ({ saved: true }),
    'mail.saveRaw': () => ({ saved: true }),
    'link.open': () => ({ opened: true }),
    'settings.change': nothing,
    'window.minimise': nothing,
    'window.toggleMaximise': nothing,
    'window.close': nothing,
    'app.quit': nothing,
    'enrol.answer': nothing,
    'console.open': nothing,
    'proxy.signIn': nothing,
    'people.find': ({ text }) => [
      ...new Map(
        INBOX.map(({ from }) => [from.address, from] as const).filter(([, { name }]) =>
          name.toLowerCase().startsWith(text.toLowerCase()),
        ),
      ).values(),
    ],
    'draft.create': () => draft,
    'draft.open': ({ id }) => ({ ...draft, id }),
    'draft.save': ({ id, content }) => ({ ...draft, ...content, id }),
    'draft.attach': ({ id, name, mediaType, bytes }) => ({
      ...draft,
      id,
      files: [{ id: 'file-1', name, mediaType, size: bytes.byteLength }],
    }),
    'draft.detach': ({ id }) => ({ ...draft, id }),
    'draft.discard': nothing,
    'outbox.send': ({ id }) => ({ outboxId: id }),
    'outbox.cancel': ({ id }) => ({ outcome: 'cancelled', draftId: id }),
  };
}
