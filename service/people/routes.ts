/** REST: people (interfaces 2, `/users`). */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import {
  personInputSchema,
  personListQuerySchema,
  personPageSchema,
  personPatchSchema,
  personViewSchema,
} from '../../shared/http/people.ts';
import { actorOf } from '../access/principal.ts';
import type { App } from '../http/app-type.ts';
import type { Cursors } from '../http/cursors.ts';
import { listPage } from '../http/list-page.ts';
import { notFound } from '../refusal.ts';
import type { Tables } from '../storage/tables.ts';
import { peopleList } from './list-people.ts';
import type { People } from './people.ts';
import { findPerson } from './store.ts';

export interface PeopleRouteNeeds {
  readonly db: Kysely<Tables>;
  readonly people: People;
  readonly cursors: Cursors;
}

const params = z.object({ id: z.string() });
const tags = ['people'];

export function registerPeopleRoutes(app: App, { db, people, cursors }: PeopleRouteNeeds): void {
  const list = { tags, querystring: personListQuerySchema, response: { 200: personPageSchema } };
  app.get('/users', { schema: list }, async ({ query }) => listPage(cursors, query, peopleList(db, query)));
  const creation = { tags, body: personInputSchema, response: { 201: personViewSchema } };
  app.post('/users', { schema: creation }, async (request, reply) => {
    const person = await people.create(actorOf(request), request.body);
    return reply
      .code(201)
      .header('location', `/api/v1/users/${encodeURIComponent(person.id)}`)
      .send(person);
  });
  const response = { 200: personViewSchema };
  app.get('/users/:id', { schema: { tags, params, response } }, async (request) => {
    const person = await findPerson(db, request.params.id);
    if (person === null) throw notFound('person');
    return person;
  });
  app.patch('/users/:id', { schema: { tags, params, body: personPatchSchema, response } }, async (request) =>
    people.edit(actorOf(request), request.params.id, request.body),
  );
  const removal = { tags, params, response: { 204: z.null() } };
  app.delete('/users/:id', { schema: removal }, async (request, reply) => {
    await people.remove(actorOf(request), request.params.id);
    return reply.code(204).send(null);
  });
}
