/** The OpenAPI document, made from the schemas that the routes check with. */
import { CSRF_HEADER } from '../../shared/http/access.ts';
import { SESSION_COOKIE } from '../access/cookies.ts';
import swagger from '@fastify/swagger';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import type { App } from './app-type.ts';

/** Beside each, an operation names the permission that it needs. */
const SECURITY_SCHEMES = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description: 'The service’s own token, with full rights, or an API token, with its scopes.',
  },
  session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE, description: 'From `POST /session`.' },
  csrf: {
    type: 'apiKey',
    in: 'header',
    name: CSRF_HEADER,
    description: 'From `POST` or `GET /session`: every change that is made with a session needs it.',
  },
} as const;

export async function describeApi(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Continuity control service',
        description: 'Continuity events, groups, people, devices and the audit log, for administrators.',
        version: '1',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      components: { securitySchemes: SECURITY_SCHEMES },
    },
    transform: jsonSchemaTransform,
  });
}

export function serveApiDescription(app: App): void {
  app.get('/api/v1/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}
