/** Whoever the audit log names, by the name that a person knows; who is gone keeps the one of the log. */
import { administratorPageSchema, apiTokenPageSchema } from '../../../shared/http/access.ts';
import { MAX_PAGE_ITEMS } from '../../../shared/http/page.ts';
import { personViewSchema } from '../../../shared/http/people.ts';
import { useText } from '../../text/text-root.tsx';
import { valueOf } from '../query/reading.ts';
import { useResource } from '../query/use-resource.ts';
import { addressOf } from '../router/routes.ts';

export function ActorName({ actor }: { readonly actor: string }) {
  const t = useText();
  const [kind = '', id = ''] = actor.split(':', 2);
  if (actor === 'administrator') return t('console.frame.serviceToken');
  if (actor === 'service') return t('console.frame.service');
  if (kind === 'administrator') return <AdministratorName actor={actor} id={id} />;
  if (kind === 'token') return <TokenName actor={actor} id={id} />;
  return kind === 'person' ? <PersonName actor={actor} id={id} /> : actor;
}

interface NameProps {
  readonly actor: string;
  readonly id: string;
}

/** All at once: there are few, and a log names the same ones over and over. */
function AdministratorName({ actor, id }: NameProps) {
  const page = valueOf(useResource(`/administrators?limit=${MAX_PAGE_ITEMS}`, administratorPageSchema));
  return page?.items.find((one) => one.id === id)?.displayName ?? actor;
}

function TokenName({ actor, id }: NameProps) {
  const t = useText();
  const page = valueOf(useResource(`/api-tokens?limit=${MAX_PAGE_ITEMS}`, apiTokenPageSchema));
  const name = page?.items.find((one) => one.id === id)?.name;
  return name === undefined ? actor : t('console.frame.token', { name });
}

function PersonName({ actor, id }: NameProps) {
  const person = valueOf(useResource(`/users/${encodeURIComponent(id)}`, personViewSchema));
  if (person === null) return actor;
  return <a href={addressOf({ route: 'person', id })}>{person.displayName}</a>;
}
