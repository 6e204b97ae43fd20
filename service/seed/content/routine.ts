/** The daily bread of a logistics company: short reports and requests, worded many ways, filled in by chance. */
import type { Random } from '../random.ts';
import type { Conversation, Language, MailScript } from '../script.ts';
import { PEOPLE, type DemoPerson } from '../people.ts';

interface Pattern {
  readonly language: Language;
  readonly subject: string;
  readonly text: string;
  readonly reply?: string;
}

/** Reports to the logistics list; `{n}`, `{m}`, `{few}` and `{bay}` are numbers, `{city}` a depot. */
const REPORTS: readonly Pattern[] = [
  {
    language: 'en',
    subject: 'Dock appointments {city}, {tomorrow}',
    text: 'Hello,\n\n{m} slots are booked, {few} are left, all of them after 13:00. Bay {bay} stays closed for cleaning until ten.\n\nPlease book before 16:00.',
  },
  {
    language: 'en',
    subject: 'Departure {city}: trailer {n}',
    text: 'Trailer {n} left bay {bay} at {m} minutes past the hour, sealed and complete.\n\nSeal number 77{n}{m}.',
  },
  {
    language: 'de',
    subject: 'Schichtbericht {city}',
    text: 'Guten Morgen,\n\n{m} Paletten ausgelagert, {few} eingelagert, keine Unfälle, ein verlorener Handschuh.\n\nRampe {bay} war eine Stunde belegt, weil ein Fahrer auf seine Papiere warten musste.',
    reply: 'Danke. Der Handschuh ist meiner.',
  },
  {
    language: 'de',
    subject: 'Avis für {tomorrow}: {m} Packstücke ab {city}',
    text: 'Hallo zusammen,\n\nab {city} kommen {tomorrow} {m} Packstücke, davon {few} als Kühlware. Ankunft gegen zehn, bitte Rampe {bay} freihalten.',
  },
  {
    language: 'en',
    subject: 'Lane {city}: {m} minutes late',
    text: 'The truck from {city} is {m} minutes behind plan: road works, then a flock of sheep. The driver is well and the customer has been told.',
    reply: 'Thanks for telling the customer first. How many sheep?',
  },
  {
    language: 'en',
    subject: 'Stock count {city}, hall {bay}',
    text: 'Counted {n} places, {few} differences, all of them explained by now. The one that moved by itself was counted twice.',
  },
];

