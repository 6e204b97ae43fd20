/** What everybody gets: notes to all employees, and newsletters from outside. */
import type { Conversation, MailScript } from '../script.ts';

const toAll = (
  at: number,
  from: string,
  subject: string,
  text: string,
  more: Partial<MailScript> = {},
): Conversation => ({
  at,
  language: 'en',
  subject,
  mails: [{ from, to: ['@all-employees'], text, ...more }],
});

export const ANNOUNCEMENTS: readonly Conversation[] = [
  toAll(
    0.05,
    'aylin.demir',
    'Welcome, Kwame and Ole',
    `Dear all,

since this week we are 41. Kwame Mensah spends his graduate year with us and begins in Munich; Ole Martens learns the trade in Hamburg and already knows where the good biscuits are.

Say hello when you meet them.

Aylin`,
    { look: 'signed' },
  ),
  toAll(
    0.2,
    'philipp.lorenz',
    'Munich: lift out of service {tomorrow} morning',
    `Good morning,

the lift in building A rests {tomorrow} from 8 to 11: inspection. The stairs are in excellent condition, I checked them myself.

Philipp`,
  ),
  toAll(
    0.38,
    'ines.hoffmann',
    'What happens if our mail server fails',
    `Dear colleagues,

from this month on your computer has a second way to your mail. If our server is down, Continuity Companion tells you; you find the last five days there and can send from it. Nothing you send gets lost, and you need not install or learn anything.

You will hear from us when it starts and when it is over. Only believe that message inside the app, never one in a mail.

Questions: service desk, extension 4400.

Ines Hoffmann`,
    { look: 'signed' },
  ),
  toAll(
    0.52,
    'camille.roux',
    'Bicycle week: 1,904 kilometres',
    `Bonjour à tous, hello everybody,

together we rode 1,904 kilometres, which is Munich to Lisbon with a small detour for coffee. The most came from Gdańsk, where Piotr does not own a car and had not told us.

The prize, a pump, goes to him.

Camille`,
    { attachments: [{ kind: 'png', name: 'bicycles.png', hue: 130 }] },
  ),
  toAll(
    0.7,
    'jonas.weidner',
    'A good quarter, and thank you',
    `Dear all,

97.2 per cent of our deliveries were on time, the best figure since we count. I know what stands behind it: phones at five in the morning, chains on the Brenner, and people who call the customer before the customer calls us.

There is soup and cake for everyone on {nextday}. Thank you.

Jonas Weidner`,
    { look: 'signed' },
  ),
  toAll(
    0.83,
    'rita.petersen',
    'Service desk: please restart your computer this week',
    `Hello,

the monthly updates are installed at the next restart. Please do that once before the weekend; it takes five minutes, four of which you can spend with coffee.

Rita, service desk, extension 4400`,
  ),
  toAll(
    0.96,
    'aylin.demir',
    'Canteen Munich, week {week}',
    `Monday: lentil soup with smoked paprika
Tuesday: Käsespätzle, salad
Wednesday: chicken with lemon and olives, or aubergine
Thursday: Tomás's bacalhau (he is visiting)
Friday: pancakes

Enjoy your meal.`,
  ),
];

const newsletter = (
  at: number,
  from: string,
  to: readonly string[],
  subject: string,
  text: string,
): Conversation => ({
  at,
  language: 'en',
  subject,
  mails: [{ from, to, text, look: 'newsletter' }],
});

const HARBOUR = 'Harbour Weekly <letter@harbour-weekly.example>';
const FLEET = 'Fleet & Road <news@fleet-and-road.example>';
const COLD = 'The Cold Chain Letter <hello@coldchain-letter.example>';

export const NEWSLETTERS: readonly Conversation[] = [
  newsletter(
    0.1,
    HARBOUR,
    ['katharina.brandt', 'hannes.koester', 'edda.lindqvist', 'mio.sato', 'jule.kruse'],
    'Quiet berths, busy rails',
    `The week in four minutes.

Northern ports report the calmest week since spring: 11 per cent fewer calls, and for once no queue at the lock.

Rail is the winner. Two new block trains a week run from the coast to the Danube, and both left full.

Our long read: the crane driver who retires after 44 years and never dropped a thing.`,
  ),
  newsletter(
    0.48,
    FLEET,
    ['katharina.brandt', 'mateusz.wrobel', 'zoran.kovacevic', 'anna.pichler'],
    'Winter tyres: what the new rule really says',
    `Short answer: from November the steered axle counts too.

We read the rule so that you need not, and drew it on one page.

Also in this letter: how a haulier in Tyrol saves nine per cent diesel with nothing but patience.`,
  ),
  newsletter(
    0.76,
    COLD,
    ['katharina.brandt', 'priya.raman', 'maja.novak'],
    'Two degrees that decide',
    `Strawberries forgive, vaccines do not.

A study of 3,100 journeys shows where the warmth gets in: eight times out of ten at a door that was open for less than five minutes.

Next month in Rotterdam: the sensor fair. Readers of this letter enter free.`,
  ),
  newsletter(
    0.94,
    HARBOUR,
    ['katharina.brandt', 'hannes.koester', 'edda.lindqvist', 'layla.haddad', 'agnieszka.zielinska'],
    'Fog, ferries and a record',
    `The week in four minutes.

Fog closed the Elbe for nine hours. Nobody was hurt, many were late, and the pilots drank all the tea.

The Baltic ferries carried more trailers in October than ever before.

Column: why the best berth plan is still made with a pencil.`,
  ),
];
