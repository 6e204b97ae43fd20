/** Continuity events as they are kept; status is derived, never stored (product 1). */
import type { CloudPasswordReset, EventStatus } from '../../shared/domain/continuity-event.ts';
import type { Flag } from '../storage/column-types.ts';

export interface ContinuityEventTables {
  continuityEvents: {
    id: string;
    description: string;
    affectedGroupId: string;
    notes: string;
    outlookContinuity: Flag;
    cloudPasswordReset: CloudPasswordReset;
    expandDistributionLists: Flag;
    pauseInboundDelivery: Flag;
    timeZone: string;
    start: string;
    /** null: Eternal. */
    end: string | null;
    startMessage: string;
    endMessage: string;
    smsGroupId: string | null;
    startSms: string;
    startSmsLeadMinutes: number;
    endSms: string;
    version: number;
    /** The organisation's revision at which devices last learned of a change of it. */
    revision: number;
    createdAt: string;
    /** The status that others were last told of: not what the status is, which is derived (webhooks, STATES.md T2). */
    toldStatus: EventStatus;
    /** Of the description: what lists are ordered by. */
    titleKey: string;
    /** Of description and notes: what lists are searched by. */
    searchKey: string;
  };
}
