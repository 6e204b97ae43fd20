/** What a formatted text loses as plain text: lists, quotes and links stay, written in signs. Pure. */

export const LOSSES = ['emphasis', 'looks', 'tables'] as const;
export type Loss = (typeof LOSSES)[number];

const FOUND_BY: Readonly<Record<Loss, string>> = {
  emphasis: 'b, strong, i, em, u, ins, s, strike, del, sub, sup, big, small, mark',
  looks: 'font, [style], [bgcolor], [color], h1, h2, h3, h4, h5, h6',
  tables: 'table',
};

export function lossesOf(root: ParentNode): readonly Loss[] {
  return LOSSES.filter((loss) => root.querySelector(FOUND_BY[loss]) !== null);
}
