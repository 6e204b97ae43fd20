/** Conversations in French, Portuguese, Spanish, Polish, Japanese, Arabic and Hebrew. */
import type { Conversation } from '../script.ts';

const HADDAD = 'Nadim Haddad <nadim.haddad@cedar-port.example>';
const AMBAR = 'Lucía Ferrer <lucia.ferrer@ambar-cargo.example>';
const KOBE = '小林 健太 <kenta.kobayashi@kobe-ceramics.example>';
const CARMEL = 'נועה לוי <noa.levi@carmel-fruit.example>';

export const LANGUAGES: readonly Conversation[] = [
  {
    at: 0.972,
    language: 'ar',
    subject: 'تأكيد موعد التسليم يوم {tomorrow}',
    mails: [
      {
        from: 'layla.haddad',
        to: ['katharina.brandt'],
        unreadBy: ['katharina.brandt'],
        text: `مرحبًا كاترينا،

نؤكد أن الشحنة ستصل صباح {tomorrow} إلى المستودع في ميونيخ، بين الساعة السابعة والثامنة. الحاوية رقم 4471 محجوزة باسمنا، والأوراق كاملة.

يرجى إبلاغ السائق بأن المدخل الشمالي مغلق بسبب أعمال الصيانة، وأن عليه استخدام البوابة 3.

مع أطيب التحيات،
ليلى حداد`,
      },
    ],
  },
  {
    at: 0.4,
    language: 'ar',
    subject: 'قائمة الأسعار الجديدة للربع القادم',
    mails: [
      {
        from: HADDAD,
        to: ['layla.haddad', 'katharina.brandt'],
        text: `السادة الأعزاء،

تجدون طيه قائمة الأسعار الجديدة لخط بيروت – هامبورغ. الأسعار سارية من بداية الشهر القادم، ولا تشمل رسوم الميناء.

نرجو تأكيد الاستلام.

نديم حداد`,
        attachments: [
          {
            kind: 'xlsx',
            name: 'أسعار الربع القادم.xlsx',
            rows: [
              ['الخط', 'السعر (EUR)'],
              ['بيروت – هامبورغ', 1480],
              ['بيروت – لشبونة', 1390],
            ],
          },
        ],
      },
      {
        from: 'layla.haddad',
        to: [HADDAD],
        cc: ['katharina.brandt'],
        after: 45,
        text: `شكرًا جزيلًا يا نديم، وصلت القائمة. سأعود إليك بعد مراجعتها مع كاترينا.

ليلى`,
      },
    ],
  },
  {
    at: 0.62,
    language: 'he',
    subject: 'משלוח ההדרים: עדכון טמפרטורה',
    mails: [
      {
        from: CARMEL,
        to: ['katharina.brandt', 'priya.raman'],
        text: `שלום קטרינה,

המשלוח יצא מהנמל אתמול בערב. הטמפרטורה במכולה יציבה על 5 מעלות, והחיישן משדר כל עשר דקות. צפי הגעה לליסבון: יום {nextday}.

בבקשה אשרו שהרציף פנוי בשעה 09:00.

בברכה,
נועה לוי`,
      },
      {
        from: 'katharina.brandt',
        to: [CARMEL],
        cc: ['priya.raman', 'tomas.oliveira'],
        after: 60,
        text: `Dear Noa,

thank you, the quay is free at 09:00, Tomás is waiting for the oranges himself.

Katharina`,
      },
    ],
  },
  {
    at: 0.58,
    language: 'fr',
    subject: 'Créneaux de chargement à Lyon, semaine {week}',
    mails: [
      {
        from: 'baptiste.moreau',
        to: ['katharina.brandt', 'mireille.fontaine'],
        look: 'signed',
        text: `Bonjour Katharina,

le transporteur nous propose deux créneaux : mardi à 6 h 30 ou jeudi à 14 h. Je préfère mardi, car jeudi le quai est déjà bien rempli et le chef de quai devient poète quand il attend.

Peux-tu me dire avant midi ce qui te convient ?

Bonne journée,
Baptiste`,
      },
      {
        from: 'katharina.brandt',
        to: ['baptiste.moreau'],
        cc: ['mireille.fontaine'],
        after: 25,
        text: `Bonjour Baptiste,

mardi, 6 h 30, c'est parfait. Épargnons la poésie au chef de quai.

Katharina`,
      },
      {
        from: 'mireille.fontaine',
        to: ['katharina.brandt', 'baptiste.moreau'],
        after: 15,
        text: `C'est noté et réservé. Merci à vous deux.

Mireille`,
      },
    ],
  },
  {
    at: 0.8,
    language: 'pt',
    subject: 'Turno da noite: primeira semana',
    mails: [
      {
        from: 'rui.fontes',
        to: ['katharina.brandt', 'tomas.oliveira'],
        text: `Olá Katharina,

a primeira semana do turno da noite correu bem. Carregámos 41 paletes por noite, mais seis do que o previsto, e ninguém ficou sem jantar.

Só falta uma coisa: a luz sobre o cais 2 continua fundida. Às três da manhã faz diferença.

Um abraço,
Rui`,
      },
      {
        from: 'tomas.oliveira',
        to: ['rui.fontes'],
        cc: ['katharina.brandt'],
        after: 50,
        text: `Rui, a lâmpada chega amanhã. Parabéns à equipa!

Tomás`,
      },
    ],
  },
  {
    at: 0.22,
    language: 'pt',
    subject: 'Devoluções de outubro',
    mails: [
      {
        from: 'ines.duarte',
        to: ['katharina.brandt', 'beatriz.carvalho'],
        text: `Bom dia,

em anexo a lista das devoluções. São 37, quase metade por moradas incompletas. A Beatriz teve uma boa ideia: pedir o andar já na encomenda.

Inês`,
        attachments: [
          {
            kind: 'csv',
            name: 'devolucoes.csv',
            rows: [
              ['motivo', 'quantidade'],
              ['morada incompleta', 18],
              ['ausente', 11],
              ['danificado', 8],
            ],
          },
        ],
      },
    ],
  },
  {
    at: 0.46,
    language: 'es',
    subject: 'Reserva del muelle en Algeciras',
    mails: [
      {
        from: AMBAR,
        to: ['katharina.brandt'],
        look: 'signed',
        text: `Estimada Katharina:

le confirmo la reserva del muelle 7 para el {nextday}, de 10:00 a 13:00. El contenedor frigorífico queda enchufado desde su llegada, y el transitario ya tiene los documentos.

Si el barco se retrasa por el temporal, le aviso antes de las ocho.

Un cordial saludo,
Lucía Ferrer`,
      },
      {
        from: 'katharina.brandt',
        to: [AMBAR],
        after: 65,
        text: `Estimada Lucía:

muchas gracias, así queda perfecto. Cruzo los dedos por el tiempo.

Katharina`,
      },
      {
        from: AMBAR,
        to: ['katharina.brandt'],
        after: 300,
        text: `Buenos días, Katharina:

el temporal ha pasado de largo y el barco llega en hora. Puede descruzar los dedos.

Lucía`,
      },
    ],
  },
  {
    at: 0.74,
    language: 'pl',
    subject: 'Plan placu w Gdańsku na {tomorrow}',
    mails: [
      {
        from: 'piotr.malinowski',
        to: ['agnieszka.zielinska', 'katharina.brandt'],
        text: `Cześć,

jutro mamy dwanaście naczep i tylko dziewięć miejsc. Proponuję, żeby trzy z Hamburga zaczekały na parkingu przy obwodnicy do dziesiątej. Kierowcy dostaną śniadanie, już rozmawiałem z barem.

Pozdrawiam
Piotr`,
      },
      {
        from: 'agnieszka.zielinska',
        to: ['piotr.malinowski'],
        cc: ['katharina.brandt'],
        after: 20,
        text: `Dobry pomysł, Piotrze. Śniadanie na nasz koszt, proszę o rachunek.

Agnieszka`,
      },
    ],
  },
  {
    at: 0.66,
    language: 'ja',
    subject: 'コンテナ4471の修正インボイスについて',
    mails: [
      {
        from: KOBE,
        to: ['yuki.tanabe'],
        cc: ['katharina.brandt'],
        text: `ノースウィンド株式会社
田辺様、ブラント様

いつもお世話になっております。神戸セラミックスの小林です。

ご指摘のとおり、インボイスの重量に誤りがございました。正しくは18,240 kgです。修正版を添付いたしますので、ご確認のほどよろしくお願いいたします。

ご迷惑をおかけし、申し訳ございません。

小林 健太`,
        attachments: [
          {
            kind: 'pdf',
            name: '修正インボイス4471.pdf',
            lines: ['Commercial invoice 4471, corrected', 'Gross weight 18,240 kg', 'Total 41,860.00 EUR'],
          },
        ],
      },
      {
        from: 'yuki.tanabe',
        to: [KOBE],
        cc: ['katharina.brandt', 'samuel.okafor'],
        after: 20,
        text: `小林様

早速のご対応ありがとうございます。確かに受け取りました。税関へはこちらから提出いたします。

田辺 由紀`,
      },
    ],
  },
];
