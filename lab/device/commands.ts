/** Commands of a headless device, one JSON object a line on standard input (interfaces 1). */
import { z } from 'zod';
import type { Device } from '../../electron/device/snapshot.ts';
import { connectionModeFor } from '../../shared/domain/profile.ts';
import { problemLine } from './lines.ts';
import type { LineBody } from './lines.ts';

export const commandSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('set-cached-mode'), on: z.boolean() }),
  z.object({ do: z.literal('sign-out'), discard: z.boolean().default(false) }),
  z.object({
    do: z.literal('send'),
    to: z.array(z.string().min(1)).min(1),
    subject: z.string(),
    text: z.string(),
  }),
  z.object({ do: z.literal('search'), text: z.string().max(500) }),
  z.object({ do: z.literal('quit') }),
]);
export type Command = z.infer<typeof commandSchema>;
type SendCommand = Extract<Command, { do: 'send' }>;

export type ReadCommand =
  { readonly ok: true; readonly command: Command } | { readonly ok: false; readonly line: LineBody };

/** Names the field and the rule when it is none. */
export function readCommand(text: string): ReadCommand {
  const parsed = commandSchema.safeParse(parseJson(text));
  if (parsed.success) return { ok: true, command: parsed.data };
  const [issue] = parsed.error.issues;
  const field = issue === undefined || issue.path.length === 0 ? 'the line' : issue.path.join('.');
  const message = `${field}: ${issue?.message ?? 'not a command'}`;
  return { ok: false, line: problemLine({ code: 'bad-command', message }) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

const SEARCH_LIMIT = 200;

type Performed = Exclude<Command, { do: 'quit' }>;

/** What there is to say at once; changes are said when the device has made them. Never rejects: what fails is said, and the device goes on. */
export async function perform(device: Device, command: Performed): Promise<readonly LineBody[]> {
  try {
    return await answerTo(device, command);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    return [problemLine({ code: 'internal', message: `${command.do} failed: ${message}` })];
  }
}

async function answerTo(device: Device, command: Performed): Promise<readonly LineBody[]> {
  switch (command.do) {
    case 'set-cached-mode': {
      const connectionMode = connectionModeFor(command.on);
      return refusalOf(await device.dispatch('profile.set', { connectionMode }));
    }
    case 'sign-out': {
      const answer = await device.dispatch('session.signOut', {
        unsent: command.discard ? 'discard' : 'keep',
      });
      return answer.ok ? [{ type: 'signed-out', kept: answer.value.kept }] : refusalOf(answer);
    }
    case 'search': {
      const answer = await device.dispatch('mail.search', { text: command.text, limit: SEARCH_LIMIT });
      return answer.ok ? [{ type: 'search', text: command.text, results: answer.value }] : refusalOf(answer);
    }
    case 'send':
      return send(device, command);
  }
}

/** Durable when it answers with nothing; what becomes of it is said by `outbox` lines. */
async function send(device: Device, { to, subject, text }: SendCommand): Promise<readonly LineBody[]> {
  const people = to.map((address) => ({ name: '', address }));
  const begun = await device.dispatch('draft.create', { kind: 'new', to: people, html: null });
  if (!begun.ok) return refusalOf(begun);
  const { id } = begun.value;
  const content = { to: people, cc: [], bcc: [], subject, text, html: null };
  const saved = await device.dispatch('draft.save', { id, content });
  const sent = saved.ok ? await device.dispatch('outbox.send', { id }) : saved;
  // A command that was refused leaves nothing behind.
  if (!sent.ok) await device.dispatch('draft.discard', { id });
  return refusalOf(sent);
}

function refusalOf(
  answer:
    | { readonly ok: true }
    | { readonly ok: false; readonly problem: { readonly code: string; readonly message: string } },
): readonly LineBody[] {
  return answer.ok ? [] : [problemLine(answer.problem)];
}
