/** Finds one of many records by words, without those that are in already. */
import { useState, type ReactNode } from 'react';
import type { z } from 'zod';
import { MAX_PAGE_ITEMS, type Page } from '../../../shared/http/page.ts';
import { useText } from '../../text/text-root.tsx';
import { LookUp } from '../../ui/look-up.tsx';
import { useDebounced } from '../../ui/use-debounced.ts';
import { valueOf } from '../query/reading.ts';
import { useResource } from '../query/use-resource.ts';
import type { Query } from '../router/routes.ts';
import { listPath } from '../router/table-query.ts';

interface RecordLookUpProps<Item> {
  readonly label: string;
  /** The list that is searched, and what of it is looked through. */
  readonly list: string;
  readonly filter?: Query;
  readonly schema: z.ZodType<Page<Item>>;
  /** Ids of who is in already, and of whoever cannot be. */
  readonly without: ReadonlySet<string>;
  readonly found: (item: Item) => ReactNode;
  readonly onChoose: (item: Item) => void;
}

/** More than are read before the next letter is typed. */
const SHOWN = 8;

export function RecordLookUp<Item extends { readonly id: string }>(props: RecordLookUpProps<Item>) {
  const { label, list, filter = {}, schema, without, found, onChoose } = props;
  const t = useText();
  const [text, setText] = useState('');
  const asked = useDebounced(text.trim());
  // Those who are left out may be among the first.
  const limit = String(Math.min(MAX_PAGE_ITEMS, SHOWN + without.size));
  const path = asked === '' ? null : listPath(list, { ...filter, q: asked, limit });
  const page = valueOf(useResource(path, schema));
  const items = page?.items.filter(({ id }) => !without.has(id)).slice(0, SHOWN) ?? null;
  return (
    <LookUp
      label={label}
      text={text}
      onText={setText}
      // An answer for fewer letters is none: Enter would choose whom the present ones do not mean.
      items={asked !== text.trim() ? null : path === null ? [] : items}
      itemKey={({ id }) => id}
      item={found}
      onChoose={(item) => {
        setText('');
        onChoose(item);
      }}
      looking={t('console.table.loading')}
      none={t(text === '' ? 'console.table.typeToFind' : 'console.table.nothingFound')}
    />
  );
}
