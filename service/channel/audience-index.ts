/** Finds the connections of a group, person or mailbox without looking at any other (F3). */
import type { Audience, Placement } from './deliveries.ts';
import { isAddressed } from './deliveries.ts';

interface Placed {
  readonly placement: Placement | null;
}

export interface AudienceIndex<Member extends Placed> {
  /** By the member's placement, which stays the same until it is removed. */
  readonly add: (member: Member) => void;
  readonly remove: (member: Member) => void;
  readonly ofPerson: (userId: string) => Iterable<Member>;
  /** Calls back for each member of the audience. */
  readonly forEach: (audience: Audience, visit: (member: Member) => void) => void;
}

export function createAudienceIndex<Member extends Placed>(): AudienceIndex<Member> {
  const everyone = new Set<Member>();
  const groups = createGrouping<Member>();
  const people = createGrouping<Member>();
  const accounts = createGrouping<Member>();
  const candidates = (audience: Audience): Iterable<Member> => {
    switch (audience.kind) {
      case 'everyone':
        return everyone;
      case 'group':
        return groups.of(audience.groupId);
      case 'account':
        return accounts.of(audience.accountId);
    }
  };
  return {
    add(member) {
      if (member.placement === null) return;
      everyone.add(member);
      people.add(member.placement.userId, member);
      for (const groupId of member.placement.groupIds) groups.add(groupId, member);
      for (const accountId of member.placement.accountIds) accounts.add(accountId, member);
    },
    remove(member) {
      if (member.placement === null || !everyone.delete(member)) return;
      people.remove(member.placement.userId, member);
      for (const groupId of member.placement.groupIds) groups.remove(groupId, member);
      for (const accountId of member.placement.accountIds) accounts.remove(accountId, member);
    },
    ofPerson: (userId) => people.of(userId),
    forEach(audience, visit) {
      const whole = audience.kind !== 'group' || audience.exceptGroupId === null;
      for (const member of candidates(audience)) {
        if (whole || (member.placement !== null && isAddressed(audience, member.placement))) visit(member);
      }
    },
  };
}

interface Grouping<Member> {
  readonly add: (key: string, member: Member) => void;
  readonly remove: (key: string, member: Member) => void;
  readonly of: (key: string) => Iterable<Member>;
}

function createGrouping<Member>(): Grouping<Member> {
  const sets = new Map<string, Set<Member>>();
  return {
    add(key, member) {
      const set = sets.get(key);
      if (set === undefined) sets.set(key, new Set([member]));
      else set.add(member);
    },
    remove(key, member) {
      const set = sets.get(key);
      set?.delete(member);
      if (set?.size === 0) sets.delete(key);
    },
    of: (key) => sets.get(key) ?? [],
  };
}
