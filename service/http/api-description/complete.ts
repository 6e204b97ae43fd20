/** Completes the OpenAPI document that comes from the routes' schemas: names, examples, headers, and every refusal. */
import type { OpenAPIV3_1 } from 'openapi-types';
import type { Operation, Operations } from './operation.ts';
import { refusalReference, REFUSALS } from './refusals.ts';

type Document = OpenAPIV3_1.Document;
type Described = OpenAPIV3_1.OperationObject;
type Response = OpenAPIV3_1.ResponseObject;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
/** Read through JMAP's own session object and documents, not through OpenAPI. */
const JMAP = /^\/(?:\.well-known\/)?jmap/u;

const IDEMPOTENCY_KEY: OpenAPIV3_1.ParameterObject = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'The same key and body within 24 hours: the first answer again, and nothing is made twice.',
  schema: { type: 'string', maxLength: 255 },
};
const IF_MATCH: OpenAPIV3_1.ParameterObject = {
  name: 'If-Match',
  in: 'header',
  description: 'The `ETag` of the version that was read.',
  schema: { type: 'string' },
};

/** @throws Error for an operation that nobody described. */
export function completeDescription(document: Document, operations: Operations, prefix: string): Document {
  const paths = Object.entries(document.paths ?? {})
    .filter(([path]) => !JMAP.test(path))
    .map(([path, item]) => [path, completePath(path, item ?? {}, operations, prefix)] as const);
  const components = { ...document.components, responses: REFUSALS };
  return pruned({ ...document, paths: Object.fromEntries(paths), components });
}

function completePath(
  path: string,
  item: OpenAPIV3_1.PathItemObject,
  operations: Operations,
  prefix: string,
): OpenAPIV3_1.PathItemObject {
  const completed = METHODS.flatMap((method) => {
    const described = item[method];
    if (described === undefined) return [];
    const route = `${method.toUpperCase()} ${routeOf(path, prefix)}`;
    const operation = operations[route];
    if (operation === undefined) throw new Error(`nobody described ${route}: see operations.ts`);
    return [[method, complete(described, operation)] as const];
  });
  return { ...item, ...Object.fromEntries(completed) };
}

/** `/api/v1/events/{id}` is `/events/:id` in the tables of routes. */
function routeOf(path: string, prefix: string): string {
  const below = path.startsWith(prefix) ? path.slice(prefix.length) : path;
  return below.replaceAll(/\{(\w+)\}/gu, ':$1');
}

function complete(described: Described, operation: Operation): Described {
  const { id, summary, description, once, ifMatch } = operation;
  const parameters = [
    ...(described.parameters ?? []),
    ...(once === true ? [IDEMPOTENCY_KEY] : []),
    ...(ifMatch === true ? [IF_MATCH] : []),
  ];
  const body = bodyOf(described, operation);
  return {
    ...described,
    operationId: id,
    security: described.security ?? [],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined ? {} : { requestBody: body }),
    responses: responsesOf(described, operation, body !== undefined),
  };
}

function bodyOf(
  { requestBody }: Described,
  { request, textRequest }: Operation,
): OpenAPIV3_1.RequestBodyObject | undefined {
  if (textRequest !== undefined) {
    const { type, example } = textRequest;
    return { required: true, content: { [type]: { schema: { type: 'string' }, example } } };
  }
  if (requestBody === undefined || '$ref' in requestBody) return undefined;
  return { ...requestBody, content: withExample(requestBody.content, request) };
}

function responsesOf(described: Described, operation: Operation, hasBody: boolean): Record<string, Response> {
  const answers = Object.entries(described.responses ?? {}).map(
    ([status, answer]) => [status, answerOf(status, answer as Response, operation)] as const,
  );
  const refusals = refusalsOf(described, operation, hasBody)
    .filter((status) => !answers.some(([answered]) => answered === String(status)))
    .map((status) => [status, refusalReference(status)] as const);
  return Object.fromEntries([...answers, ...refusals]) as Record<string, Response>;
}

function answerOf(
  status: string,
  described: Response,
  { answer, accepted, text, ifMatch, once }: Operation,
): Response {
  const example = status === '202' && accepted !== undefined ? accepted : answer;
  const description = status === '204' ? 'Done; there is nothing to say.' : 'Done.';
  if (text !== undefined && status === '200')
    return { description, content: { [text.type]: exportOf(text) } };
  const etag = { ETag: { description: 'Of this version.', schema: { type: 'string' as const } } };
  const location = {
    Location: { description: 'The address of what was made.', schema: { type: 'string' as const } },
  };
  return {
    ...described,
    description,
    ...(ifMatch === true ? { headers: etag } : {}),
    ...(once === true && status === '201' ? { headers: location } : {}),
    ...(described.content === undefined ? {} : { content: withExample(described.content, example) }),
  };
}

/** An export: JSON as it is read, all else as it is sent. */
function exportOf({
  type,
  example,
}: {
  readonly type: string;
  readonly example: string;
}): OpenAPIV3_1.MediaTypeObject {
  if (type !== 'application/json') return { schema: { type: 'string' }, example };
  return { schema: { type: 'array', items: {} }, example: JSON.parse(example) as unknown };
}

function withExample(
  content: Record<string, OpenAPIV3_1.MediaTypeObject> | undefined,
  example: unknown,
): Record<string, OpenAPIV3_1.MediaTypeObject> {
  const entries = Object.entries(content ?? {});
  return Object.fromEntries(
    entries.map(([type, media]) => [type, example === undefined ? media : { ...media, example }]),
  );
}

/** What follows from the shape of a request, and what is its own; any can fail by the service's or the disk's fault. */
function refusalsOf(
  { security, parameters }: Described,
  { refuses = [] }: Operation,
  hasBody: boolean,
): readonly number[] {
  const isGuarded = security !== undefined && security.length > 0;
  const hasParameter = parameters?.some((parameter) => 'in' in parameter && parameter.in === 'path') === true;
  const statuses = new Set([
    ...[400, 421, 500, 503],
    ...(security === undefined ? [] : [403, 429]),
    ...(isGuarded ? [401] : []),
    ...(hasParameter ? [404, 414] : []),
    ...(hasBody ? [413, 415, 422] : []),
    ...refuses,
  ]);
  return [...statuses].sort((one, other) => one - other);
}

/** Without the schemas that nothing refers to: each named one is there as it comes in and as it goes out. */
function pruned(document: Document): Document {
  const { schemas = {}, ...components } = document.components ?? {};
  const rest = JSON.stringify({ ...document, components });
  const isUsed = (name: string, within: string): boolean => within.includes(`"#/components/schemas/${name}"`);
  const used = new Set<string>();
  const visit = (within: string): void => {
    for (const [name, schema] of Object.entries(schemas))
      if (!used.has(name) && isUsed(name, within)) {
        used.add(name);
        visit(JSON.stringify(schema));
      }
  };
  visit(rest);
  const kept = Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)));
  return { ...document, components: { ...components, schemas: kept } };
}
