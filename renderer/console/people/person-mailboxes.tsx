/** Whose mailboxes a person may read, and who may read theirs (product 4, delegates). */
import { Button } from '@fluentui/react-components';
import { personPageSchema, personViewSchema, type PersonView } from '../../../shared/http/people.ts';
import { useText } from '../../text/text-root.tsx';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PersonDisc } from '../../ui/person-disc.tsx';
import { PersonLookUp } from '../frame/person-look-up.tsx';
import { ProblemNotice } from '../frame/problem-notice.tsx';
import { ResourceView } from '../frame/resource-view.tsx';
import { useDeed } from '../frame/use-deed.ts';
import { useResource } from '../query/use-resource.ts';
import { addressOf } from '../router/routes.ts';
import { listPath } from '../router/table-query.ts';
import { useMay, useSignedIn } from '../session/session-context.tsx';

interface PersonMailboxesProps {
  readonly person: PersonView;
  readonly path: string;
}

export function PersonMailboxes({ person, path }: PersonMailboxesProps) {
  return (
    <>
      <MayRead person={person} path={path} />
      <ReadBy person={person} />
    </>
  );
}

/** Each change is saved as it is made. */
function MayRead({ person, path }: PersonMailboxesProps) {
  const t = useText();
  const may = useMay('users:write');
  const { client } = useSignedIn();
  const { run, problem } = useDeed('person');
  const save = (mayRead: readonly string[]) =>
    void run(() => client.patch(path, { mayRead }, personViewSchema));
  return (
    <Card level={2} title={t('console.people.mayRead')} icon="inbox">
      {may && (
        <PersonLookUp
          label={t('console.people.addMailbox')}
          without={new Set([...person.mayRead, person.id])}
          onChoose={({ id }) => save([...person.mayRead, id])}
        />
      )}
      <ProblemNotice problem={problem} />
      <People
        path={listPath('/users', { readableBy: person.id })}
        none={t('console.people.readsOwn')}
        {...(may && {
          remove: ({ id }: PersonView) => save(person.mayRead.filter((owner) => owner !== id)),
          removeLabel: (name: string) => t('console.people.removeMailbox', { name }),
        })}
      />
    </Card>
  );
}

function ReadBy({ person }: Pick<PersonMailboxesProps, 'person'>) {
  const t = useText();
  return (
    <Card level={2} title={t('console.people.readBy')} icon="delegate">
      <People path={listPath('/users', { mayRead: person.id })} none={t('console.people.readByNobody')} />
    </Card>
  );
}

interface PeopleProps {
  readonly path: string;
  readonly none: string;
  readonly remove?: (person: PersonView) => void;
  readonly removeLabel?: (name: string) => string;
}

function People({ path, none, remove, removeLabel = (name) => name }: PeopleProps) {
  return (
    <ResourceView reading={useResource(path, personPageSchema)}>
      {({ items }) =>
        items.length === 0 ? (
          <p>{none}</p>
        ) : (
          <ul className="record-list">
            {items.map((one) => (
              <li key={one.id}>
                <PersonDisc name={one.displayName} identity={one.email} size={28} />
                <a href={addressOf({ route: 'person', id: one.id })}>
                  {one.displayName}
                  <small>{one.email}</small>
                </a>
                {remove !== undefined && (
                  <Button
                    size="small"
                    appearance="subtle"
                    icon={<Icon name="cross" size={16} />}
                    aria-label={removeLabel(one.displayName)}
                    onClick={() => remove(one)}
                  />
                )}
              </li>
            ))}
          </ul>
        )
      }
    </ResourceView>
  );
}
