/** The groups of Northwind: directory and local ones, with and without mail. */
import type { GroupKind } from '../../shared/domain/group.ts';
import { DOMAIN, PEOPLE, type DemoPerson } from './people.ts';

export interface DemoGroup {
  readonly id: string;
  readonly name: string;
  readonly source: 'local' | 'directory';
  readonly kind: GroupKind;
  readonly mail: string | null;
  readonly memberKeys: readonly string[];
}

const members = (admits: (person: DemoPerson) => boolean): readonly string[] =>
  PEOPLE.filter(admits).map((person) => person.key);

export const GROUPS: readonly DemoGroup[] = [
  {
    id: 'munich-office',
    name: 'Munich office',
    source: 'directory',
    kind: 'security',
    mail: null,
    memberKeys: members((person) => person.office === 'Munich'),
  },
  {
    id: 'hamburg-office',
    name: 'Hamburg office',
    source: 'directory',
    kind: 'security',
    mail: null,
    memberKeys: members((person) => person.office === 'Hamburg'),
  },
  {
    id: 'all-employees',
    name: 'All employees',
    source: 'directory',
    kind: 'm365',
    mail: `everyone@${DOMAIN}`,
    memberKeys: members(() => true),
  },
  {
    id: 'logistics',
    name: 'Logistics',
    source: 'directory',
    kind: 'mail-enabled-security',
    mail: `logistics@${DOMAIN}`,
    memberKeys: members((person) => person.inLogistics),
  },
  {
    id: 'management',
    name: 'Management',
    source: 'directory',
    kind: 'distribution-list',
    mail: `management@${DOMAIN}`,
    memberKeys: members((person) => person.inManagement),
  },
  {
    id: 'pilot-group',
    name: 'Pilot group',
    source: 'local',
    kind: 'security',
    mail: null,
    memberKeys: members((person) => person.inPilot),
  },
];
