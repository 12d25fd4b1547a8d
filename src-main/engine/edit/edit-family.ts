import type { EditStep, EditTarget, GainDb } from '../../../src-preload/contract/domain.ts';
import type { ExplainedSegment } from '../../../src-preload/contract/explanation.ts';
import { gainStep } from './edit-step.ts';

/** An explanation of an emotion, or of a mid-level feature that moves it, in one window. */
export interface Evidence {
  readonly explanationId: string;
  /** In lower case, as in a sentence: `dissonance`. */
  readonly label: string;
  /** +1 when more of it raises the emotion, −1 when less of it does. */
  readonly sign: 1 | -1;
  readonly window: { readonly start: number; readonly end: number };
  readonly segments: readonly ExplainedSegment[];
}

/** Edits that differ only in how far they go. */
export interface EditFamily {
  readonly name: string;
  /** The steps at a strength of 0 (nothing) to 1 (all that is allowed); equal for nearly equal strengths. */
  steps(strength: number): EditStep[];
}

/** What one part of an edit does at full strength. */
interface Part {
  readonly name: string;
  readonly target: EditTarget;
  readonly fullDb: number;
}

const QUIETER_DB = -24;
const LOUDER_DB = 9;
const BAND_QUIETER_DB = -12;
const BAND_LOUDER_DB = 6;
const STEP_DB = 0.5;
const FEW = 5;
const SIGNIFICANT = 0.05;
/** Corners of the bands that broad edits act on, in Hz. */
const BANDS: readonly (readonly [string, number, number])[] = [
  ['Bass', 30, 250],
  ['Low middle', 250, 1000],
  ['High middle', 1000, 4000],
  ['Treble', 4000, 20_000],
];

/** A gain at a strength, in steps of half a dB. */
function gainAt(fullDb: number, strength: number): GainDb {
  return Math.round((fullDb * strength) / STEP_DB) * STEP_DB;
}

export function familyOf(name: string, parts: readonly Part[]): EditFamily {
  return {
    name,
    steps: (strength) =>
      parts
        .map(({ name: partName, target, fullDb }, i) =>
          gainStep(`suggested ${i}`, partName, target, gainAt(fullDb, strength)),
        )
        .filter(({ gainDb }) => gainDb !== 0),
  };
}

/** One family after the other, each as far as it goes at the strength it is given times the common one. */
export function joined(members: readonly { family: EditFamily; strength: number }[]): EditFamily {
  return {
    name: members.map(({ family }) => family.name).join('; '),
    steps: (strength) =>
      members
        .flatMap((member) => member.family.steps(strength * member.strength))
        .map((step, i) => ({ ...step, id: `suggested ${i}` })),
  };
}

/** The segments whose presence moves the emotion against (−1) or along (+1) the wish, the strongest first. */
function movers({ segments, sign }: Evidence, direction: 1 | -1, side: 1 | -1): ExplainedSegment[] {
  return segments
    .filter(({ weight, pValue }) => weight * sign * direction * side > 0 && pValue < SIGNIFICANT)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
}

const raises = (evidence: Evidence, direction: 1 | -1, side: 1 | -1): string =>
  evidence.sign * direction * side > 0 ? `raises ${evidence.label}` : `lowers ${evidence.label}`;

/** Edits of segments: what works against the wish made quieter, what works for it louder, both, and the strongest few alone. */
export function segmentFamilies(evidence: Evidence, direction: 1 | -1): EditFamily[] {
  const { explanationId } = evidence;
  const part = (segments: readonly ExplainedSegment[], side: 1 | -1): Part => {
    const what = raises(evidence, direction, side);
    return {
      name: side < 0 ? `What ${what}, quieter` : `What ${what}, louder`,
      target: { kind: 'segments', explanationId, segmentIds: segments.map(({ id }) => id) },
      fullDb: side < 0 ? QUIETER_DB : LOUDER_DB,
    };
  };
  const against = movers(evidence, direction, -1);
  const along = movers(evidence, direction, 1);
  const families: EditFamily[] = [];
  const counted = (segments: readonly ExplainedSegment[]) =>
    segments.length === 1 ? '1 segment' : `${segments.length} segments`;
  const single = (segments: readonly ExplainedSegment[], side: 1 | -1) => {
    if (segments.length === 0) return;
    const made = part(segments, side);
    families.push(familyOf(`${made.name} (${counted(segments)})`, [made]));
  };
  single(against, -1);
  single(along, 1);
  if (against.length > FEW) single(against.slice(0, FEW), -1);
  if (along.length > FEW) single(along.slice(0, FEW), 1);
  if (against.length > 0 && along.length > 0) {
    const name = `What ${raises(evidence, direction, -1)} quieter, what ${raises(evidence, direction, 1)} louder`;
    families.push(familyOf(name, [part(against, -1), part(along, 1)]));
  }
  return families;
}

/** Gains on whole bands of the window, the way that the weights of the segments in them point. The clearest two. */
export function bandFamilies({ segments, sign, window }: Evidence, direction: 1 | -1): EditFamily[] {
  const centre = ({ frequencyRange: [low, high] }: ExplainedSegment) => Math.sqrt(Math.max(1, low) * high);
  return BANDS.map(([name, low, high]) => {
    const inside = segments.filter((segment) => centre(segment) >= low && centre(segment) < high);
    return { name, low, high, sum: inside.reduce((total, { weight }) => total + weight * sign, 0) };
  })
    .filter(({ sum }) => sum !== 0)
    .sort((a, b) => Math.abs(b.sum) - Math.abs(a.sum))
    .slice(0, 2)
    .map(({ name, low, high, sum }) => {
      const louder = sum * direction > 0;
      const named = `${name} (${low}–${high} Hz) ${louder ? 'louder' : 'quieter'}`;
      const target: EditTarget = {
        kind: 'region',
        timeRange: [window.start, window.end],
        frequencyRange: [low, high],
      };
      return familyOf(named, [{ name: named, target, fullDb: louder ? BAND_LOUDER_DB : BAND_QUIETER_DB }]);
    });
}

/** Gains on whole sound sources, the way that the weights of their spans point. */
export function sourceFamilies({ explanationId, segments, sign }: Evidence, direction: 1 | -1): EditFamily[] {
  const sources = Map.groupBy(
    segments.filter(({ source }) => source !== null && source !== 'residual'),
    ({ source }) => source!,
  );
  return [...sources].flatMap(([source, spans]) => {
    const sum = spans.reduce((total, { weight }) => total + weight * sign, 0);
    if (sum === 0) return [];
    const louder = sum * direction > 0;
    const name = `${source[0]!.toUpperCase()}${source.slice(1)} sound ${louder ? 'louder' : 'quieter'}`;
    const target: EditTarget = { kind: 'segments', explanationId, segmentIds: spans.map(({ id }) => id) };
    return [familyOf(name, [{ name, target, fullDb: louder ? BAND_LOUDER_DB : QUIETER_DB }])];
  });
}
