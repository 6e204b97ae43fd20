/** The one table of the console's pages and their addresses after `#`, read and written with types (pure). */

/** `new` and `import` stand before `:id`, which would match them too. */
const PATTERNS = {
  events: '/events',
  'new-event': '/events/new',
  event: '/events/:id',
  'edit-event': '/events/:id/edit',
  groups: '/groups',
  'import-groups': '/groups/import',
  group: '/groups/:id',
  people: '/people',
  'import-people': '/people/import',
  person: '/people/:id',
  devices: '/devices',
  device: '/devices/:id',
  'mail-flow': '/mail',
  'mail-message': '/mail/:id',
  audit: '/audit',
  'audit-entry': '/audit/:id',
  administrators: '/administrators',
  'api-tokens': '/api-tokens',
  webhooks: '/webhooks',
  webhook: '/webhooks/:id',
  account: '/account',
} as const;

export type Route = keyof typeof PATTERNS;

/** What a table shows, or a form begins with: the part of an address after `?`. Empty values are left out. */
export type Query = Readonly<Record<string, string>>;

type IdOf<Name extends Route> = (typeof PATTERNS)[Name] extends `${string}/:id${string}`
  ? { readonly id: string }
  : unknown;

/** A page with what its address says, by the route's name. */
export type Place = {
  [Name in Route]: { readonly route: Name; readonly query: Query } & IdOf<Name>;
}[Route];

/** Where a link leads. */
export type To = {
  [Name in Route]: { readonly route: Name; readonly query?: Query } & IdOf<Name>;
}[Route];

const FALLBACK: Place = { route: 'events', query: {} };

/** `hash` as the browser has it; what no page has leads to the events. */
export function placeOf(hash: string): Place {
  const [path = '', search = ''] = hash.replace(/^#/, '').split('?', 2);
  const query = Object.fromEntries([...new URLSearchParams(search)].filter(([, value]) => value !== ''));
  for (const [route, pattern] of Object.entries(PATTERNS)) {
    const found = matched(pattern, path);
    // The table's own names and parts: what it cannot say to the compiler.
    if (found !== null) return { route, query, ...found } as Place;
  }
  return FALLBACK;
}

export function addressOf(to: To): string {
  const id = 'id' in to ? encodeURIComponent(to.id) : '';
  const filled = Object.entries(to.query ?? {}).filter(([, value]) => value !== '');
  const search = new URLSearchParams(filled).toString();
  return `#${PATTERNS[to.route].replace(':id', id)}${search === '' ? '' : `?${search}`}`;
}

/** What is shown beside its list: the list stays as it is. */
const BESIDE: Partial<Record<Route, Route>> = { device: 'devices', 'audit-entry': 'audit' };

/** Tells pages apart: the same page with another query is the same page still. */
export function pageKeyOf(place: Place): string {
  const list = BESIDE[place.route];
  if (list !== undefined) return list;
  return 'id' in place ? `${place.route} ${place.id}` : place.route;
}

/** null: no match. An id that is not well encoded is no id. */
function matched(pattern: string, path: string): { readonly id?: string } | null {
  const wanted = pattern.split('/');
  const given = path.replace(/\/$/, '').split('/');
  if (wanted.length !== given.length) return null;
  let id: string | undefined;
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part !== ':id' && part !== value) return null;
    if (part === ':id') id = decoded(value);
    if (part === ':id' && id === undefined) return null;
  }
  return id === undefined ? {} : { id };
}

function decoded(part: string): string | undefined {
  try {
    return part === '' ? undefined : decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
