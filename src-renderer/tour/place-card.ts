/** A rectangle in pixels of the window. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export type Side = 'right' | 'left' | 'above' | 'below';

/** Pixels between the card and what it speaks of, and between the card and the edge of the window. */
const GAP = 12;

/**
 * Where the card stands: at the side of the target where it fits without covering it, first `prefer`, then right, left, above or below; where it fits at
 * none, at the side with the most room. Always inside the window, if it fits there at all.
 */
export function placeCard(
  target: Box,
  card: { readonly width: number; readonly height: number },
  window: { readonly width: number; readonly height: number },
  prefer: Side = 'right',
): { left: number; top: number } {
  const right = target.left + target.width;
  const bottom = target.top + target.height;
  const rooms = [
    { side: 'right', room: window.width - right - card.width },
    { side: 'left', room: target.left - card.width },
    { side: 'above', room: target.top - card.height },
    { side: 'below', room: window.height - bottom - card.height },
  ] as const;
  const fits = rooms.filter(({ room }) => room >= 2 * GAP);
  const fitting = fits.find(({ side }) => side === prefer) ?? fits[0];
  const { side } = fitting ?? rooms.reduce((most, one) => (one.room > most.room ? one : most));
  const across = target.left + (target.width - card.width) / 2;
  const along = target.top + (target.height - card.height) / 2;
  const wanted = {
    right: { left: right + GAP, top: along },
    left: { left: target.left - GAP - card.width, top: along },
    above: { left: across, top: target.top - GAP - card.height },
    below: { left: across, top: bottom + GAP },
  }[side];
  return {
    left: inside(wanted.left, card.width, window.width),
    top: inside(wanted.top, card.height, window.height),
  };
}

const inside = (at: number, size: number, most: number) => Math.max(GAP, Math.min(at, most - size - GAP));
