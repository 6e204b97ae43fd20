/** The body of a new e-mail as a client describes it: a structure, or a text, an HTML and attachments (RFC 8621 section 4.6). */
import { z } from 'zod';
import { faultsOf } from '../core/faults.ts';
import { invalid, SetFailure } from '../core/set.ts';
import { fieldsOf, isFieldProperty, type Field } from './header-fields.ts';
import type { LeafPart, MimePart } from './mime-parts.ts';

/** Bytes of a blob of the account, or null. */
export type ReadBytes = (blobId: string) => Promise<{ readonly bytes: Buffer } | null>;

export interface BodyProperties {
  readonly bodyStructure?: unknown;
  readonly textBody?: unknown;
  readonly htmlBody?: unknown;
  readonly attachments?: unknown;
  readonly bodyValues?: unknown;
}

const mediaType = z.string().regex(/^[\w.+-]{1,100}\/[\w.+-]{1,100}$/, 'is not a media type');

const partSchema = z.looseObject({
  partId: z.string().nullish(),
  blobId: z.string().nullish(),
  type: mediaType.nullish(),
  charset: z.string().nullish(),
  disposition: z
    .string()
    .regex(/^[\w-]{1,100}$/)
    .nullish(),
  name: z.string().max(255).nullish(),
  cid: z
    .string()
    .regex(/^[^\s<>]{1,255}$/)
    .nullish(),
  size: z.number().nullish(),
  subParts: z.array(z.unknown()).nullish(),
});
type GivenPart = z.infer<typeof partSchema>;

const PART_PROPERTIES = new Set([...Object.keys(partSchema.shape), 'language', 'location']);

const valuesSchema = z.record(
  z.string(),
  z.object({
    value: z.string(),
    isEncodingProblem: z.literal(false).nullish(),
    isTruncated: z.literal(false).nullish(),
  }),
);

const MAX_DEPTH = 10;

/** null: no body at all. Throws a `SetFailure`. */
export async function readBody(given: BodyProperties, readBytes: ReadBytes): Promise<MimePart | null> {
  const values = valuesSchema.safeParse(given.bodyValues ?? {});
  if (!values.success) throw invalid(['bodyValues'], faultsOf(values.error));
  const blobs = createBlobs(readBytes);
  const read = (property: string, part: unknown): Promise<MimePart> =>
    readPart(part, { property, depth: 0, values: values.data, blobs });
  const body = await (given.bodyStructure === undefined
    ? readLists(given, read)
    : readStructure(given, read));
  if (blobs.missing.size > 0) throw new SetFailure({ type: 'blobNotFound', notFound: [...blobs.missing] });
  return body;
}

type Read = (property: string, part: unknown) => Promise<MimePart>;

async function readStructure(given: BodyProperties, read: Read): Promise<MimePart> {
  const also = (['textBody', 'htmlBody', 'attachments'] as const).filter((name) => given[name] !== undefined);
  if (also.length > 0) throw invalid(['bodyStructure', ...also], 'a structure says it all');
  return read('bodyStructure', given.bodyStructure);
}

async function readLists(given: BodyProperties, read: Read): Promise<MimePart | null> {
  const text = await readOne(given, 'textBody', 'text/plain', read);
  const html = await readOne(given, 'htmlBody', 'text/html', read);
  const attachments = await readAll(given.attachments ?? [], read);
  const isInline = (part: MimePart): boolean => part.kind !== 'multi' && (part.cid ?? null) !== null;
  const inline = html === null ? [] : attachments.filter((part) => isInline(part));
  const rich = html === null || inline.length === 0 ? html : multi('multipart/related', [html, ...inline]);
  const words =
    text === null || rich === null ? (text ?? rich) : multi('multipart/alternative', [text, rich]);
  const others = attachments.filter((part) => !inline.includes(part));
  if (others.length === 0) return words;
  return multi('multipart/mixed', words === null ? others : [words, ...others]);
}

async function readOne(
  given: BodyProperties,
  property: 'textBody' | 'htmlBody',
  type: string,
  read: Read,
): Promise<MimePart | null> {
  const list = given[property];
  if (list === undefined || list === null) return null;
  const [only, second] = z.array(z.unknown()).safeParse(list).data ?? [];
  if (only === undefined || second !== undefined) throw invalid([property], 'is exactly one part');
  const part = await read(property, only);
  if (part.type !== type) throw invalid([property], `is of the type ${type}`);
  return part;
}

async function readAll(list: unknown, read: Read): Promise<readonly MimePart[]> {
  const given = z.array(z.unknown()).safeParse(list);
  if (!given.success) throw invalid(['attachments'], 'is a list of parts');
  const parts: MimePart[] = [];
  for (const part of given.data) parts.push(await read('attachments', part));
  return parts;
}

function multi(type: string, subParts: readonly MimePart[]): MimePart {
  return { kind: 'multi', type, subParts };
}

interface Reading {
  readonly property: string;
  readonly depth: number;
  readonly values: z.infer<typeof valuesSchema>;
  readonly blobs: ReturnType<typeof createBlobs>;
}

async function readPart(given: unknown, reading: Reading): Promise<MimePart> {
  const { property, depth } = reading;
  const parsed = partSchema.safeParse(given);
  if (!parsed.success) throw invalid([property], faultsOf(parsed.error));
  if (depth > MAX_DEPTH) throw invalid([property], 'nested too deep');
  const part = parsed.data;
  const unknown = Object.keys(part).find((name) => !PART_PROPERTIES.has(name) && !isFieldProperty(name));
  if (unknown !== undefined) throw invalid([`${property}/${unknown}`], 'no part is given this');
  const fields = fieldsOf(Object.fromEntries(Object.entries(part).filter(([name]) => isFieldProperty(name))));
  if (part.type?.startsWith('multipart/') !== true) return readLeaf(part, fields, reading);
  const subParts: MimePart[] = [];
  for (const sub of part.subParts ?? []) subParts.push(await readPart(sub, { ...reading, depth: depth + 1 }));
  if (subParts.length === 0) throw invalid([`${property}/subParts`], 'a multipart has parts');
  return { kind: 'multi', type: part.type, subParts, fields };
}

async function readLeaf(
  part: GivenPart,
  fields: readonly Field[],
  { property, values, blobs }: Reading,
): Promise<LeafPart> {
  const { partId = null, blobId = null } = part;
  if ((partId === null) === (blobId === null))
    throw invalid([property], 'a part has either a partId or a blobId');
  const named = { disposition: part.disposition, name: part.name, cid: part.cid };
  const shown = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
  if (blobId !== null) {
    const content = await blobs.read(blobId);
    const type = part.type ?? 'application/octet-stream';
    return { kind: 'bytes', type, content, fields, charset: part.charset ?? null, ...shown };
  }
  const value = values[partId ?? ''];
  if (value === undefined) throw invalid(['bodyValues'], `there is no value "${partId ?? ''}"`);
  if (part.charset !== undefined && part.charset !== null)
    throw invalid([`${property}/charset`], 'a value has no charset');
  return {
    kind: 'text',
    type: part.type ?? 'text/plain',
    content: Buffer.from(value.value),
    fields,
    ...shown,
  };
}

/** Reads on when one is missing, so that all that are missing are told. */
function createBlobs(readBytes: ReadBytes): {
  readonly missing: ReadonlySet<string>;
  readonly read: (blobId: string) => Promise<Buffer>;
} {
  const missing = new Set<string>();
  return {
    missing,
    read: async (blobId) => {
      const blob = await readBytes(blobId);
      if (blob === null) missing.add(blobId);
      return blob?.bytes ?? Buffer.alloc(0);
    },
  };
}
