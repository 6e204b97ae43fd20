/** Finds a person by name or address. */
import { personPageSchema, type PersonView } from '../../../shared/http/people.ts';
import { PersonDisc } from '../../ui/person-disc.tsx';
import { RecordLookUp } from './record-look-up.tsx';

interface PersonLookUpProps {
  readonly label: string;
  /** Who is in already, and whoever cannot be. */
  readonly without: ReadonlySet<string>;
  readonly onChoose: (person: PersonView) => void;
}

export function PersonLookUp(props: PersonLookUpProps) {
  return (
    <RecordLookUp
      {...props}
      list="/users"
      schema={personPageSchema}
      found={({ displayName, email }) => (
        <>
          <PersonDisc name={displayName} identity={email} size={28} />
          <span>
            {displayName}
            <small>{email}</small>
          </span>
        </>
      )}
    />
  );
}
