import {
  type EditStep,
  type EditTarget,
  MAX_SEMITONES,
  MAX_TEMPO,
} from '../../src-preload/contract/domain.ts';
import { gainStep, pitchStep as pitchEdit, tempoStep as tempoEdit } from '../engine/edit/edit-step.ts';
import { gainOf, numberOf, UsageError } from './arguments.ts';

/** The contract takes no more corners (`editTarget`). */
const MOST_CORNERS = 2000;
/** The separator that comes with Mezzo. */
const SEPARATOR = 'harmonic-percussive';

const numberIn = (text: string | undefined): number =>
  text === undefined || text.trim() === '' ? Number.NaN : Number(text);

/** `T0,T1,F0,F1,DB` as an edit step. */
export function regionStep(text: string, index: number): EditStep {
  const [t0, t1, f0, f1, gain, ...rest] = text.split(',');
  const [from, to, low, high] = [numberIn(t0), numberIn(t1), numberIn(f0), numberIn(f1)];
  if (gain === undefined || rest.length > 0 || !(from >= 0 && to > from && low >= 0 && high > low)) {
    throw new UsageError(`--region takes T0,T1,F0,F1,DB in seconds, hertz and decibels, not “${text}”.`);
  }
  const target: EditTarget = { kind: 'region', timeRange: [from, to], frequencyRange: [low, high] };
  return gainStep(`region-${index}`, `Region ${index + 1}`, target, gainOf('region', gain));
}

/** `T,F T,F T,F … DB` as an edit step over what lies inside the outline: three corners or more, then the gain. */
export function lassoStep(text: string, index: number): EditStep {
  const parts = text.trim().split(/\s+/);
  const gain = parts.pop();
  const points = parts.map((part): [number, number] => {
    const [time, hertz, ...rest] = part.split(',').map(numberIn);
    if (rest.length > 0 || !(time! >= 0 && hertz! >= 0 && Number.isFinite(time! + hertz!)))
      throw new UsageError(`“${part}” is no corner of a --lasso: write seconds,hertz as in 1.5,440.`);
    return [time!, hertz!];
  });
  if (gain === undefined || points.length < 3 || gain.includes(','))
    throw new UsageError(
      `--lasso takes three corners or more and decibels, as in "2,200 6,200 4,3000 -6", not “${text}”.`,
    );
  if (points.length > MOST_CORNERS)
    throw new UsageError(`--lasso takes at most ${MOST_CORNERS} corners, not ${points.length}.`);
  return gainStep(`lasso-${index}`, `Outline ${index + 1}`, { kind: 'lasso', points }, gainOf('lasso', gain));
}

/** `[SEPARATOR/]SOURCE,T0,T1,DB` as an edit step. */
export function sourceStep(text: string, index: number): EditStep {
  const [named, t0, t1, gain, ...rest] = text.split(',');
  const [from, to] = [numberIn(t0), numberIn(t1)];
  const slash = named!.lastIndexOf('/');
  const [separator, source] =
    slash < 0 ? [SEPARATOR, named!] : [named!.slice(0, slash), named!.slice(slash + 1)];
  if (gain === undefined || rest.length > 0 || source === '' || !(from >= 0 && to > from))
    throw new UsageError(
      `--source takes NAME,T0,T1,DB, as in percussive,10,20,-6, in seconds and decibels, not “${text}”.`,
    );
  const target: EditTarget = { kind: 'source', separator, source, timeRange: [from, to] };
  return gainStep(`source-${index}`, `Source ${index + 1}`, target, gainOf('source', gain));
}

/** `T0,T1,SEMITONES` as an edit step. */
export function pitchStep(text: string, index: number): EditStep {
  const [timeRange, semitones] = stretchOf('pitch', 'T0,T1,SEMITONES in seconds and semitones', text);
  const by = numberOf('pitch', semitones, 0, [-MAX_SEMITONES, MAX_SEMITONES]);
  return pitchEdit(`pitch-${index}`, `Pitch ${index + 1}`, timeRange, by);
}

/** `T0,T1,FACTOR` as an edit step: 1.5 is half as fast again. */
export function tempoStep(text: string, index: number): EditStep {
  const [timeRange, factor] = stretchOf('tempo', 'T0,T1,FACTOR in seconds and times as fast', text);
  const tempo = numberOf('tempo', factor, 1, [1 / MAX_TEMPO, MAX_TEMPO]);
  return tempoEdit(`tempo-${index}`, `Tempo ${index + 1}`, timeRange, tempo);
}

/** A stretch of time and what follows it, as it was typed. */
function stretchOf(option: string, form: string, text: string): [[number, number], string] {
  const [t0, t1, change = '', ...rest] = text.split(',');
  const [from, to] = [numberIn(t0), numberIn(t1)];
  if (change === '' || rest.length > 0 || !(from >= 0 && to > from))
    throw new UsageError(`--${option} takes ${form}, not “${text}”.`);
  return [[from, to], change];
}
