/** The OpenAPI document: no complaint of the usual linter at its strictest, an example wherever there is JSON, the names of its operations. */
import { createConfig, lintFromString } from '@redocly/openapi-core';
import type { OpenAPIV3_1 } from 'openapi-types';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRig, type ServiceRig } from '../service-rig.ts';

let rig: ServiceRig;
let document: OpenAPIV3_1.Document;

beforeAll(async () => {
  rig = await startRig({ lab: true });
  document = (await rig.call('GET', '/api/v1/openapi.json')).body as OpenAPIV3_1.Document;
});
afterAll(() => rig.stop());

test('a linter has nothing to say, examples included', async () => {
  const config = await createConfig({ extends: ['recommended-strict'] });
  const problems = await lintFromString({
    source: JSON.stringify(document),
    absoluteRef: 'openapi.json',
    config,
  });
  expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual(
    [],
  );
});

test('every body and every answer in JSON has an example', () => {
  const bare = operations().flatMap(([name, { requestBody, responses }]) =>
    [requestBody, ...Object.values(responses ?? {})].flatMap((part) => {
      const content = part !== undefined && 'content' in part ? part.content : undefined;
      return Object.values(content ?? {}).some((media) => media.example === undefined) ? [name] : [];
    }),
  );
  expect(bare).toEqual(['GET /api/v1/device/snapshot']);
});

test('every refusal is a problem document', () => {
  for (const [name, { responses }] of operations())
    for (const [status, answer] of Object.entries(responses ?? {}))
      if (Number(status) >= 400 && !name.endsWith('/readyz'))
        expect(answer, `${name} ${status}`).toHaveProperty('$ref');
});

function operations(): readonly (readonly [string, OpenAPIV3_1.OperationObject])[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    (['get', 'post', 'put', 'patch', 'delete'] as const).flatMap((method) => {
      const operation = item?.[method];
      return operation === undefined ? [] : [[`${method.toUpperCase()} ${path}`, operation] as const];
    }),
  );
}
