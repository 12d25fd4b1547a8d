import { familiarityWord } from '../../src-preload/contract/familiarity.ts';
import {
  formatDecibels,
  formatHertz,
  formatNumber,
  formatSeconds,
  formatSigned,
  formatTime,
  labelOf,
} from '../ui/format.ts';
import type { Workstation } from '../workstation.ts';
import { formatPlace, placeAt } from './beat-map.ts';
import { noteName } from './frequency-scale.ts';
import type { Hit } from './gestures/gesture.ts';
import { segmentAt } from './label-picture.ts';
import { rulerOf } from './lanes.ts';
import type { Scene } from './scene/scene.ts';

/** Marks the segment under the pointer, here and in the list; none when the pointer left. */
export function hoverSegment(hit: Hit | null, { explanation }: Workstation): void {
  const { current, hovered } = explanation.getState();
  const id = current && hit?.lane === 'spectrogram' ? segmentAt(current, hit.time, hit.hertz) : null;
  if (id !== hovered) explanation.setState({ hovered: id });
}

/** What is under the pointer, in words: time, then what the lane shows there. */
export function readoutOf(hit: Hit, scene: Scene, workstation: Workstation): string {
  const parts = [formatTime(hit.time, 3), ...placeParts(hit.time, workstation)];
  if (hit.lane === 'spectrogram') parts.push(...spectrogramParts(hit, scene, workstation));
  if (hit.lane === 'emotions' || hit.lane === 'midLevel') parts.push(...curveParts(hit, workstation));
  return parts.join('  ·  ');
}

/** Bars and beats, where the ruler shows them. */
function placeParts(time: number, workstation: Workstation): string[] {
  const { map } = workstation.beats.getState();
  const place = map && rulerOf(workstation) !== 'time' ? placeAt(map, time) : null;
  return place ? [`bar ${formatPlace(place)}`] : [];
}

function spectrogramParts({ time, hertz }: Hit, scene: Scene, { explanation, view }: Workstation): string[] {
  const level = scene.levelAt(time, hertz);
  const parts = [`${formatHertz(hertz)} ${noteName(hertz)}`];
  if (level !== null) parts.push(formatDecibels(level, 0));
  const { current } = explanation.getState();
  const id = current ? segmentAt(current, time, hertz) : null;
  const segment = current?.segments.find((one) => one.id === id);
  if (segment)
    parts.push(
      `${segment.source === null ? `segment ${segment.id}` : labelOf(segment.source)}: ${formatSigned(segment.weight, 3)} ± ${segment.standardError.toFixed(3)}`,
    );
  const { region } = view.getState();
  if (region) {
    const [low, high] = region.frequencyRange;
    const seconds = formatSeconds(region.timeRange[1] - region.timeRange[0], 2);
    parts.push(
      `${region.outline ? 'outline' : 'region'} ${seconds} × ${formatHertz(low)}–${formatHertz(high)}`,
    );
  }
  return parts;
}

function curveParts({ lane, time }: Hit, { session, view }: Workstation): string[] {
  const curves = session.getState().editedCurves ?? session.getState().curves;
  if (!curves) return [];
  const { hopSeconds, windowSeconds, count, duration, midLevelNames } = curves.prediction;
  const half = Math.min(windowSeconds, duration) / 2;
  const row = Math.min(count - 1, Math.max(0, Math.round((time - half) / hopSeconds)));
  const names = lane === 'emotions' ? view.getState().shownEmotions : midLevelNames;
  const familiarity = curves.familiarity?.[row];
  const parts = names.flatMap((name) => {
    const column = curves.names.indexOf(name);
    const value = curves.values[row * curves.names.length + column];
    return column < 0 || value === undefined ? [] : [`${labelOf(name)} ${formatSigned(value)}`];
  });
  if (familiarity !== undefined)
    parts.push(`${familiarityWord(familiarity)} (familiarity ${formatNumber(familiarity)})`);
  return parts;
}
