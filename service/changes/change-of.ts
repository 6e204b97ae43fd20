/** What the console should read again, after what was done and what became true (pure). */
import type { AuditEntry } from '../audit/append.ts';
import type { Change, ChangeKind } from '../../shared/http/changes.ts';

/** By the thing of an audit row's action; `fault` and the like show only in the log. */
const KIND_OF_THING: ReadonlyMap<string, ChangeKind> = new Map([
  ['continuity-event', 'continuity-event'],
  ['group', 'group'],
  ['person', 'person'],
  ['device', 'device'],
  ['webhook', 'webhook'],
  ['mail', 'mail'],
]);

export function changesOfAudit({ action, target }: Pick<AuditEntry, 'action' | 'target'>): readonly Change[] {
  const kind = KIND_OF_THING.get(action.split('.', 1)[0] ?? '');
  return kind === undefined ? [{ kind: 'audit' }] : [{ kind: 'audit' }, { kind, id: target }];
}