/** Notes between two colleagues. */
const NOTES: readonly Pattern[] = [
  {
    language: 'en',
    subject: 'Delivery note {n}',
    text: 'Hi {to},\n\nthe delivery note {n} has no signature on page two. Could you ask the driver for it before he is off to {city}?\n\n{from}',
    reply: 'Asked, signed, scanned. It is in the folder.',
  },
  {
    language: 'en',
    subject: 'Swap shifts on {nextday}?',
    text: 'Hi {to},\n\ncould you take my early shift on {nextday}? My daughter plays the second tree from the left in the school play, and I would hate to miss it. I take your late one in return.\n\n{from}',
    reply: 'Of course. Take pictures of the tree.',
  },
  {
    language: 'de',
    subject: 'Ladehilfsmittel {city}',
    text: 'Hallo {to},\n\nin {city} stehen noch {m} Gitterboxen von uns. Nimmst du sie bei der nächsten Tour mit zurück?\n\nDanke und Gruß\n{from}',
    reply: 'Steht auf dem Zettel, kommt mit der nächsten Tour.',
  },
  {
    language: 'de',
    subject: 'Kurze Frage zur Tour {bay}',
    text: 'Hallo {to},\n\nhat Tour {bay} am {tomorrow} noch Platz für {few} Paletten nach {city}? Der Kunde ist freundlich und hat Zeit bis Mittag.\n\n{from}',
    reply: 'Für {few} Paletten ja, für keine mehr.',
  },
  {
    language: 'en',
    subject: 'Call from customer, order {n}',
    text: 'Hi {to},\n\na customer called about order {n} and was rather nice about it. She would like the delivery one hour later, as she has to be at the dentist. Number is in the system.\n\n{from}',
    reply: 'Moved by an hour and a half, dentists are never on time.',
  },
  {
    language: 'en',
    subject: 'Photos from {city}',
    text: 'Hello {to},\n\nhere is the picture of the new rack in {city} that you asked for. It stands straight, the photographer did not.\n\n{from}',
  },
  {
    language: 'en',
    subject: 'Visitors on {nextday}',
    text: 'Hi {to},\n\n{few} visitors from {city} come on {nextday} at ten and would like to see hall {bay}. Do you have high-visibility vests, and half an hour?\n\n{from}',
    reply: 'Vests yes, half an hour yes, biscuits if they are on time.',
  },
  {
    language: 'en',
    subject: 'Quote for {m} pallets to {city}',
    text: 'Hi {to},\n\na new customer asks for {m} pallets to {city}, once a month, nothing special. What may I promise: two days or three?\n\n{from}',
    reply: 'Promise three, we deliver in two.',
  },
  {
    language: 'en',
    subject: 'Lost property, hall {bay}',
    text: 'Hello {to},\n\nin hall {bay} we found a blue scarf, a torch and one very good sandwich. Two of the three are at the gate.\n\n{from}',
  },
  {
    language: 'en',
    subject: 'Lashing course, {few} places left',
    text: 'Hello {to},\n\nthere are {few} places left in the lashing course on {nextday}. It takes two hours, and afterwards everybody ties up the trainer.\n\n{from}',
    reply: 'Two from my team, please. They look forward to the trainer.',
  },
  {
    language: 'en',
    subject: 'Praise from {city}',
    text: 'Hi {to},\n\nthe customer in {city} writes that delivery {n} was "the first one this year that I did not have to think about". I thought you should know.\n\n{from}',
    reply: 'That goes on the wall. Thank you.',
  },
  {
    language: 'de',
    subject: 'Protokoll der Übergabe, Rampe {bay}',
    text: 'Hallo {to},\n\nanbei in Kürze: {m} Sendungen geladen, {few} stehen noch an Rampe {bay}, Papiere liegen im Fach. Der Scanner hat wieder seinen eigenen Kopf.\n\n{from}',
  },
  {
    language: 'de',
    subject: 'Mittagessen am {tomorrow}?',
    text: 'Hallo {to},\n\nam {tomorrow} gibt es in der Kantine Kaiserschmarrn. Um zwölf am Aufzug?\n\n{from}',
    reply: 'Um fünf vor zwölf. Es geht um Kaiserschmarrn.',
  },
  {
    language: 'de',
    subject: 'Fahrerkarte verlängert',
    text: 'Hallo {to},\n\ndie Fahrerkarten der Tour {bay} sind verlängert, gültig für fünf Jahre. Die alten bitte ins Archiv, nicht in die Schublade.\n\nGruß\n{from}',
    reply: 'Archiviert. Die Schublade ist enttäuscht.',
  },
  {
    language: 'fr',
    subject: 'Palettes pour {city}',
    text: 'Bonjour {to},\n\nil reste {m} palettes pour {city}. Est-ce que je peux les ajouter au camion de {tomorrow} ?\n\nMerci,\n{from}',
    reply: 'Oui, il y a encore de la place. Bonne journée !',
  },
  {
    language: 'pt',
    subject: 'Guia {n}',
    text: 'Olá {to},\n\na guia {n} está pronta. O motorista sai às seis e passa por {city}.\n\nObrigado,\n{from}',
    reply: 'Recebido, obrigado!',
  },
  {
    language: 'pl',
    subject: 'Zlecenie {n}',
    text: 'Cześć {to},\n\nzlecenie {n} jest gotowe do odbioru przy rampie {bay}. Kierowca jedzie dalej do {city}.\n\nPozdrawiam\n{from}',
    reply: 'Dziękuję, już jedzie.',
  },
  {
    language: 'es',
    subject: 'Pedido {n}',
    text: 'Hola, {to}:\n\nel pedido {n} sale hoy hacia {city}. El cliente prefiere la entrega por la tarde.\n\nUn saludo,\n{from}',
    reply: 'Perfecto, gracias.',
  },
];

