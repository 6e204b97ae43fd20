/** The OpenAPI document, made from the schemas that the routes check with. */
import swagger from '@fastify/swagger';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { OpenAPIV3_1 } from 'openapi-types';
import { CSRF_HEADER } from '../../../shared/http/access.ts';
import { SESSION_COOKIE } from '../../access/cookies.ts';
import type { LetIn } from '../../access/let-in.ts';
import type { App } from '../app-type.ts';
import { completeDescription } from './complete.ts';
import { namedSchemas } from './named-schemas.ts';
import { OPERATIONS } from './operations.ts';

const PREFIX = '/api/v1';

/** Beside each, an operation names the permission that it needs. */
const SECURITY_SCHEMES = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description: 'The service’s own token, with full rights, or an API token, with its scopes.',
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: SESSION_COOKIE,
    description: 'From `POST /session`; by https its name begins with `__Host-`.',
  },
  csrf: {
    type: 'apiKey',
    in: 'header',
    name: CSRF_HEADER,
    description: 'From `POST` or `GET /session`: every change that is made with a session needs it.',
  },
} as const;

const TAGS = [
  {
    name: 'continuity events',
    description: 'Scheduling, starting, extending and ending continuity events, and what they do.',
  },
  { name: 'groups', description: 'Local groups, editable; directory groups, as last synchronised.' },
  { name: 'people', description: 'People, their addresses and permissions, and who reads whose mailbox.' },
  { name: 'devices', description: 'Continuity devices: registration, live state, revocation.' },
  { name: 'mail', description: 'What waits, what is held, and the way of each message.' },
  { name: 'audit', description: 'Who changed what, and when, as a hash chain.' },
  { name: 'webhooks', description: 'Telling other systems of continuity events.' },
  { name: 'changes', description: 'What has just changed, as it happens.' },
  { name: 'session', description: 'Set-up, signing in and out.' },
  { name: 'administrators', description: 'Who administers, and who may only look.' },
  { name: 'API tokens', description: 'For programs: scopes, expiry, last use.' },
  { name: 'health', description: 'For load balancers.' },
  { name: 'lab', description: 'Time travel and faults; only with `--lab`.' },
];

export async function describeApi(app: App): Promise<void> {
  const named = createJsonSchemaTransformObject({ schemaRegistry: namedSchemas });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Continuity control service',
        description:
          'Continuity events, groups, people, devices and the audit log, for administrators. Mail is read by JMAP (`/.well-known/jmap`), which describes itself.',
        version: '1',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/' }],
      tags: TAGS,
      components: { securitySchemes: SECURITY_SCHEMES },
    },
    transform: createJsonSchemaTransform({ schemaRegistry: namedSchemas }),
    transformObject: (document) =>
      completeDescription(named(document) as OpenAPIV3_1.Document, OPERATIONS, PREFIX),
  });
}

/** `letIn` throws for a stranger. */
export function serveApiDescription(app: App, letIn: LetIn): void {
  app.get(`${PREFIX}/openapi.json`, { schema: { hide: true }, onRequest: letIn }, async () => app.swagger());
}
