/** From a frame to what the link makes of it: a message, something of a later version to ignore, or the end (interfaces 3). */
import { parseDown } from '../../../shared/protocol/parse-frame.ts';
import type { Down } from '../../../shared/protocol/down.ts';

export type Frame =
  | { readonly kind: 'message'; readonly message: Down }
  | { readonly kind: 'unknown-type' }
  /** `reason` fits a close frame (RFC 6455 5.5: 123 bytes). */
  | { readonly kind: 'bad'; readonly reason: string };

const MAX_REASON_LENGTH = 100;

export function readFrame(text: string): Frame {
  const parsed = parseDown(text);
  if (parsed.ok) return { kind: 'message', message: parsed.value };
  const { code, pointer } = parsed.problem;
  if (code === 'unknown-type') return { kind: 'unknown-type' };
  return { kind: 'bad', reason: `${code} ${pointer}`.trim().slice(0, MAX_REASON_LENGTH) };
}
