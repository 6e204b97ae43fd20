/** Idempotency keys: what was asked for and not answered keeps its key, so that asking again makes it once. */

export interface CreationKeys {
  /** `question` is the path and the body, whole. */
  readonly take: (question: string) => string;
  readonly forget: (question: string) => void;
}

const KEY_BYTES = 16;

export function createCreationKeys(): CreationKeys {
  const unanswered = new Map<string, string>();
  return {
    take(question) {
      const key = unanswered.get(question) ?? randomKey();
      unanswered.set(question, key);
      return key;
    },
    forget: (question) => void unanswered.delete(question),
  };
}

/** `crypto.randomUUID` is only there where the page came by https. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
