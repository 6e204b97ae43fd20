/** Conversations in English around Katharina's desk: loading plans, carriers, customs, the cold chain. */
import type { Conversation } from '../script.ts';

export const PLANNING: readonly Conversation[] = [
  {
    at: 0.975,
    language: 'en',
    subject: 'Loading plan for {tomorrow}, third version',
    mails: [
      {
        from: 'lena.vogt',
        to: ['katharina.brandt', 'tomas.oliveira'],
        cc: ['@logistics'],
        look: 'signed',
        unreadBy: ['katharina.brandt'],
        text: `Hi Katharina,

the two refrigerated trailers moved to bay 4, because bay 2 is closed for the door repair until the end of the week. That shifts everything after 07:30 by twenty minutes, and nothing else changes.

Could you confirm before 15:00? The carrier wants the final order by then. Tomás has checked the axle weights; they are in the second file.

Thank you,
Lena`,
        attachments: [
          {
            kind: 'pdf',
            name: 'Loading plan v3.pdf',
            lines: [
              'Loading plan, third version',
              'Bay 1  06:40  Trailer 118  22 pallets, dry',
              'Bay 3  07:05  Trailer 241  30 pallets, dry',
              'Bay 4  07:50  Reefer 17  26 pallets, 2 to 6 degrees',
              'Bay 4  08:30  Reefer 22  24 pallets, 2 to 6 degrees',
              'Bay 2  closed, door repair',
            ],
          },
          {
            kind: 'xlsx',
            name: 'Axle weights.xlsx',
            rows: [
              ['Trailer', 'Axle 1 (t)', 'Axle 2 (t)', 'Axle 3 (t)'],
              ['118', 6.1, 7.4, 7.2],
              ['241', 6.4, 7.9, 7.7],
              ['Reefer 17', 5.8, 7.1, 7.0],
              ['Reefer 22', 5.9, 7.0, 6.9],
            ],
          },
        ],
      },
    ],
  },
  {
    at: 0.72,
    language: 'en',
    subject: 'Loading plan for {nextday}',
    mails: [
      {
        from: 'lena.vogt',
        to: ['katharina.brandt'],
        cc: ['amira.el-sayed'],
        text: `Morning Katharina,

first draft attached. Two open points: the furniture order from Graz is 40 cm longer than announced, and nobody has told me yet whether the pharma pallets go out at all.

Lena`,
        attachments: [
          {
            kind: 'pdf',
            name: 'Loading plan v1.pdf',
            lines: [
              'Loading plan, first version',
              'Bay 1  06:40  Trailer 118',
              'Bay 2  07:10  Reefer 17',
              'Bay 2  07:55  Reefer 22',
            ],
          },
        ],
      },
      {
        from: 'katharina.brandt',
        to: ['lena.vogt'],
        cc: ['amira.el-sayed'],
        after: 35,
        text: `Hi Lena,

the pharma pallets go out, Priya released them half an hour ago. For the furniture take trailer 241, it is the long one; I have swapped it with Zoran.

Katharina`,
      },
      {
        from: 'lena.vogt',
        to: ['katharina.brandt'],
        cc: ['amira.el-sayed'],
        after: 20,
        text: `Perfect, then 241 it is. Second version after lunch.

Lena`,
      },
    ],
  },
  {
    at: 0.93,
    language: 'en',
    subject: 'Customs papers for container 4471',
    mails: [
      {
        from: 'samuel.okafor',
        to: ['katharina.brandt'],
        look: 'signed',
        flaggedBy: ['katharina.brandt'],
        text: `Hello Katharina,

the broker needs the commercial invoice in the original before he can file for release, and the weights on page two do not add up: 18,240 kg on the packing list, 18,420 kg on the invoice. It smells like a typing slip, but customs will stop the box for it.

Do you still have the shipper's first version? If we get a corrected one by four, the container can leave the terminal tomorrow morning.

Samuel`,
        attachments: [
          {
            kind: 'pdf',
            name: 'Packing list 4471.pdf',
            lines: [
              'Packing list, container 4471',
              '612 cartons, ceramic tableware',
              'Gross weight 18,240 kg',
            ],
          },
        ],
      },
      {
        from: 'katharina.brandt',
        to: ['samuel.okafor'],
        after: 22,
        text: `Samuel,

found it, first version attached: 18,240 kg. So the invoice is wrong, as you thought. I have asked Yuki to get a corrected one from Kobe, she is on the phone with them already.

Katharina`,
        attachments: [
          {
            kind: 'pdf',
            name: 'Invoice 4471 first version.pdf',
            lines: [
              'Commercial invoice 4471',
              '612 cartons, ceramic tableware',
              'Gross weight 18,240 kg',
              'Total 41,860.00 EUR',
            ],
          },
        ],
      },
    ],
  },
  {
    at: 0.945,
    language: 'en',
    subject: 'Cold chain sensors: weekly readings',
    mails: [
      {
        from: 'priya.raman',
        to: ['@logistics'],
        look: 'signed',
        text: `Dear all,

all lanes stayed below 6 °C this week. One sensor in Graz needs a new battery; it lost contact twice at night and caught up in the morning, so no reading is missing.

The two peaks on the Lyon lane are door openings at the border, four minutes each. I have marked them in the sheet.

If you load a reefer yourself: please start the logger before the doors are open, not after.

Priya`,
        attachments: [
          {
            kind: 'csv',
            name: 'readings.csv',
            rows: [
              ['lane', 'lowest', 'highest', 'hours'],
              ['Munich-Lyon', '2.4', '5.8', '61'],
              ['Munich-Graz', '2.1', '4.9', '38'],
              ['Hamburg-Gdansk', '2.2', '4.4', '55'],
              ['Lisbon-Lyon', '2.9', '5.6', '72'],
            ],
          },
          { kind: 'png', name: 'lanes.png', hue: 205 },
        ],
      },
      {
        from: 'thomas.ortner',
        to: ['priya.raman'],
        cc: ['@logistics'],
        after: 40,
        text: `Battery is changed, it was the one behind the fan. Thanks for the hint, Priya.

Thomas`,
      },
    ],
  },
  {
    at: 0.82,
    language: 'en',
    subject: 'Minutes from the carrier review',
    mails: [
      {
        from: 'mireille.fontaine',
        to: ['katharina.brandt', 'jonas.weidner', 'baptiste.moreau'],
        look: 'signed',
        text: `Dear colleagues,

three decisions, one open point.

1. Two carriers share the Lyon lane from next month, 60 to 40.
2. Waiting time is paid from the 45th minute, not the 30th.
3. Empty runs to Gdańsk are planned a week ahead; Agnieszka collects them.

Open: the fuel surcharge from April. Baptiste asks for a formula instead of a number, and I think he is right.

Minutes attached; please shout by {nextday} if I misheard you.

Mireille`,
        attachments: [
          {
            kind: 'pdf',
            name: 'Carrier review minutes.pdf',
            lines: [
              'Carrier review, minutes',
              '1. Lyon lane shared 60 to 40',
              '2. Waiting time from minute 45',
              '3. Empty runs planned a week ahead',
              'Open: fuel surcharge',
            ],
          },
        ],
      },
      {
        from: 'jonas.weidner',
        to: ['mireille.fontaine'],
        cc: ['katharina.brandt', 'baptiste.moreau'],
        after: 55,
        text: `Thank you, Mireille, exactly as I remember it. Formula, yes, but one that fits on half a page.

Jonas`,
      },
      {
        from: 'baptiste.moreau',
        to: ['jonas.weidner'],
        cc: ['mireille.fontaine', 'katharina.brandt'],
        after: 80,
        text: `Half a page it shall be. I owe you a draft before the weekend.

Baptiste`,
      },
    ],
  },
  {
    at: 0.88,
    language: 'en',
    subject: 'Lisbon warehouse, keys and alarm codes',
    mails: [
      {
        from: 'katharina.brandt',
        to: ['tomas.oliveira'],
        text: `Hi Tomás,

the night shift starts on {tomorrow}. Who has the second set of keys for the Lisbon warehouse, and has Rui got his own alarm code by now?

Katharina`,
      },
      {
        from: 'tomas.oliveira',
        to: ['katharina.brandt'],
        after: 95,
        text: `Handed over this morning. The second set stays with Rita at the gate, as always; Rui got his own code and has tried it twice, once successfully.

The alarm company calls him, not me, from now on. My family sends its thanks.

Tomás`,
      },
    ],
  },
];
