/** The same lines for a person at a terminal. */
import type { Line } from './lines.ts';

export function humanLine(line: Line): string {
  return `${line.at}  ${words(line)}`;
}

function words(line: Line): string {
  switch (line.type) {
    case 'registered':
      return `registered as device ${line.deviceId}`;
    case 'link':
      return line.retryInMs === undefined
        ? `link: ${line.state}`
        : `link: ${line.state}, next try in ${(line.retryInMs / 1000).toFixed(1)} s`;
    case 'mode':
      return line.mode === 'dr'
        ? `mode: disaster recovery, for ${line.events.join(', ')}`
        : `mode: normal${because(line.reasons)}`;
    case 'notice':
      return `notice: ${line.kind}, ${line.description}${line.text === '' ? '' : `: ${line.text}`}${because(line.reasons)}`;
    case 'cache':
      return `cache: ${line.messages} messages, ${line.bytes} bytes${line.complete ? ', complete' : ''}`;
    case 'outbox':
      return `outbox: ${line.queued} queued, ${line.sent} sent`;
    case 'signed-out':
      return line.kept === 0 ? 'signed out' : `signed out; ${line.kept} not sent, kept for the next sign-in`;
    case 'search':
      return [
        `search: ${line.results.length} found`,
        ...line.results.map((row) => `  ${row.receivedAt}  ${row.subject}`),
      ].join('\n');
    case 'error':
      return `error: ${line.message} (${line.code})`;
  }
}

function because(reasons: readonly string[]): string {
  return reasons.length === 0 ? '' : ` (${reasons.join(', ')})`;
}
