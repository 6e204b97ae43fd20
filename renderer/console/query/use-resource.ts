/** One thing of the service, kept up to date while it is shown. */
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { z } from 'zod';
import { useSignedIn } from '../session/session-context.tsx';
import { LOADING, type Reading } from './reading.ts';
import type { Reader } from './reader.ts';
import type { ResourceState } from './resource-source.ts';

/** `path` is below `/api/v1` and has this schema everywhere; null: nothing to ask for yet. */
export function useResource<Schema extends z.ZodType>(
  path: string | null,
  schema: Schema,
): Reading<z.infer<Schema>> {
  const { queries } = useSignedIn();
  const reader = useMemo(
    () => (path === null ? null : queries.resource(path, schema)),
    [queries, path, schema],
  );
  return useReading(reader);
}

/** The answer to `question`, which is sent as JSON; null: nothing to ask yet. */
export function useAnswer<Schema extends z.ZodType>(
  path: string,
  question: unknown,
  schema: Schema,
): Reading<z.infer<Schema>> {
  const { queries } = useSignedIn();
  const asked = question === null ? null : JSON.stringify(question);
  const reader = useMemo(
    () => (asked === null ? null : queries.answer(path, JSON.parse(asked), schema)),
    [queries, path, asked, schema],
  );
  return useReading(reader);
}

function useReading<Value>(reader: Reader<ResourceState<Value>> | null): Reading<Value> {
  const look = useCallback((changed: () => void) => reader?.look(changed) ?? (() => {}), [reader]);
  return useSyncExternalStore(look, () => reader?.get().reading ?? LOADING);
}
