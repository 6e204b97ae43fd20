/** Holds every answer of the REST interface against what the OpenAPI document says of it. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { OpenAPIV3_1 } from 'openapi-types';

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface DescribedAnswers {
  /** Throws when an operation answers with a status, media type or body that the document does not know. */
  readonly check: (method: string, path: string, answer: Answer) => void;
}

/** The document is the same for every service of a kind, and takes a while to make. */
const known = new Map<boolean, Promise<DescribedAnswers>>();

export function describedAnswers(httpUrl: string, lab: boolean): Promise<DescribedAnswers> {
  const answers =
    known.get(lab) ?? readDocument(httpUrl).then((document) => createDescribedAnswers(document));
  known.set(lab, answers);
  return answers;
}

async function readDocument(httpUrl: string): Promise<OpenAPIV3_1.Document> {
  const response = await fetch(`${httpUrl}/api/v1/openapi.json`);
  return (await response.json()) as OpenAPIV3_1.Document;
}

function createDescribedAnswers(document: OpenAPIV3_1.Document): DescribedAnswers {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ ...document, $id: 'document' });
  const routes = Object.keys(document.paths ?? {}).map((path) => ({ path, pattern: patternOf(path) }));
  const validators = new Map<string, ValidateFunction>();
  const validatorOf = (pointer: string): ValidateFunction => {
    const made = validators.get(pointer) ?? ajv.compile({ $ref: `document#${pointer}` });
    validators.set(pointer, made);
    return made;
  };
  return {
    check: (method, path, { status, headers, body }) => {
      const address = path.replace(/\?.*$/u, '');
      const exact = routes.find((route) => route.path === address);
      const route = exact ?? routes.find(({ pattern }) => pattern.test(address));
      const verb = method.toLowerCase();
      const operation = document.paths?.[route?.path ?? '']?.[verb as 'get'];
      if (route === undefined || operation === undefined) return;
      const what = `${method} ${route.path} answered ${String(status)}`;
      const described = operation.responses[String(status)];
      if (described === undefined) throw new Error(`${what}, which its description does not know`);
      const reference = '$ref' in described ? described.$ref.slice(1) : null;
      const response = '$ref' in described ? resolve(document, described.$ref) : described;
      const type = (headers.get('content-type') ?? '').replace(/;.*$/u, '');
      if (type === '' && response.content === undefined) return;
      if (response.content?.[type] === undefined) throw new Error(`${what} as ${type || 'nothing'}`);
      const base = reference ?? `/paths/${escaped(route.path)}/${verb}/responses/${String(status)}`;
      const validate = validatorOf(`${base}/content/${escaped(type)}/schema`);
      if (!validate(body)) throw new Error(`${what} with ${ajv.errorsText(validate.errors)}`);
    },
  };
}

function resolve(document: OpenAPIV3_1.Document, reference: string): OpenAPIV3_1.ResponseObject {
  const name = reference.split('/').at(-1) ?? '';
  const found = document.components?.responses?.[name];
  if (found === undefined || '$ref' in found) throw new Error(`${reference} leads nowhere`);
  return found;
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/gu, '[^/]+')}$`, 'u');
}

/** A word of a JSON pointer (RFC 6901) inside an address. */
function escaped(word: string): string {
  return encodeURIComponent(word.replaceAll('~', '~0').replaceAll('/', '~1'));
}
