import { refuseCorners, selectRegion } from '../../actions/select-region.ts';
import type { SelectionMode } from '../../actions/select-segments.ts';
import type { Region } from '../../stores/view.ts';
import type { Workstation } from '../../workstation.ts';
import { type Drag, type Hit, hasMoved } from './gesture.ts';

/** Shift adds, Alt takes away. */
export const modeOf = ({ alt, shift }: Pick<Hit, 'alt' | 'shift'>): SelectionMode =>
  alt ? 'subtract' : shift ? 'add' : 'replace';

/** Px between the places of a way that are kept, and how many are kept before every second one is given up. */
const STEP = 4;
const MOST_PLACES = 900;

/** Keeps where the pointer went, not too densely. */
export class Way {
  #places: Hit[];

  constructor(start: Hit) {
    this.#places = [start];
  }

  /** All that is kept, with the present place as the last. */
  to(now: Hit): readonly Hit[] {
    const last = this.#places.at(-1)!;
    if (Math.hypot(now.x - last.x, now.y - last.y) < STEP) return [...this.#places, now];
    this.#places.push(now);
    if (this.#places.length > MOST_PLACES) this.#places = this.#places.filter((_, i) => i % 2 === 0);
    return this.#places;
  }
}

interface Selecting {
  /** What the way of the pointer selects; null for nothing yet. */
  region(way: readonly Hit[]): Region | null;
  /** What a press without a drag does. */
  click(hit: Hit): void;
}

/** A drag that selects a free region, in the mode of the keys held at the press. */
export function selectDrag(hit: Hit, workstation: Workstation, { region, click }: Selecting): Drag {
  const { view, explanation } = workstation;
  const before = view.getState().region;
  const { selected } = explanation.getState();
  const mode = modeOf(hit);
  const way = new Way(hit);
  let moved = false;
  const draw = (now: Hit): boolean => {
    const places = way.to(now);
    moved ||= hasMoved(hit, now);
    const picked = moved ? region(places) : null;
    return picked === null || selectRegion(workstation, picked, mode, before);
  };
  return {
    move: draw,
    end: (now) => {
      if (!draw(now)) refuseCorners(workstation);
      if (!moved) click(now);
    },
    cancel: () => {
      view.setState({ region: before });
      explanation.setState({ selected });
    },
  };
}
