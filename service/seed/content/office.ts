/** Conversations in English about everything else that fills a mailbox: IT, people, customers, the building. */
import type { Conversation } from '../script.ts';

export const OFFICE: readonly Conversation[] = [
  {
    at: 0.9,
    language: 'en',
    subject: 'If mail fails: what you would do',
    mails: [
      {
        from: 'ines.hoffmann',
        to: [
          'katharina.brandt',
          'priya.raman',
          'emil.bergstrom',
          'nils.aumann',
          'rita.petersen',
          'camille.roux',
        ],
        look: 'signed',
        text: `Dear pilot group,

thank you for having Continuity Companion on your computers. You need not do anything: should our mail server be down, the window turns orange, tells you so, and you go on reading and writing there.

One favour: open it once this week and look at the page "Status". If anything there has no green tick, send me a picture of it.

Kind regards
Ines`,
      },
      {
        from: 'emil.bergstrom',
        to: ['ines.hoffmann'],
        cc: ['katharina.brandt', 'priya.raman', 'nils.aumann', 'rita.petersen', 'camille.roux'],
        after: 30,
        text: `All green here. Somewhat disappointed that nothing is broken.

Emil`,
      },
    ],
  },
  {
    at: 0.64,
    language: 'en',
    subject: 'Network work in Hamburg on {nextday} evening',
    mails: [
      {
        from: 'nils.aumann',
        to: ['katharina.brandt', 'edda.lindqvist', 'ines.hoffmann'],
        text: `Hello,

we replace the second core switch in Hamburg on {nextday}, 19:00 to 21:00. The terminal keeps running over the first one. What you may notice: printers in hall 3 need a minute.

I stay until the last label is printed.

Nils`,
      },
      {
        from: 'edda.lindqvist',
        to: ['nils.aumann'],
        cc: ['katharina.brandt', 'ines.hoffmann'],
        after: 50,
        text: `Fine with us. Late shift knows. Coffee is in the left cupboard, behind the tea that nobody drinks.

Edda`,
      },
    ],
  },
  {
    at: 0.42,
    language: 'en',
    subject: 'Graduate programme: two days with you?',
    mails: [
      {
        from: 'kwame.mensah',
        to: ['katharina.brandt'],
        text: `Dear Ms Brandt,

I am in the graduate programme since September and would like to spend two days with transport planning, if that is possible. I would be glad to see how the loading plan comes about, and I promise not to touch anything that beeps.

Would one of the next two weeks suit you?

Kind regards
Kwame Mensah`,
      },
      {
        from: 'katharina.brandt',
        to: ['kwame.mensah'],
        cc: ['aylin.demir'],
        after: 120,
        text: `Dear Kwame,

with pleasure. Come on Tuesday at 06:45, bring good shoes, and touch whatever beeps: that is how one learns what it is for.

Katharina`,
      },
      {
        from: 'kwame.mensah',
        to: ['katharina.brandt'],
        after: 15,
        text: `Thank you very much! 06:45 it is. Shoes are good.

Kwame`,
      },
    ],
  },
  {
    at: 0.78,
    language: 'en',
    subject: 'Offer for the second Baltic lane',
    mails: [
      {
        from: 'Henrik Lund <henrik.lund@baltic-freight.example>',
        to: ['katharina.brandt'],
        cc: ['agnieszka.zielinska'],
        look: 'signed',
        text: `Dear Katharina,

as discussed on the phone, our offer for a second weekly departure Gdańsk to Hamburg. The price holds until the end of the month; with a commitment of a year I can take another two per cent off, and with two years I have to ask my father.

The ferry has 14 reefer plugs on that departure. I have blocked six for you until {nextday}.

Best regards from Karlskrona
Henrik Lund`,
        attachments: [
          {
            kind: 'pdf',
            name: 'Offer Baltic lane 2.pdf',
            lines: [
              'Baltic Freight, offer',
              'Gdansk to Hamburg, weekly',
              '18 trailers, of these 6 reefers',
              'Valid until the end of the month',
            ],
          },
        ],
      },
      {
        from: 'katharina.brandt',
        to: ['Henrik Lund <henrik.lund@baltic-freight.example>'],
        cc: ['agnieszka.zielinska'],
        after: 140,
        text: `Dear Henrik,

thank you, that is a good offer. Please keep the six plugs; I have to show the numbers to Jonas and come back to you by {nextday}.

Regards to your father.

Katharina`,
      },
    ],
  },
  {
    at: 0.25,
    language: 'en',
    subject: 'Damaged corner, delivery 30817',
    mails: [
      {
        from: 'Oona Virtanen <oona.virtanen@nordlys-interiors.example>',
        to: ['katharina.brandt', 'fatima.zahra-idrissi'],
        look: 'signed',
        text: `Good morning,

one of the nine sideboards arrived with a damaged corner, see the picture. The packaging looks untouched, so I rather suspect our own people than yours, but please open a claim so that the dates are kept.

The other eight are lovely, and your driver even took his shoes off.

Oona Virtanen
Nordlys Interiors`,
        attachments: [{ kind: 'png', name: 'corner.png', hue: 40 }],
      },
      {
        from: 'fatima.zahra-idrissi',
        to: ['Oona Virtanen <oona.virtanen@nordlys-interiors.example>'],
        cc: ['katharina.brandt'],
        after: 45,
        text: `Dear Ms Virtanen,

thank you for the fair words. The claim has the number C-2217; I need nothing more from you than the delivery note. You hear from me within three days.

Kind regards
Fatima Zahra Idrissi`,
      },
    ],
  },
  {
    at: 0.6,
    language: 'en',
    subject: 'Report on empty kilometres',
    mails: [
      {
        from: 'camille.roux',
        to: ['katharina.brandt', 'jonas.weidner', 'emil.bergstrom'],
        look: 'signed',
        text: `Hello,

the quarter in one sentence: 11.8 per cent of our kilometres were empty, after 13.1 in the quarter before. The best idea came from Zoran, who lets the Graz trucks take glass bottles back from Linz.

The sheet has all lanes. Emil, could you check row 14? It looks too good to be true.

Camille`,
        attachments: [
          {
            kind: 'xlsx',
            name: 'Empty kilometres.xlsx',
            rows: [
              ['Lane', 'Kilometres', 'Empty', 'Share'],
              ['Munich-Graz', 48210, 3990, 0.083],
              ['Hamburg-Gdansk', 61200, 8870, 0.145],
              ['Lisbon-Lyon', 70450, 9120, 0.129],
              ['Linz-Graz', 12100, 240, 0.02],
            ],
          },
        ],
      },
      {
        from: 'emil.bergstrom',
        to: ['camille.roux'],
        cc: ['katharina.brandt', 'jonas.weidner'],
        after: 70,
        text: `Row 14 is true. I counted the bottles.

Emil`,
      },
    ],
  },
  {
    at: 0.15,
    language: 'en',
    subject: 'Birthday collection for Philipp',
    mails: [
      {
        from: 'aylin.demir',
        to: [
          'katharina.brandt',
          'lena.vogt',
          'amira.el-sayed',
          'samuel.okafor',
          'priya.raman',
          'yuki.tanabe',
          'mateusz.wrobel',
        ],
        text: `Psst,

Philipp turns sixty on {nextday}, and thirty of those years he has kept our doors, lamps and heating alive. The envelope is in my top drawer; the plan is a good headlamp and a cake in the shape of a fuse box.

Please do not put him in Cc.

Aylin`,
      },
      {
        from: 'yuki.tanabe',
        to: ['aylin.demir'],
        cc: [
          'katharina.brandt',
          'lena.vogt',
          'amira.el-sayed',
          'samuel.okafor',
          'priya.raman',
          'mateusz.wrobel',
        ],
        after: 25,
        text: `I am in, and I can bake fuses.

Yuki`,
      },
    ],
  },
  {
    at: 0.968,
    language: 'en',
    subject: 'Quarterly review: your slides',
    mails: [
      {
        from: 'jonas.weidner',
        to: ['katharina.brandt'],
        flaggedBy: ['katharina.brandt'],
        text: `Katharina,

the review is on {nextday} at ten. Three slides from you are enough: the lanes, the two sore points, what you want from us. No bullet longer than a line, the supervisory board reads slowly when it is nervous.

Invitation attached.

Jonas`,
        attachments: [
          {
            kind: 'ics',
            name: 'invite.ics',
            title: 'Quarterly review, operations',
            place: 'Munich, room Isar',
          },
        ],
      },
    ],
  },
];
