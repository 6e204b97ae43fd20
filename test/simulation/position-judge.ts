/** Judges positions on disk: within an epoch they never go back, whatever dies between two of them. */
import type { RecordChange } from '../../electron/device/ports.ts';
import { positionRecordSchema } from '../../electron/device/mode/truth.ts';
import type { Verdict } from './verdict.ts';

export function createPositionJudge(
  verdict: Verdict,
): (index: number, changes: readonly RecordChange[]) => void {
  const last = new Map<number, { readonly epoch: string; readonly revision: number }>();
  return (index, changes) => {
    for (const { kind, value } of changes) {
      if (kind === 'identity') last.delete(index);
      const parsed = kind === 'position' ? positionRecordSchema.safeParse(value) : null;
      if (parsed?.success !== true || parsed.data.revision === null) continue;
      const { epoch, revision } = parsed.data;
      const before = last.get(index);
      if (before?.epoch === epoch && before.revision > revision) {
        verdict.fail('position', `computer ${index} went back from ${before.revision} to ${revision}`);
      }
      last.set(index, { epoch, revision });
    }
  };
}
