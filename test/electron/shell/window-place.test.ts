/** The window remembers its place as far as it can still be seen there (experience, "Window"). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WINDOW_SIZE, placeFor } from '../../../electron/shell/window-place.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1040 };
const beside = { x: 1920, y: 0, width: 1280, height: 1024 };
const bounds = { x: 100, y: 80, width: 1200, height: 800 };

describe('experience: the window remembers its place', () => {
  test('1100 × 720, not below 720 × 480', () => {
    expect(WINDOW_SIZE).toEqual({ width: 1100, height: 720, minWidth: 720, minHeight: 480 });
  });
  test.each([
    ['nothing was saved', null, null],
    ['what was saved is of another kind', { bounds: 'x' }, null],
    ['no size', { bounds: { ...bounds, width: 0 }, maximised: false }, null],
    ['it is where it was', { bounds, maximised: false }, bounds],
    [
      'it was on the screen beside',
      { bounds: { ...bounds, x: 2000 }, maximised: false },
      { ...bounds, x: 2000 },
    ],
    ['its screen is gone', { bounds: { ...bounds, x: 5000 }, maximised: false }, null],
    ['its title row is above the screen', { bounds: { ...bounds, y: -50 }, maximised: false }, null],
    ['it hangs out at the bottom', { bounds: { ...bounds, y: 1030 }, maximised: false }, null],
    [
      'it is larger than the screen',
      { bounds: { ...bounds, width: 5000 }, maximised: false },
      { ...bounds, width: 1920 },
    ],
  ])('%s', (_what, saved, expected) => {
    expect(placeFor(saved, [screen, beside]).bounds).toEqual(expected);
  });
  test('maximised is kept even when the place is not', () => {
    expect(placeFor({ bounds: { ...bounds, x: 9000 }, maximised: true }, [screen])).toEqual({
      bounds: null,
      maximised: true,
    });
  });

  test('wherever it opens, its title row can be caught', () => {
    const side = fc.integer({ min: -4000, max: 4000 });
    const size = fc.integer({ min: 1, max: 6000 });
    fc.assert(
      fc.property(side, side, size, size, (x, y, width, height) => {
        const place = placeFor({ bounds: { x, y, width, height }, maximised: false }, [screen, beside]);
        if (place.bounds === null) return;
        const { bounds: opened } = place;
        expect(
          [screen, beside].some((area) => opened.y >= area.y && opened.y + 32 <= area.y + area.height),
        ).toBe(true);
      }),
    );
  });
});
