/** People, their group and its continuity events, made over REST as an administrator would; and what devices say of them. */
import { PASSWORD, type Line, type ServiceProcess } from './process-rig.ts';

type Admin = Pick<ServiceProcess, 'admin'>;

export interface Organisation {
  readonly groupId: string;
  readonly userIds: readonly string[];
}

/** People who may take part, all in one group. */
export async function foundOrganisation({ admin }: Admin, emails: readonly string[]): Promise<Organisation> {
  const groupId = String((await admin('POST', '/groups', { name: 'London' }))['id']);
  const userIds: string[] = [];
  for (const email of emails) {
    const permissions = { disasterRecovery: true };
    const person = { email, displayName: email, password: PASSWORD, permissions };
    const userId = String((await admin('POST', '/users', person))['id']);
    await admin('PUT', `/groups/${groupId}/members/${userId}`);
    userIds.push(userId);
  }
  return { groupId, userIds };
}

/** Eternal, and on from now, but for what is given. */
export async function addEvent({ admin }: Admin, groupId: string, given: object = {}): Promise<string> {
  const texts = { description: 'Exchange', startMessage: 'Mail is down', endMessage: 'Mail is back' };
  const kind = { affectedGroupId: groupId, outlookContinuity: true, timeZone: 'UTC', end: null };
  return String((await admin('POST', '/events', { ...texts, ...kind, ...given }))['id']);
}

export const inMode =
  (mode: 'normal' | 'dr') =>
  (line: Line): boolean =>
    line.type === 'mode' && line['mode'] === mode;

export const isOnline = (line: Line): boolean => line.type === 'link' && line['state'] === 'online';

export const isNotice =
  (kind: string) =>
  (line: Line): boolean =>
    line.type === 'notice' && line['kind'] === kind;