const CITIES = ['Graz', 'Hamburg', 'Lyon', 'Lisbon', 'Gdańsk', 'Linz', 'Verona', 'Porto'];

/** Languages that an office writes beside English. */
const SPOKEN: Readonly<Record<DemoPerson['office'], readonly Language[]>> = {
  Munich: ['en', 'de'],
  Hamburg: ['en', 'de'],
  Graz: ['de', 'en'],
  Lisbon: ['pt', 'es', 'en'],
  Lyon: ['fr', 'en'],
  Gdańsk: ['pl', 'en'],
};

export function reportsToLogistics(random: Random, count: number): readonly Conversation[] {
  const authors = PEOPLE.filter((person) => person.inLogistics && person.key !== 'katharina.brandt');
  return Array.from({ length: count }, () => {
    const pattern = random.pick(REPORTS);
    return converse(random, pattern, random.pick(authors), ['@logistics'], random.pick(authors));
  });
}

export function notesTo(random: Random, receiver: DemoPerson, count: number): readonly Conversation[] {
  const colleagues = PEOPLE.filter((person) => person.key !== receiver.key);
  const near = colleagues.filter((person) => person.office === receiver.office);
  const patterns = NOTES.filter(({ language }) => SPOKEN[receiver.office].includes(language));
  const first = random.between(0, patterns.length - 1);
  return Array.from({ length: count }, (_, index) => {
    const from = random.chance(0.6) && near.length > 0 ? random.pick(near) : random.pick(colleagues);
    // In turn, so that nobody gets the same note twice before all others.
    const pattern = patterns[(first + index) % patterns.length] ?? random.pick(patterns);
    return converse(random, pattern, from, [receiver.key], receiver);
  });
}

function converse(
  random: Random,
  pattern: Pattern,
  from: DemoPerson,
  to: readonly string[],
  answering: DemoPerson,
): Conversation {
  const values: Readonly<Record<string, string>> = {
    n: String(random.between(112, 987)),
    m: String(random.between(11, 48)),
    few: String(random.between(2, 9)),
    bay: String(random.between(1, 9)),
    city: random.pick(CITIES),
    from: firstName(from),
    to: firstName(answering),
  };
  const fill = (text: string): string =>
    text.replace(/\{(n|m|few|bay|city|from|to)\}/g, (_match, key: string) => values[key] ?? '');
  const first: MailScript = {
    from: from.key,
    to,
    text: fill(pattern.text),
    ...extras(random, pattern, values),
  };
  const isAnswered = pattern.reply !== undefined && answering.key !== from.key && random.chance(0.45);
  const reply = {
    from: answering.key,
    to: [from.key],
    after: random.between(8, 110),
    text: fill(pattern.reply ?? ''),
  };
  return {
    // The newest are the written ones.
    at: random.next() * NEWEST_ROUTINE,
    language: pattern.language,
    subject: fill(pattern.subject),
    mails: isAnswered ? [first, reply] : [first],
  };
}

const NEWEST_ROUTINE = 0.965;

function extras(
  random: Random,
  pattern: Pattern,
  values: Readonly<Record<string, string>>,
): Partial<MailScript> {
  if (pattern.subject.startsWith('Photos')) {
    return { attachments: [{ kind: 'png', name: 'rack.png', hue: random.between(0, 359) }] };
  }
  if (pattern.subject.startsWith('Delivery note')) {
    const lines = [
      'Delivery note',
      `Number ${values['n'] ?? ''}`,
      `${values['m'] ?? ''} pallets to ${values['city'] ?? ''}`,
    ];
    return {
      look: 'signed',
      attachments: [{ kind: 'pdf', name: `Delivery note ${values['n'] ?? ''}.pdf`, lines }],
    };
  }
  return random.chance(0.3) ? { look: 'signed' } : {};
}

function firstName(person: DemoPerson): string {
  return person.name.split(' ')[0] ?? person.name;
}
