import { formatDecibels, formatHertz, formatSigned, formatTime, labelOf } from '../ui/format.ts';
import type { Workstation } from '../workstation.ts';
import { noteName } from './frequency-scale.ts';
import type { Hit } from './gestures/gesture.ts';
import { segmentAt } from './label-picture.ts';
import type { Scene } from './scene/scene.ts';

/** What is under the pointer, in words: time, then what the lane shows there. */
export function readoutOf(hit: Hit, scene: Scene, workstation: Workstation): string {
  const parts = [formatTime(hit.time, 3)];
  if (hit.lane === 'spectrogram') parts.push(...spectrogramParts(hit, scene, workstation));
  if (hit.lane === 'emotions' || hit.lane === 'midLevel') parts.push(...curveParts(hit, workstation));
  return parts.join('  ·  ');
}

function spectrogramParts({ time, hertz }: Hit, scene: Scene, { explanation }: Workstation): string[] {
  const level = scene.levelAt(time, hertz);
  const parts = [`${formatHertz(hertz)} ${noteName(hertz)}`];
  if (level !== null) parts.push(formatDecibels(level, 0));
  const { current } = explanation.getState();
  const id = current ? segmentAt(current, time, hertz) : null;
  const segment = current?.segments.find((one) => one.id === id);
  if (segment)
    parts.push(
      `segment ${segment.id}: ${formatSigned(segment.weight, 3)} ± ${segment.standardError.toFixed(3)}`,
    );
  return parts;
}

function curveParts({ lane, time }: Hit, { session, view }: Workstation): string[] {
  const curves = session.getState().editedCurves ?? session.getState().curves;
  if (!curves) return [];
  const { hopSeconds, windowSeconds, count, duration, midLevelNames } = curves.prediction;
  const half = Math.min(windowSeconds, duration) / 2;
  const row = Math.min(count - 1, Math.max(0, Math.round((time - half) / hopSeconds)));
  const names = lane === 'emotions' ? view.getState().shownEmotions : midLevelNames;
  return names.flatMap((name) => {
    const column = curves.names.indexOf(name);
    const value = curves.values[row * curves.names.length + column];
    return column < 0 || value === undefined ? [] : [`${labelOf(name)} ${formatSigned(value)}`];
  });
}
