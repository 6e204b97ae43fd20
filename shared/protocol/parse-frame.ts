/** From the text of a frame to a trusted message, or a problem that names field and rule; never throws. */
import type { z } from 'zod';
import { MAX_FRAME_BYTES } from '../domain/limits.ts';
import { refused, ok } from '../lib/result.ts';
import type { Result } from '../lib/result.ts';
import { downSchema } from './down.ts';
import type { Down } from './down.ts';
import { upSchema } from './up.ts';
import type { Up } from './up.ts';

export interface FrameProblem {
  /** `unknown-type` is for the reader to ignore (forward compatible); the others end the connection with 4008. */
  readonly code: 'too-large' | 'bad-json' | 'bad-type' | 'bad-field' | 'unknown-type';
  /** JSON pointer of the field at fault, empty for the frame itself. */
  readonly pointer: string;
  readonly message: string;
}

export function parseUp(text: string): Result<Up, FrameProblem> {
  return parseFrame(upSchema, text);
}

export function parseDown(text: string): Result<Down, FrameProblem> {
  return parseFrame(downSchema, text);
}

function parseFrame<Message>(schema: z.ZodType<Message>, text: string): Result<Message, FrameProblem> {
  if (text.length > MAX_FRAME_BYTES) {
    return problem('too-large', '', `a frame holds at most ${String(MAX_FRAME_BYTES)} bytes`);
  }
  const json = parseJson(text);
  if (!json.ok) return json;
  if (!hasType(json.value)) {
    return problem('bad-type', '/type', 'a frame is an object with a type');
  }
  const parsed = schema.safeParse(json.value);
  if (parsed.success) return ok(parsed.data);
  return fromIssue(parsed.error);
}

function hasType(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function parseJson(text: string): Result<unknown, FrameProblem> {
  try {
    return ok(JSON.parse(text) as unknown);
  } catch {
    return problem('bad-json', '', 'the frame is not JSON');
  }
}

function fromIssue(error: z.ZodError): Result<never, FrameProblem> {
  const [issue] = error.issues;
  if (issue === undefined) return problem('bad-field', '', 'the frame is not valid');
  const pointer = issue.path.map((key) => `/${String(key)}`).join('');
  if (issue.code === 'invalid_union')
    return problem('unknown-type', '/type', 'this type of message is not known');
  return problem('bad-field', pointer, issue.message);
}

function problem(code: FrameProblem['code'], pointer: string, message: string): Result<never, FrameProblem> {
  return refused({ code, pointer, message });
}
