/** OpenAPI: groups and people. */
import { groupExample, importReportExample, page, personExample } from '../examples.ts';
import type { Operation } from '../operation.ts';

const CSV = 'text/csv';
const { id, mayRead, ...newPerson } = personExample;
const peopleCsv =
  'email,displayName,aliases,phone,smsConsent,disasterRecovery,mayRead\r\nada@north.example,Ada Okafor,,+442079460000,true,true,\r\n';
const groupsCsv = 'name,kind,mail,members,memberOf\r\nNewsroom,security,,ada@north.example,Editors\r\n';

export const DIRECTORY_OPERATIONS = {
  'GET /groups': { id: 'listGroups', summary: 'Local and directory groups', answer: page(groupExample) },
  'POST /groups': {
    id: 'createGroup',
    summary: 'Create a local group',
    request: { name: groupExample.name },
    answer: { ...groupExample, members: 0 },
    once: true,
  },
  'GET /groups.csv': {
    id: 'exportGroups',
    summary: 'All groups as CSV: who is named in each by address, and which groups it is in by name',
    text: { type: CSV, example: groupsCsv },
  },
  'POST /groups/import': {
    id: 'importGroups',
    summary: 'Create and update local groups from CSV, with a report per line',
    description:
      'A line is about the group with its `name`. `members` are the addresses of everybody who is named in it from then on, `memberOf` the names of the local groups that it is in from then on, which may be on other lines; several are separated by semicolons. A group that is unknown (`unknown-group`), of the directory (`directory-group`) or in a circle with it (`nested-circle`) refuses the line. A column that is missing changes nothing.',
    textRequest: { type: CSV, example: groupsCsv },
    answer: importReportExample,
  },
  'GET /groups/:id': { id: 'getGroup', summary: 'One group', answer: groupExample },
  'PATCH /groups/:id': {
    id: 'editGroup',
    summary: 'Rename a local group, or change its kind or address',
    request: { name: 'Newsroom and desk' },
    answer: { ...groupExample, name: 'Newsroom and desk' },
    refuses: [409],
  },
  'DELETE /groups/:id': { id: 'deleteGroup', summary: 'Delete a local group', refuses: [409] },
  'GET /groups/:id/members': {
    id: 'listMembers',
    summary: 'Members of a group',
    answer: page({
      ...{ userId: id, email: personExample.email, displayName: personExample.displayName },
      direct: true,
    }),
  },
  'PUT /groups/:id/members/:userId': {
    id: 'addMember',
    summary: 'Make a person a member of a local group',
    refuses: [409],
  },
  'DELETE /groups/:id/members/:userId': {
    id: 'removeMember',
    summary: 'End a person’s membership of a local group',
    refuses: [409],
  },
  'PUT /groups/:id/groups/:groupId': {
    id: 'nestGroup',
    summary: 'Put a group into a local group: whoever is in the one is in the other',
    description:
      'A plain or dynamic distribution list is refused (`unsupported-list`), and so is a group that this one is in, however deep (`nested-circle`).',
    refuses: [409],
  },
  'DELETE /groups/:id/groups/:groupId': {
    id: 'takeGroupOut',
    summary: 'Take a nested group out of a local group',
    refuses: [409],
  },
  'GET /users': { id: 'listPeople', summary: 'People', answer: page(personExample) },
  'POST /users': {
    id: 'createPerson',
    summary: 'Create a person',
    request: { ...newPerson, password: 'a-cloud-password-of-her-own' },
    answer: personExample,
    once: true,
  },
  'GET /users.csv': {
    id: 'exportPeople',
    summary: 'People as CSV',
    text: { type: CSV, example: peopleCsv },
  },
  'POST /users/import': {
    id: 'importPeople',
    summary: 'Create and update people from CSV, with a report per line',
    textRequest: { type: CSV, example: peopleCsv },
    answer: importReportExample,
  },
  'GET /users/:id': { id: 'getPerson', summary: 'One person', answer: personExample },
  'PATCH /users/:id': {
    id: 'editPerson',
    summary: 'Edit a person',
    description: 'What is left out stays. A new cloud password replaces the old one at once.',
    request: { permissions: { disasterRecovery: false } },
    answer: { ...personExample, permissions: { disasterRecovery: false } },
  },
  'DELETE /users/:id': {
    id: 'removePerson',
    summary: 'Remove a person: their devices are revoked, those that are away as soon as they come back',
  },
} satisfies Record<string, Operation>;
