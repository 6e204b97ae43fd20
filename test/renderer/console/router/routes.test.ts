/** Tests the table of the console's addresses: read, written, and both in turn. */
import { describe, expect, test } from 'vitest';
import { addressOf, pageKeyOf, placeOf, type To } from '../../../../renderer/console/router/routes.ts';

describe('addresses', () => {
  test.each<[string, ReturnType<typeof placeOf>]>([
    ['', { route: 'events', query: {} }],
    ['#/events', { route: 'events', query: {} }],
    ['#/events/', { route: 'events', query: {} }],
    ['#/events/new', { route: 'new-event', query: {} }],
    ['#/events/e1', { route: 'event', id: 'e1', query: {} }],
    ['#/events/e1/edit', { route: 'edit-event', id: 'e1', query: {} }],
    [
      '#/people?q=k%C3%B6ster&sort=-email&device=',
      { route: 'people', query: { q: 'köster', sort: '-email' } },
    ],
    ['#/groups/a%2Fb%20c', { route: 'group', id: 'a/b c', query: {} }],
    ['#/api-tokens', { route: 'api-tokens', query: {} }],
  ])('%s', (hash, place) => {
    expect(placeOf(hash)).toEqual(place);
  });

  test.each([
    '#/nowhere',
    '#events',
    '#/events/e1/edit/more',
    '#/groups//',
    '#/devices/%E0%A4%A',
    '#/__proto__',
  ])('%s is unknown, and leads to the events', (hash) => {
    expect(placeOf(hash)).toEqual({ route: 'events', query: {} });
  });

  test.each<To>([
    { route: 'device', id: '50% off?&#' },
    { route: 'audit', query: { q: 'a&b=c', sort: '-seq' } },
  ])('%j comes back from its own address', (to) => {
    expect(placeOf(addressOf(to))).toEqual({ query: {}, ...to });
  });

  test('a query with nothing in it leaves no question mark', () => {
    expect(addressOf({ route: 'groups', query: { q: '' } })).toBe('#/groups');
  });

  test('another thing is another page, another query is not', () => {
    expect(pageKeyOf(placeOf('#/events/a'))).not.toBe(pageKeyOf(placeOf('#/events/b')));
    expect(pageKeyOf(placeOf('#/groups?q=x'))).toBe(pageKeyOf(placeOf('#/groups')));
  });
});
