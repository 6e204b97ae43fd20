/** Where the main window opens: where it was, as far as that is still on a screen. */
import { z } from 'zod';

export const WINDOW_SIZE = { width: 1100, height: 720, minWidth: 720, minHeight: 480 } as const;

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const windowPlaceSchema = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() }),
  maximised: z.boolean(),
});
export type WindowPlace = z.infer<typeof windowPlaceSchema>;

/** So much of the title row must be on a screen that the window can be caught and moved. */
const reachable = { width: 120, height: 32 } as const;

/** `null` bounds: let the system choose. `workAreas` are those of the screens now attached. */
export function placeFor(
  saved: unknown,
  workAreas: readonly Rectangle[],
): { readonly bounds: Rectangle | null; readonly maximised: boolean } {
  const parsed = windowPlaceSchema.safeParse(saved);
  if (!parsed.success) return { bounds: null, maximised: false };
  const { bounds, maximised } = parsed.data;
  const area = workAreas.find((candidate) => isReachable(bounds, candidate));
  return { bounds: area === undefined ? null : fit(bounds, area), maximised };
}

function isReachable(bounds: Rectangle, area: Rectangle): boolean {
  const width = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const height = area.y + area.height - bounds.y;
  return width >= reachable.width && height >= reachable.height && bounds.y >= area.y;
}

function fit(bounds: Rectangle, area: Rectangle): Rectangle {
  return {
    x: bounds.x,
    y: bounds.y,
    width: Math.max(WINDOW_SIZE.minWidth, Math.min(bounds.width, area.width)),
    height: Math.max(WINDOW_SIZE.minHeight, Math.min(bounds.height, area.height)),
  };
}
