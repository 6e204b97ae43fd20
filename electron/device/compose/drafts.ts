/** Drafts and their files: kept as they are typed, durable before anyone is told so. */
import {
  draftSchema,
  type Draft,
  type DraftContent,
  type DraftFile,
  type DraftRow,
} from '../../../shared/bridge/compose.ts';
import { fromMs } from '../../../shared/domain/instant.ts';
import { createTaskQueue } from '../../../shared/lib/task-queue.ts';
import type { Log, RecordChange, Records, WrittenFile } from '../ports.ts';

export interface DraftsNeeds {
  readonly records: Pick<Records, 'read' | 'write'>;
  readonly newId: () => string;
  readonly nowMs: () => number;
  readonly changed: () => void;
}

export interface Drafts {
  readonly create: (
    draft: Omit<Draft, 'id' | 'savedAt' | 'files'>,
    files: readonly WrittenFile[],
  ) => Promise<Draft>;
  readonly get: (id: string) => Draft | null;
  /** null: there is no such draft. Rejects with a `StoreError`, as all that write. */
  readonly save: (id: string, content: DraftContent) => Promise<Draft | null>;
  readonly attach: (id: string, file: WrittenFile) => Promise<Draft | null>;
  readonly detach: (id: string, fileId: string) => Promise<Draft | null>;
  readonly discard: (id: string) => Promise<void>;
  readonly filesOf: (draft: Draft) => Promise<readonly WrittenFile[]>;
  /** What is written when it goes to the outbox, and after that is durable. */
  readonly leaving: (id: string) => readonly RecordChange[];
  readonly left: (id: string) => void;
  /** What is written when it comes back; it is there at once. */
  readonly comingBack: (draft: Draft) => readonly RecordChange[];
  /** Newest first. */
  readonly rows: () => readonly DraftRow[];
}

const PREVIEW_CHARACTERS = 140;

export function createDrafts(needs: DraftsNeeds, stored: ReadonlyMap<string, Draft>): Drafts {
  const { records, newId } = needs;
  const drafts = new Map(stored);
  const turns = createTaskQueue();

  async function keep(draft: Draft, also: readonly RecordChange[] = []): Promise<Draft> {
    const saved = { ...draft, savedAt: fromMs(needs.nowMs()) };
    await records.write([{ kind: 'draft', id: draft.id, value: saved }, ...also]);
    drafts.set(draft.id, saved);
    needs.changed();
    return saved;
  }

  const change = (id: string, work: (draft: Draft) => Promise<Draft>): Promise<Draft | null> =>
    turns.add(async () => {
      const draft = drafts.get(id);
      return draft === undefined ? null : work(draft);
    });

  return {
    create: (draft, files) => {
      const named = files.map((file) => fileRecord(newId(), file));
      const id = newId();
      return turns.add(() =>
        keep(
          { ...draft, id, savedAt: '', files: named.map(({ file }) => file) },
          named.map(({ record }) => record),
        ),
      );
    },
    get: (id) => drafts.get(id) ?? null,
    save: (id, content) => change(id, (draft) => keep({ ...draft, ...content })),
    attach: (id, given) =>
      change(id, (draft) => {
        const { file, record } = fileRecord(newId(), given);
        return keep({ ...draft, files: [...draft.files, file] }, [record]);
      }),
    detach: (id, fileId) =>
      change(id, (draft) =>
        keep({ ...draft, files: draft.files.filter((file) => file.id !== fileId) }, [
          { kind: 'draft-file', id: fileId, value: null },
        ]),
      ),
    discard: (id) =>
      turns.add(async () => {
        const draft = drafts.get(id);
        if (draft === undefined) return;
        await records.write([
          { kind: 'draft', id, value: null },
          ...draft.files.map((file): RecordChange => ({ kind: 'draft-file', id: file.id, value: null })),
        ]);
        drafts.delete(id);
        needs.changed();
      }),
    filesOf: (draft) => filesOf(records, draft),
    leaving: (id) => [{ kind: 'draft', id, value: null }],
    left: (id) => {
      drafts.delete(id);
      needs.changed();
    },
    comingBack: (draft) => {
      drafts.set(draft.id, draft);
      return [{ kind: 'draft', id: draft.id, value: draft }];
    },
    rows: () =>
      Array.from(drafts.values(), rowOf).sort((a, b) =>
        a.savedAt < b.savedAt ? 1 : Number(a.savedAt > b.savedAt) * -1,
      ),
  };
}

function fileRecord(
  id: string,
  { name, mediaType, bytes }: WrittenFile,
): { readonly file: DraftFile; readonly record: RecordChange } {
  return {
    file: { id, name, mediaType, size: bytes.byteLength },
    record: { kind: 'draft-file', id, value: Buffer.from(bytes).toString('base64') },
  };
}

async function filesOf(records: Pick<Records, 'read'>, draft: Draft): Promise<readonly WrittenFile[]> {
  if (draft.files.length === 0) return [];
  const stored = await records.read('draft-file');
  return draft.files.map(({ id, name, mediaType }) => {
    const value = stored.get(id);
    if (typeof value !== 'string') throw new Error(`the file ${id} of a draft is not there`);
    return { name, mediaType, bytes: Buffer.from(value, 'base64') };
  });
}

function rowOf({ id, to, subject, text, savedAt }: Draft): DraftRow {
  return {
    id,
    to: to.map(({ name, address }) => (name === '' ? address : name)).join(', '),
    subject,
    preview: text.trim().replace(/\s+/g, ' ').slice(0, PREVIEW_CHARACTERS),
    savedAt,
  };
}

export async function readDrafts(
  records: Pick<Records, 'read'>,
  log: Log,
): Promise<ReadonlyMap<string, Draft>> {
  const drafts = new Map<string, Draft>();
  for (const [id, value] of await records.read('draft')) {
    const parsed = draftSchema.safeParse(value);
    if (parsed.success) drafts.set(id, parsed.data);
    else log.write('error', 'a draft cannot be read', { kind: 'draft' });
  }
  return drafts;
}
