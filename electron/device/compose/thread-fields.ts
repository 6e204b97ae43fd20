/** Message-ID and References of a raw message, for the header of an answer (RFC 5322 section 3.6.4). */

/** A header longer than this was not written for readers. */
const MAX_HEADER_BYTES = 256 * 1024;

/** So that long threads do not grow their header without end: first and last ones tell a thread as well as all do. */
const MAX_REFERENCES = 20;

export interface ThreadFields {
  /** Without angle brackets. */
  readonly messageId: string | null;
  readonly references: readonly string[];
}

export function threadFieldsOf(raw: Uint8Array): ThreadFields {
  const text = Buffer.from(raw.subarray(0, MAX_HEADER_BYTES)).toString('latin1');
  const header = (text.split(/\r?\n\r?\n/, 1)[0] ?? '').replace(/\r?\n[ \t]+/g, ' ');
  const ids = (name: string): readonly string[] => {
    const value = new RegExp(`^${name}:(.*)$`, 'im').exec(header)?.[1] ?? '';
    return Array.from(value.matchAll(/<([^<>\s]+)>/g), ([, id = '']) => id);
  };
  const references = ids('References');
  return {
    messageId: ids('Message-ID')[0] ?? null,
    references: references.length > 0 ? references : ids('In-Reply-To').slice(0, 1),
  };
}

/** What an answer to it refers to. */
export function answerFields({ messageId, references }: ThreadFields): {
  readonly inReplyTo: string | null;
  readonly references: string[];
} {
  if (messageId === null) return { inReplyTo: null, references: [] };
  const all = [...new Set([...references, messageId])];
  const shortened =
    all.length > MAX_REFERENCES ? [...all.slice(0, 1), ...all.slice(1 - MAX_REFERENCES)] : all;
  return { inReplyTo: messageId, references: shortened };
}
