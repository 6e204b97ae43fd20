/** All mail of the demo, planned: the same for the same instant. */
import { ANNOUNCEMENTS, NEWSLETTERS } from './content/announcements.ts';
import { GERMAN } from './content/german.ts';
import { LANGUAGES } from './content/languages.ts';
import { OFFICE } from './content/office.ts';
import { PLANNING } from './content/planning.ts';
import { notesTo, reportsToLogistics } from './content/routine.ts';
import { TROUBLE } from './content/trouble.ts';
import { planConversation, type PlannedMail } from './plan-mail.ts';
import { PEOPLE } from './people.ts';
import { createRandom } from './random.ts';
import { createWorkingTime } from './working-time.ts';

export const DEMO_SEED = 4471;

/** The person whom the demo is signed in as gets the fullest mailbox. */
export const DEMO_PERSON = 'katharina.brandt';

const REPORTS = 26;
const NOTES_FOR_DEMO_PERSON = 26;
const NOTES_EACH = { fewest: 7, most: 11 };

/** Oldest first. */
export function demoMail(nowMs: number): readonly PlannedMail[] {
  const random = createRandom(DEMO_SEED);
  const notes = PEOPLE.flatMap((person) => {
    const count = random.between(NOTES_EACH.fewest, NOTES_EACH.most);
    return notesTo(random, person, person.key === DEMO_PERSON ? NOTES_FOR_DEMO_PERSON : count);
  });
  const conversations = [
    ...PLANNING,
    ...TROUBLE,
    ...OFFICE,
    ...GERMAN,
    ...LANGUAGES,
    ...ANNOUNCEMENTS,
    ...NEWSLETTERS,
    ...reportsToLogistics(random, REPORTS),
    ...notes,
  ];
  const time = createWorkingTime(nowMs);
  return conversations
    .flatMap((conversation, number) => planConversation(conversation, number, time))
    .sort((a, b) => a.atMs - b.atMs);
}
