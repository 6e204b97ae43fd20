/** Groups and who is in them; a directory group is changed by synchronisation only. */
import type { Generated } from 'kysely';
import type { GroupKind } from '../../shared/domain/group.ts';
import type { Flag } from '../storage/column-types.ts';

export interface DirectoryTables {
  groups: {
    id: string;
    name: string;
    source: 'local' | 'directory';
    kind: GroupKind;
    mail: string | null;
    /** The last successful synchronisation; null for a local group. */
    lastSyncAt: string | null;
    createdAt: string;
    /** Of the name: what lists are ordered by. */
    nameKey: string;
    /** Of name and address: what lists are searched by. */
    searchKey: string;
  };
  /** Everybody who is in a group, however: who asks who is in one need not know of nesting. */
  groupMembers: {
    groupId: string;
    personId: string;
    /** Named in the group; otherwise in it through a nested one. */
    direct: Generated<Flag>;
  };
  nestedGroups: {
    groupId: string;
    /** The group that is in it. */
    memberId: string;
  };
}
