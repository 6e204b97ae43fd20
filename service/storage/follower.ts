/** The only teller: reads the log of commits past its position and emits what they have to tell, in order, each once. */
import type { Kysely } from 'kysely';
import { createEmitter, type Emitter } from '../../shared/lib/emitter.ts';
import type { CommittedChange } from '../committed-change.ts';
import { commitsAfter, lastCommit, type Audited, type News } from './commit-log.ts';
import type { Tables } from './tables.ts';

export interface Heard {
  readonly committed: Pick<Emitter<CommittedChange>, 'subscribe'>;
  /** Rows of the audit log. */
  readonly audited: Pick<Emitter<Audited>, 'subscribe'>;
}

export interface Follower extends Heard {
  /**
   * Tells what was committed since it told last. One call at a time. Rejects when the log cannot be read: nothing is told
   * then, and the next call tells it.
   */
  readonly follow: (db: Kysely<Tables>) => Promise<void>;
}

/** Of an organisation that many edit at once, some seconds. */
const COMMITS_AT_ONCE = 100;

/** From here on: what a former run committed, its listeners read for themselves when they begin. */
export async function openFollower(db: Kysely<Tables>, failed: (error: unknown) => void): Promise<Follower> {
  const committed = createEmitter<CommittedChange>();
  const audited = createEmitter<Audited>();
  let position = await lastCommit(db);
  const tell = (news: News): void => {
    if (news.kind === 'audited') audited.emit(news);
    else committed.emit(news);
  };
  return {
    committed: { subscribe: guardedSubscribe(committed, failed) },
    audited: { subscribe: guardedSubscribe(audited, failed) },
    async follow(reading) {
      for (;;) {
        const commits = await commitsAfter(reading, position, COMMITS_AT_ONCE);
        for (const { number, news } of commits) {
          position = number;
          for (const one of news) tell(one);
        }
        if (commits.length < COMMITS_AT_ONCE) return;
      }
    },
  };
}

/** A listener that fails is reported, and keeps neither the change nor the other listeners waiting. */
function guardedSubscribe<Value>(
  changes: Emitter<Value>,
  failed: (error: unknown) => void,
): Emitter<Value>['subscribe'] {
  return (listener) =>
    changes.subscribe((change) => {
      try {
        listener(change);
      } catch (error) {
        failed(error);
      }
    });
}
