/** The trace header that the gateway puts before a message, and the loops that others' trace headers give away. */
import { LOOP_SCAN_BYTES, MAX_OWN_PASSES, MAX_RECEIVED_FIELDS } from './limits.ts';

export interface Hop {
  readonly messageId: string;
  /** As the client called itself; anything may stand here. */
  readonly helo: string;
  readonly remoteAddress: string;
  readonly serverName: string;
  /** By which this service knows its own trace again, whatever the computer is called. */
  readonly serviceId?: string;
  /** `ESMTP`, `ESMTPS` … (RFC 3848). */
  readonly protocol: string;
  readonly atMs: number;
}

/** RFC 5321 section 4.4; no client can break out of its line. */
export function receivedField(hop: Hop): Buffer {
  const address = hop.remoteAddress.includes(':') ? `IPv6:${hop.remoteAddress}` : hop.remoteAddress;
  const mark = hop.serviceId === undefined ? '' : ` ${markOf(hop.serviceId)}`;
  const lines = [
    `Received: from ${atom(hop.helo)} ([${atom(address)}])`,
    `\tby ${atom(hop.serverName)}${mark} with ${atom(hop.protocol)} id ${hop.messageId};`,
    `\t${dateOf(hop.atMs)}`,
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n`);
}

/** RFC 5322 section 3.3, in UTC. */
function dateOf(atMs: number): string {
  return new Date(atMs).toUTCString().replace('GMT', '+0000');
}

function atom(text: string): string {
  const safe = text.replace(/[^\w.:@-]/g, '?').slice(0, MAX_NAME_CHARACTERS);
  return safe === '' ? 'unknown' : safe;
}

const MAX_NAME_CHARACTERS = 255;

export interface LoopWatch {
  readonly see: (chunk: Uint8Array) => void;
  readonly isLoop: () => boolean;
}

function markOf(serviceId: string): string {
  return `(continuity ${atom(serviceId)})`;
}

/** Counts `Received:` fields in the header as it passes by, all and our own, without parsing anything else. */
export function watchForLoop(serviceId?: string): LoopWatch {
  const seen: Uint8Array[] = [];
  let bytes = 0;
  let isEnough = false;
  return {
    see: (chunk) => {
      if (isEnough) return;
      seen.push(chunk);
      bytes += chunk.length;
      isEnough =
        bytes >= LOOP_SCAN_BYTES ||
        headerEnd(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)) !== null;
    },
    isLoop: () => {
      const start = Buffer.concat(seen).subarray(0, LOOP_SCAN_BYTES);
      const header = start.toString('latin1', 0, headerEnd(start) ?? start.length);
      const passes = serviceId === undefined ? 0 : header.split(markOf(serviceId)).length - 1;
      const fields = (header.match(/^received[ \t]*:/gim) ?? []).length;
      return fields > MAX_RECEIVED_FIELDS || passes > MAX_OWN_PASSES;
    },
  };
}

/** Where the first empty line is; null: there is none. */
function headerEnd(bytes: Buffer): number | null {
  const ends = ['\n\r\n', '\n\n'].map((end) => bytes.indexOf(end)).filter((at) => at !== -1);
  return ends.length === 0 ? null : Math.min(...ends);
}
