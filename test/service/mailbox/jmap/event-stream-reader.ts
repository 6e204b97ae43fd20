/** Reads an event source as a client does: event by event, comments left out. */
import { onTestFinished } from 'vitest';

export interface ReadEvent {
  readonly event: string;
  readonly id: string | null;
  readonly data: unknown;
}

export interface EventReader {
  readonly status: number;
  readonly headers: Headers;
  /** null: the stream is over. */
  readonly next: () => Promise<ReadEvent | null>;
  readonly close: () => void;
}

export async function openEvents(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<EventReader> {
  const stopping = new AbortController();
  onTestFinished(() => {
    stopping.abort();
  });
  const response = await fetch(url, { headers, signal: stopping.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const next = async (): Promise<ReadEvent | null> => {
    for (;;) {
      const end = text.indexOf('\n\n');
      const block = text.slice(0, end);
      if (end !== -1) text = text.slice(end + 2);
      if (end !== -1 && !block.startsWith(':')) return read(block);
      if (end !== -1) continue;
      const chunk = await reader?.read();
      if (chunk?.value === undefined) return null;
      text += chunk.value;
    }
  };
  const { status } = response;
  return { status, headers: response.headers, next, close: () => stopping.abort() };
}

function read(block: string): ReadEvent {
  const fields = new Map(block.split('\n').map((line) => line.split(/: (.*)/su, 2) as [string, string]));
  const data: unknown = JSON.parse(fields.get('data') ?? 'null');
  return { event: fields.get('event') ?? 'message', id: fields.get('id') ?? null, data };
}
