/** Finds a person by name or address. */
import { useEffect, useState } from 'react';
import { personPageSchema, type PersonView } from '../../../shared/http/people.ts';
import { MAX_PAGE_ITEMS } from '../../../shared/http/page.ts';
import { useText } from '../../text/text-root.tsx';
import { LookUp } from '../../ui/look-up.tsx';
import { PersonDisc } from '../../ui/person-disc.tsx';
import { valueOf } from '../query/reading.ts';
import { useResource } from '../query/use-resource.ts';
import { listPath } from '../router/table-query.ts';

interface PersonLookUpProps {
  readonly label: string;
  /** Who is in already, and whoever cannot be. */
  readonly without: ReadonlySet<string>;
  readonly onChoose: (person: PersonView) => void;
}

/** More than are read before the next letter is typed. */
const SHOWN = 8;
/** Between two letters of somebody who types; shorter than anybody waits. */
const PAUSE_MS = 200;

export function PersonLookUp({ label, without, onChoose }: PersonLookUpProps) {
  const t = useText();
  const [text, setText] = useState('');
  const asked = usePaused(text.trim());
  // Those who are left out may be among the first.
  const limit = String(Math.min(MAX_PAGE_ITEMS, SHOWN + without.size));
  const path = asked === '' ? null : listPath('/users', { q: asked, limit });
  const page = valueOf(useResource(path, personPageSchema));
  const items = page?.items.filter(({ id }) => !without.has(id)).slice(0, SHOWN) ?? null;
  return (
    <LookUp
      label={label}
      text={text}
      onText={setText}
      items={path === null ? [] : items}
      itemKey={({ id }) => id}
      item={(person) => <Found person={person} />}
      onChoose={(person) => {
        setText('');
        onChoose(person);
      }}
      looking={t('console.table.loading')}
      none={t(text === '' ? 'console.table.typeToFind' : 'console.table.nothingFound')}
    />
  );
}

function Found({ person: { displayName, email } }: { readonly person: PersonView }) {
  return (
    <>
      <PersonDisc name={displayName} identity={email} size={28} />
      <span>
        {displayName}
        <small>{email}</small>
      </span>
    </>
  );
}

function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => setPaused(text), PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [text]);
  return paused;
}
