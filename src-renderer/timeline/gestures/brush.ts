import { combineSelection } from '../../actions/select-segments.ts';
import type { OpenExplanation } from '../../stores/explanation.ts';
import type { Region } from '../../stores/view.ts';
import type { Workstation } from '../../workstation.ts';
import { frequencyScales, hertzToY, yToHertz } from '../frequency-scale.ts';
import { segmentAt } from '../label-picture.ts';
import { outlineFrom, type Pixel, regionOf, rimOf } from '../outline.ts';
import { type Drag, type Hit, hasMoved } from './gesture.ts';
import { modeOf } from './select-drag.ts';

/** CSS px; the pointer over the spectrogram shows a ring of this size (timeline.css). */
const RADIUS = 10;

/** How far apart a stroke between two moves of the pointer is looked at, in px. */
const LOOK = 3;

/** What a stroke of the brush covers. */
export function paintedRegion(way: readonly Hit[], { view, session }: Workstation): Region | null {
  const scale = frequencyScales[view.getState().spectrogram.scale];
  const duration = session.getState().track?.duration ?? 0;
  // The view may have moved under the stroke, so its places are found by their time and frequency.
  const last = way.at(-1)!;
  const pixels = way.map(
    ({ time, hertz }): Pixel => [
      (time - last.time) / last.secondsPerPixel,
      hertzToY(hertz, last.laneHeight, scale),
    ],
  );
  const outline = outlineFrom(rimOf(pixels, RADIUS), ([x, y]) => [
    Math.min(duration, Math.max(0, last.time + x * last.secondsPerPixel)),
    yToHertz(Math.min(last.laneHeight, Math.max(0, y)), last.laneHeight, scale),
  ]);
  return regionOf(outline);
}

/** A stroke over segments: all that it passes over are selected, with Shift as well, with Alt no longer. */
export function brushSegments(
  hit: Hit,
  { view, explanation }: Workstation,
  current: OpenExplanation,
  click: (hit: Hit) => void,
): Drag {
  const { selected } = explanation.getState();
  const { region } = view.getState();
  const mode = modeOf(hit);
  const passed = new Set<number>();
  let last = hit;
  let moved = false;
  const move = (now: Hit) => {
    for (const id of segmentsBetween(last, now, current)) passed.add(id);
    last = now;
    moved ||= hasMoved(hit, now);
    if (!moved) return;
    const ids = [...passed];
    explanation.setState({
      selected: mode === 'replace' ? new Set(ids) : combineSelection(selected, ids, mode),
    });
    view.setState({ region: null });
  };
  return {
    move,
    end: (now) => {
      move(now);
      if (!moved) click(now);
    },
    cancel: () => {
      explanation.setState({ selected });
      view.setState({ region });
    },
  };
}

/** Ids of the segments on the straight way between two places. */
function segmentsBetween(a: Hit, b: Hit, explanation: OpenExplanation): number[] {
  const looks = Math.max(1, Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) / LOOK));
  return Array.from({ length: looks + 1 }, (_, i) => {
    const share = i / looks;
    // Even in the logarithm, which is near enough to the screen's axis over so short a way.
    const hertz = a.hertz ** (1 - share) * b.hertz ** share;
    return segmentAt(explanation, a.time + share * (b.time - a.time), hertz);
  }).filter((id) => id !== null);
}
