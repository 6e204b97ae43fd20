/** Groups and who is in them; a directory group is changed by synchronisation only. */
import type { GroupKind } from '../../shared/domain/group.ts';

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
  groupMembers: {
    groupId: string;
    personId: string;
  };
}
