/** The OpenAPI 3.1 document, made from the same zod schemas that requests are parsed with. */
import swagger from '@fastify/swagger';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { App } from '../app.ts';

export async function serveOpenApi(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Continuity control service',
        version: '1',
        description:
          'Continuity events, groups, people, devices and audit. Errors are RFC 9457 problem documents.',
      },
      components: {
        securitySchemes: { administrator: { type: 'http', scheme: 'bearer' } },
      },
      security: [{ administrator: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
}
