/** REST: people, groups and devices as CSV, and people and groups from CSV (product 5). */
import type { Kysely } from 'kysely';
import {
  importQuerySchema,
  importReportSchema,
  MAX_IMPORT_BYTES,
  type ImportReport,
} from '../../shared/http/import.ts';
import { deviceListQuerySchema } from '../../shared/http/devices.ts';
import { groupListQuerySchema } from '../../shared/http/groups.ts';
import { personListQuerySchema } from '../../shared/http/people.ts';
import { actorOf } from '../access/principal.ts';
import { deviceLines, groupLines, peopleLines } from '../csv/exports.ts';
import { importRecords, type Importer } from '../csv/import-records.ts';
import { readCsv } from '../csv/read-csv.ts';
import {
  createGroupImporter,
  IMPORTED_GROUP_COLUMNS,
  REQUIRED_GROUP_COLUMNS,
} from '../directory/import-groups.ts';
import type { DeviceStore } from '../devices/store.ts';
import {
  createPeopleImporter,
  IMPORTED_PEOPLE_COLUMNS,
  REQUIRED_PEOPLE_COLUMNS,
} from '../people/import-people.ts';
import type { Passwords } from '../people/passwords.ts';
import type { Chance } from '../storage/chance.ts';
import type { Tables } from '../storage/tables.ts';
import type { WritePath } from '../storage/write-path.ts';
import type { App } from './app-type.ts';
import { download } from './download.ts';
import { sendLargeJson } from './large-json.ts';

export interface CsvRouteNeeds {
  readonly db: Kysely<Tables>;
  readonly writePath: WritePath;
  readonly passwords: Passwords;
  readonly chance: Chance;
  readonly devices: Pick<DeviceStore, 'list'>;
}

const CSV = 'text/csv; charset=utf-8';
const unpaged = { limit: true, cursor: true, count: true } as const;

export function registerCsvRoutes(app: App, needs: CsvRouteNeeds): void {
  registerExports(app, needs);
  // Apart from the others: only here a body may be CSV, and so large.
  void app.register(async (scope) => {
    scope.addContentTypeParser(
      'text/csv',
      { parseAs: 'buffer', bodyLimit: MAX_IMPORT_BYTES },
      (_, body, done) => {
        done(null, body);
      },
    );
    registerImports(scope, needs);
  });
}

function registerExports(app: App, { db, devices }: CsvRouteNeeds): void {
  const people = { tags: ['people'], querystring: personListQuerySchema.omit(unpaged) };
  app.get('/users.csv', { schema: people }, async ({ query }, reply) =>
    download(reply, 'users.csv', CSV, peopleLines(db, query)),
  );
  const groups = { tags: ['groups'], querystring: groupListQuerySchema.omit(unpaged) };
  app.get('/groups.csv', { schema: groups }, async ({ query }, reply) =>
    download(reply, 'groups.csv', CSV, groupLines(db, query)),
  );
  const all = { tags: ['devices'], querystring: deviceListQuerySchema.omit(unpaged) };
  app.get('/devices.csv', { schema: all }, async ({ query }, reply) =>
    download(reply, 'devices.csv', CSV, deviceLines(devices, query)),
  );
}

function registerImports(app: App, needs: CsvRouteNeeds): void {
  const { db, writePath, passwords, chance } = needs;
  const run = async (
    body: unknown,
    dryRun: boolean,
    importer: Importer,
    columns: readonly string[],
    required: readonly string[],
  ): Promise<ImportReport> => {
    const bytes = body instanceof Buffer ? body : Buffer.alloc(0);
    return importRecords(await readCsv(bytes, columns, required), importer, { writePath, dryRun });
  };
  const schema = { querystring: importQuerySchema, response: { 200: importReportSchema } };
  const bodyLimit = MAX_IMPORT_BYTES;
  app.post(
    '/users/import',
    { bodyLimit, schema: { ...schema, tags: ['people'] } },
    async (request, reply) => {
      const importer = createPeopleImporter({ db, passwords, chance, actor: actorOf(request) });
      const { dryRun } = request.query;
      const columns = [IMPORTED_PEOPLE_COLUMNS, REQUIRED_PEOPLE_COLUMNS] as const;
      return sendLargeJson(reply, await run(request.body, dryRun, importer, ...columns));
    },
  );
  app.post(
    '/groups/import',
    { bodyLimit, schema: { ...schema, tags: ['groups'] } },
    async (request, reply) => {
      const importer = createGroupImporter({ db, chance, actor: actorOf(request) });
      const { dryRun } = request.query;
      const columns = [IMPORTED_GROUP_COLUMNS, REQUIRED_GROUP_COLUMNS] as const;
      return sendLargeJson(reply, await run(request.body, dryRun, importer, ...columns));
    },
  );
}
