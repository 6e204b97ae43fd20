/** Conversations in German, as most of Munich, Hamburg and Graz write. */
import type { Conversation } from '../script.ts';

export const GERMAN: readonly Conversation[] = [
  {
    at: 0.955,
    language: 'de',
    subject: 'Angebot Hafenlogistik: Freigabe bis 16 Uhr',
    mails: [
      {
        from: 'hannes.koester',
        to: ['jonas.weidner'],
        cc: ['katharina.brandt'],
        look: 'signed',
        text: `Moin Jonas,

bitte nur noch die Position 7 prüfen, alles andere passt. Der Liegeplatz ist bis 16 Uhr reserviert, danach geht er an die Konkurrenz, und die wartet schon mit laufendem Motor.

Die Kranstunden habe ich auf zwölf gedrückt. Mehr war heute nicht zu holen.

Gruß aus dem Regen
Hannes`,
        attachments: [
          {
            kind: 'pdf',
            name: 'Angebot Hafenlogistik.pdf',
            lines: [
              'Angebot Hafenlogistik',
              'Pos. 1-6 wie besprochen',
              'Pos. 7 Kranstunden: 12',
              'Liegeplatz reserviert bis 16:00',
            ],
          },
        ],
      },
      {
        from: 'jonas.weidner',
        to: ['hannes.koester'],
        cc: ['katharina.brandt'],
        after: 18,
        text: `Freigegeben. Gut verhandelt, Hannes.

Jonas`,
      },
    ],
  },
  {
    at: 0.85,
    language: 'de',
    subject: 'Staplerprüfung, Bescheinigung anbei',
    mails: [
      {
        from: 'jonas.weidner',
        to: ['katharina.brandt', 'philipp.lorenz'],
        text: `Guten Tag zusammen,

die Prüfung ist durch, gültig für ein weiteres Jahr. Der alte Aufkleber kann ab, der neue liegt beim Pförtner.

Gruß
Jonas Weidner`,
        attachments: [
          {
            kind: 'pdf',
            name: 'Prüfbescheinigung Stapler.pdf',
            lines: ['Prüfbescheinigung', 'Gabelstapler 3 bis 9', 'Ohne Mängel'],
          },
        ],
      },
      {
        from: 'philipp.lorenz',
        to: ['jonas.weidner'],
        cc: ['katharina.brandt'],
        after: 60,
        text: `Aufkleber sitzen, alle sieben, gerade und blasenfrei. Das ist bei mir Chefsache.

Philipp`,
      },
    ],
  },
  {
    at: 0.68,
    language: 'de',
    subject: 'Glatteis am Brenner, Umleitung über Felbertauern',
    mails: [
      {
        from: 'thomas.ortner',
        to: ['@logistics'],
        text: `Servus miteinander,

seit heute früh ist der Brenner für Fahrzeuge über 7,5 Tonnen gesperrt. Wir fahren über den Felbertauern, das kostet rund 70 Minuten. Betroffen sind die Touren 4, 9 und 12.

Zoran hat alle drei Fahrer erreicht. Ketten sind an Bord, Schokolade auch.

Thomas`,
      },
      {
        from: 'katharina.brandt',
        to: ['thomas.ortner'],
        cc: ['lena.vogt', 'zoran.kovacevic'],
        after: 10,
        text: `Danke, Thomas. Lena zieht Tour 9 hinter Tour 14, dann steht niemand an der Rampe herum.

Katharina`,
      },
      {
        from: 'zoran.kovacevic',
        to: ['katharina.brandt'],
        cc: ['thomas.ortner', 'lena.vogt'],
        after: 130,
        text: `Alle drei sind über den Berg. Die Schokolade nicht.

Zoran`,
      },
    ],
  },
  {
    at: 0.3,
    language: 'de',
    subject: 'Rechnung 2026-1187, Skonto',
    mails: [
      {
        from: 'carla.neumann',
        to: ['katharina.brandt'],
        text: `Liebe Katharina,

die Rechnung der Spedition Alpenrad liegt seit einer Woche bei dir. Wenn du sie bis {tomorrow} freigibst, ziehen wir noch zwei Prozent Skonto. Das sind 214 Euro, also ein Abendessen für die ganze Abteilung, wenn alle nur Suppe nehmen.

Viele Grüße
Carla`,
        attachments: [
          {
            kind: 'pdf',
            name: 'Rechnung 2026-1187.pdf',
            lines: [
              'Spedition Alpenrad',
              'Rechnung 2026-1187',
              'Gesamtbetrag 10.700,00 EUR',
              '2 % Skonto bei Zahlung binnen 14 Tagen',
            ],
          },
        ],
      },
      {
        from: 'katharina.brandt',
        to: ['carla.neumann'],
        after: 40,
        text: `Liebe Carla,

freigegeben, entschuldige. Ich nehme die Suppe.

Katharina`,
      },
    ],
  },
  {
    at: 0.5,
    language: 'de',
    subject: 'Urlaubsplanung Dezember',
    mails: [
      {
        from: 'aylin.demir',
        to: ['katharina.brandt', 'lena.vogt', 'samuel.okafor', 'amira.el-sayed'],
        text: `Hallo ihr vier,

für die Woche vor Weihnachten fehlen mir noch eure Tage. Zwei von euch müssten da sein; wer, das macht ihr am besten unter euch aus, ich sammle nur die Tränen ein.

Aylin`,
      },
      {
        from: 'amira.el-sayed',
        to: ['aylin.demir', 'katharina.brandt', 'lena.vogt', 'samuel.okafor'],
        after: 35,
        text: `Ich übernehme gern, ich fahre erst im Januar.

Amira`,
      },
      {
        from: 'samuel.okafor',
        to: ['aylin.demir', 'katharina.brandt', 'lena.vogt', 'amira.el-sayed'],
        after: 12,
        text: `Ich auch. Dann sind wir vollzählig, und Lena kann endlich Ski fahren.

Samuel`,
      },
    ],
  },
  {
    at: 0.12,
    language: 'de',
    subject: 'Rampe 2: Tor schließt nicht',
    mails: [
      {
        from: 'amira.el-sayed',
        to: ['philipp.lorenz'],
        cc: ['katharina.brandt', 'lena.vogt'],
        text: `Hallo Philipp,

das Tor an Rampe 2 bleibt auf halber Höhe stehen und piept. Für die Kühlware geht das gar nicht. Kannst du vor dem Mittag schauen?

Amira`,
      },
      {
        from: 'philipp.lorenz',
        to: ['amira.el-sayed'],
        cc: ['katharina.brandt', 'lena.vogt'],
        after: 85,
        text: `Feder gebrochen. Ersatz ist bestellt und kommt in drei Tagen, bis dahin bleibt die Rampe zu. Ich habe ein Schild gemalt, damit es jeder glaubt.

Philipp`,
        attachments: [{ kind: 'png', name: 'feder.png', hue: 350 }],
      },
    ],
  },
  {
    at: 0.992,
    language: 'de',
    subject: 'Heute Abend: Übergabe an die Spätschicht',
    mails: [
      {
        from: 'amira.el-sayed',
        to: ['katharina.brandt'],
        cc: ['lena.vogt'],
        unreadBy: ['katharina.brandt'],
        text: `Katharina,

zur Übergabe: Rampe 4 ist bis 20 Uhr belegt, danach frei. Der Fahrer aus Danzig hat sich um eine Stunde verspätet und bekommt einen Kaffee. Sonst ist alles ruhig.

Amira`,
      },
    ],
  },
];
