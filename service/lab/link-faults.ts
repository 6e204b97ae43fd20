/** The faults that a tester sets on the links of devices and groups (product 8); held in memory, gone with the process. */
import { z } from 'zod';
import { createEmitter } from '../../shared/lib/emitter.ts';
import type { LinkFault, LinkFaults } from '../channel/ports.ts';

/** A delay beyond the device's patience is a half-open link. */
const MAX_DELAY_MS = 60_000;

export const linkFaultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('drop'), probability: z.number().min(0).max(1) }),
  z.strictObject({ kind: z.literal('delay'), delayMs: z.int().min(0).max(MAX_DELAY_MS) }),
  z.strictObject({ kind: z.literal('cut') }),
  z.strictObject({ kind: z.literal('half-open') }),
]);

export const faultTargetSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('device'), deviceId: z.string().min(1) }),
  z.strictObject({ kind: z.literal('group'), groupId: z.string().min(1) }),
]);
export type FaultTarget = z.infer<typeof faultTargetSchema>;

/** What a tester sends: null heals the target. */
export const faultSettingSchema = z.object({ target: faultTargetSchema, fault: linkFaultSchema.nullable() });

export const faultListSchema = z.object({
  items: z.array(z.object({ target: faultTargetSchema, fault: linkFaultSchema })),
});

export interface SetFault {
  readonly target: FaultTarget;
  readonly fault: LinkFault;
}

export interface LabLinkFaults extends LinkFaults {
  /** Replaces the target's fault; null heals it. */
  readonly set: (target: FaultTarget, fault: LinkFault | null) => void;
  readonly all: () => readonly SetFault[];
}

/** A device's own fault comes before that of a group; among groups, the one set first. */
export function createLinkFaults(): LabLinkFaults {
  const faults = new Map<string, SetFault>();
  const changes = createEmitter<null>();
  return {
    set(target, fault) {
      if (fault === null) faults.delete(keyOf(target));
      else faults.set(keyOf(target), { target, fault });
      changes.emit(null);
    },
    all: () => [...faults.values()],
    faultOf(deviceId, groupIds) {
      const own = faults.get(keyOf({ kind: 'device', deviceId }));
      if (own !== undefined) return own.fault;
      const groups = [...faults.values()].filter(
        ({ target }) => target.kind === 'group' && groupIds.has(target.groupId),
      );
      return groups[0]?.fault ?? null;
    },
    subscribe: (listener) =>
      changes.subscribe(() => {
        listener();
      }),
  };
}

function keyOf(target: FaultTarget): string {
  return target.kind === 'device' ? `device ${target.deviceId}` : `group ${target.groupId}`;
}
