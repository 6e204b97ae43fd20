/** Everything that the console reads, by path: asked for once however many parts show it, and read again when it changed. */
import type { z } from 'zod';
import type { Change } from '../../../shared/http/changes.ts';
import type { RestClient } from '../api/rest-client.ts';
import { concerns } from './concerns.ts';
import { pagesSource, type PagesState } from './pages-source.ts';
import { createReader, type Reader } from './reader.ts';
import { resourceSource, type ResourceState } from './resource-source.ts';
import type { Timers } from './timers.ts';

export interface Queries {
  /** One path has one schema, wherever it is asked for. */
  readonly resource: <Schema extends z.ZodType>(
    path: string,
    schema: Schema,
  ) => Reader<ResourceState<z.infer<Schema>>>;
  /** What the service answers to a question of the form `POST`, which changes nothing: kept up to date like any resource. */
  readonly answer: <Schema extends z.ZodType>(
    path: string,
    question: unknown,
    schema: Schema,
  ) => Reader<ResourceState<z.infer<Schema>>>;
  readonly pages: <Item extends z.ZodType>(path: string, item: Item) => Reader<PagesState<z.infer<Item>>>;
  /** The service says that something changed. */
  readonly hint: (change: Change) => void;
  /** The person changed something here: what shows it is read again at once. */
  readonly changed: (change: Change) => void;
  /** Reads everything again that is looked at. */
  readonly refresh: () => void;
}

/** What nobody looks at any more is kept for the way back, this many of them. */
const MOST_KEPT = 60;

export function createQueries(client: Pick<RestClient, 'get' | 'post'>, timers: Timers): Queries {
  /** Paths of lists and of resources apart: `/groups` can be both. */
  const readers = new Map<string, { readonly path: string; readonly reader: Reader<unknown> }>();

  function readerOf<State>(key: string, path: string, create: () => Reader<State>): Reader<State> {
    const known = readers.get(key);
    // A key has one kind of reader, made by the same call as this.
    if (known !== undefined) return known.reader as Reader<State>;
    const reader = create();
    readers.set(key, { path, reader: reader as Reader<unknown> });
    forgetOldest();
    return reader;
  }

  function forgetOldest(): void {
    const unlooked = [...readers].filter(([, { reader }]) => !reader.looked());
    for (const [key] of unlooked.slice(0, Math.max(0, unlooked.length - MOST_KEPT))) readers.delete(key);
  }

  const each = (act: (reader: Reader<unknown>) => void, change?: Change): void => {
    for (const { path, reader } of readers.values()) {
      if (change === undefined || concerns(path, change)) act(reader);
    }
  };

  return {
    resource: (path, schema) =>
      readerOf(path, path, () =>
        createReader(
          resourceSource<typeof schema>((signal) => client.get(path, schema, signal), timers),
          timers,
        ),
      ),
    answer: (path, question, schema) =>
      readerOf(`${path} ${JSON.stringify(question)}`, path, () =>
        createReader(
          resourceSource<typeof schema>((signal) => client.post(path, question, schema, signal), timers),
          timers,
        ),
      ),
    pages: (path, item) =>
      readerOf(`pages ${path}`, path, () => createReader(pagesSource(client, path, item, timers), timers)),
    hint: (change) => each((reader) => reader.refresh(), change),
    changed: (change) => each((reader) => reader.refreshNow(), change),
    refresh: () => each((reader) => reader.refresh()),
  };
}
