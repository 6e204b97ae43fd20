/** Conversations in English about trucks and pallets that are not where, or as, they should be. */
import type { Conversation } from '../script.ts';

export const TROUBLE: readonly Conversation[] = [
  {
    at: 0.55,
    language: 'en',
    subject: 'Reefer 22: noise from the compressor',
    mails: [
      {
        from: 'mateusz.wrobel',
        to: ['katharina.brandt', 'priya.raman'],
        flaggedBy: ['priya.raman'],
        text: `Hello,

the driver says reefer 22 "sounds like a coffee grinder". I listened to it: it is the fan bearing, not the compressor. It will last this week, but I would not send it to Lisbon with it.

I can change it on Saturday if it stays in the yard.

Mateusz`,
        attachments: [{ kind: 'png', name: 'bearing.png', hue: 28 }],
      },
      {
        from: 'priya.raman',
        to: ['mateusz.wrobel'],
        cc: ['katharina.brandt'],
        after: 15,
        text: `Short lanes only until then, please. Katharina, can it do Graz and back?

Priya`,
      },
      {
        from: 'katharina.brandt',
        to: ['priya.raman', 'mateusz.wrobel'],
        after: 12,
        text: `Graz and back, then the yard. Booked for Saturday, bay 5.

Katharina`,
      },
    ],
  },
  {
    at: 0.35,
    language: 'en',
    subject: 'Two pallets too many in Gdańsk',
    mails: [
      {
        from: 'agnieszka.zielinska',
        to: ['katharina.brandt'],
        cc: ['piotr.malinowski'],
        look: 'signed',
        text: `Hi Katharina,

we counted 28 pallets, the papers say 26. Both extra ones carry labels for Lyon. They are dry goods and stand safely in hall B, so nothing is burning, but somebody in Lyon is surely looking for them.

Agnieszka`,
      },
      {
        from: 'katharina.brandt',
        to: ['agnieszka.zielinska', 'mireille.fontaine'],
        cc: ['piotr.malinowski'],
        after: 18,
        text: `Found the owner: Mireille, these are your two from Friday. Can you live with the Thursday lane, or do you need them sooner?

Katharina`,
      },
      {
        from: 'mireille.fontaine',
        to: ['katharina.brandt', 'agnieszka.zielinska'],
        after: 30,
        text: `Thursday is fine. I had already begun to accuse the carrier; please do not tell him.

Mireille`,
      },
    ],
  },
];
