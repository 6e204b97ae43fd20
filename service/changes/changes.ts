/** What has just changed, from everywhere it can change, to the streams that administrators' pages hold open. */
import type { Audited } from '../storage/commit-log.ts';
import type { Core } from '../core.ts';
import type { LiveDevices } from '../channel/ports.ts';
import { createEmitter, type Stop } from '../../shared/lib/emitter.ts';
import { createChangeFeed, type ChangeFeed } from './change-feed.ts';
import { changesOfAudit } from './change-of.ts';
import { createChangeStreams, type ChangeStreams } from './streams.ts';

export interface Changes {
  readonly tell: ChangeFeed['tell'];
  readonly streams: ChangeStreams;
  /** Ends the streams, and hears nothing more. */
  readonly stop: Stop;
}

interface Needs {
  readonly core: Pick<Core, 'audited' | 'committed'>;
  readonly live: Pick<LiveDevices, 'subscribe'>;
  readonly failed: (error: unknown) => void;
  readonly schedule: (delayMs: number, run: () => void) => Stop;
}

export function createChanges({ core, live, failed, schedule }: Needs): Changes {
  const feed = createChangeFeed(schedule);
  const accessMoved = createEmitter<Audited>();
  const streams = createChangeStreams({ feed, accessMoved: accessMoved.subscribe, failed, schedule });
  const stops = [
    core.audited.subscribe((entry) => {
      if (entry.service === 'access') accessMoved.emit(entry);
      for (const change of changesOfAudit(entry)) feed.tell(change);
    }),
    core.committed.subscribe((change) => {
      if (change.kind === 'clock') feed.tell({ kind: 'clock' });
      if (change.kind === 'mailbox') feed.tell({ kind: 'mail', id: change.accountId });
    }),
    live.subscribe((id) => {
      feed.tell({ kind: 'device', id });
    }),
  ];
  return {
    tell: feed.tell,
    streams,
    stop() {
      streams.end();
      feed.stop();
      for (const stop of stops) stop();
    },
  };
}
