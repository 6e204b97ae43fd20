/** The people of Northwind, a logistics company that exists only in this demo. */

export const DOMAIN = 'northwind.example';

/** Everybody in the demo signs in with it. */
export const DEMO_PASSWORD = 'demo-continuity';

export type Office = 'Munich' | 'Hamburg' | 'Graz' | 'Lisbon' | 'Lyon' | 'Gdańsk';

export interface DemoPerson {
  /** The local part of the address, which is also the person's id in the demo. */
  readonly key: string;
  readonly name: string;
  readonly office: Office;
  readonly title: string;
  readonly phone: string | null;
  readonly inLogistics: boolean;
  readonly inManagement: boolean;
  readonly inPilot: boolean;
  readonly disasterRecovery: boolean;
  readonly smsConsent: boolean;
  /** Keys of those whose mailboxes this person reads. */
  readonly mayRead: readonly string[];
}

type Row = readonly [key: string, name: string, office: Office, title: string, marks?: string];

/** Marks: L logistics list, M management, P pilot group, - no disaster-recovery permission, S agreed to SMS. */
const ROWS: readonly Row[] = [
  ['katharina.brandt', 'Katharina Brandt', 'Munich', 'Head of Transport Planning', 'LPS'],
  ['ines.hoffmann', 'Ines Hoffmann', 'Munich', 'IT Service Manager', 'MPS'],
  ['lena.vogt', 'Lena Vogt', 'Munich', 'Dock Planner', 'LS'],
  ['jonas.weidner', 'Jonas Weidner', 'Munich', 'Managing Director Operations', 'MLS'],
  ['priya.raman', 'Priya Raman', 'Munich', 'Cold Chain Engineer', 'LPS'],
  ['samuel.okafor', 'Samuel Okafor', 'Munich', 'Customs Specialist', 'LS'],
  ['amira.el-sayed', 'Amira El-Sayed', 'Munich', 'Dock Coordinator', 'LS'],
  ['yuki.tanabe', 'Yuki Tanabe', 'Munich', 'Asia Desk', 'LS'],
  ['carla.neumann', 'Carla Neumann', 'Munich', 'Accounts Payable', '-'],
  ['aylin.demir', 'Aylin Demir', 'Munich', 'Human Resources', ''],
  ['emil.bergstrom', 'Emil Bergström', 'Munich', 'Data Analyst', 'P'],
  ['philipp.lorenz', 'Philipp Lorenz', 'Munich', 'Facility Management', 'S'],
  ['noor.de-vries', 'Noor de Vries', 'Munich', 'Contract Manager', ''],
  ['giulia.ferraro', 'Giulia Ferraro', 'Munich', 'Key Account Manager', ''],
  ['mateusz.wrobel', 'Mateusz Wróbel', 'Munich', 'Fleet Technician', 'LS'],
  ['ruth.abramov', 'Ruth Abramov', 'Munich', 'Legal Counsel', 'M'],
  ['hannes.koester', 'Hannes Köster', 'Hamburg', 'Port Logistics', 'LS'],
  ['edda.lindqvist', 'Edda Lindqvist', 'Hamburg', 'Branch Manager Hamburg', 'MLS'],
  ['nils.aumann', 'Nils Aumann', 'Hamburg', 'Network Engineer', 'PS'],
  ['rita.petersen', 'Rita Petersen', 'Hamburg', 'Service Desk', 'PS'],
  ['ole.martens', 'Ole Martens', 'Hamburg', 'Apprentice', '-'],
  ['oskar.brandis', 'Oskar Brandis', 'Hamburg', 'Shift Lead Terminal', 'L'],
  ['jule.kruse', 'Jule Kruse', 'Hamburg', 'Container Desk', 'L'],
  ['mio.sato', 'Mio Sato', 'Hamburg', 'Ocean Freight', 'LS'],
  ['fatima.zahra-idrissi', 'Fatima Zahra Idrissi', 'Hamburg', 'Claims', ''],
  ['david.achterberg', 'David Achterberg', 'Hamburg', 'Warehouse Clerk', '-'],
  ['layla.haddad', 'ليلى حداد', 'Hamburg', 'Middle East Desk', 'LS'],
  ['thomas.ortner', 'Thomas Ortner', 'Graz', 'Depot Manager Graz', 'LS'],
  ['anna.pichler', 'Anna Pichler', 'Graz', 'Dispatcher', 'L'],
  ['zoran.kovacevic', 'Zoran Kovačević', 'Graz', 'Driver Coordination', 'S'],
  ['maja.novak', 'Maja Novak', 'Graz', 'Quality', ''],
  ['tomas.oliveira', 'Tomás Oliveira', 'Lisbon', 'Warehouse Manager Lisbon', 'LS'],
  ['beatriz.carvalho', 'Beatriz Carvalho', 'Lisbon', 'Customer Service', ''],
  ['rui.fontes', 'Rui Fontes', 'Lisbon', 'Night Shift Lead', ''],
  ['ines.duarte', 'Inês Duarte', 'Lisbon', 'Returns', ''],
  ['mireille.fontaine', 'Mireille Fontaine', 'Lyon', 'Carrier Management', 'MLS'],
  ['baptiste.moreau', 'Baptiste Moreau', 'Lyon', 'Purchasing', ''],
  ['camille.roux', 'Camille Roux', 'Lyon', 'Sustainability', 'P'],
  ['agnieszka.zielinska', 'Agnieszka Zielińska', 'Gdańsk', 'Baltic Desk', 'L'],
  ['piotr.malinowski', 'Piotr Malinowski', 'Gdańsk', 'Yard Planning', ''],
  ['kwame.mensah', 'Kwame Mensah', 'Munich', 'Graduate Programme', '-'],
];

const MAY_READ: Readonly<Record<string, readonly string[]>> = {
  'katharina.brandt': ['jonas.weidner'],
  'lena.vogt': ['katharina.brandt'],
  'edda.lindqvist': ['hannes.koester'],
  'anna.pichler': ['thomas.ortner'],
};

export const PEOPLE: readonly DemoPerson[] = ROWS.map(([key, name, office, title, marks = ''], index) => ({
  key,
  name,
  office,
  title,
  // From the ranges that are kept free for drama (Bundesnetzagentur); nobody answers there.
  phone: marks.includes('S') ? `+498999998${String(index + 100).padStart(3, '0')}` : null,
  inLogistics: marks.includes('L'),
  inManagement: marks.includes('M'),
  inPilot: marks.includes('P'),
  disasterRecovery: !marks.includes('-'),
  smsConsent: marks.includes('S'),
  mayRead: MAY_READ[key] ?? [],
}));

export function addressOf(person: DemoPerson): string {
  return `${person.key}@${DOMAIN}`;
}
