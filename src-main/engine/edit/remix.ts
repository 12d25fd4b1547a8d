import type { EditStep, EditTarget } from '../../../src-preload/contract/domain.ts';
import type { PcmSource } from '../audio/signal.ts';
import { combineGains, linearGain } from './gain.ts';
import { TIME_EDGE_SECONDS } from './plan.ts';
import { raisedCosineStep } from './raised-cosine.ts';

/** A source in a span of time; the components of one stretch add up to the recording there. */
export interface SourceComponent {
  /** As the explanation numbers it. */
  readonly id: number;
  /** Seconds of the recording. */
  readonly from: number;
  readonly to: number;
  readonly source: string;
}

/** Sources of a stretch of a recording, and its parting into components. */
export interface SourceMap {
  readonly components: readonly SourceComponent[];
  /** The sources' samples from sample `start` on, made when they are first needed. */
  read(): Promise<{ readonly start: number; readonly sources: ReadonlyMap<string, readonly Float32Array[]> }>;
}

/** Sources by what steps find them with; see `sourcesKey`. */
export type SourceMaps = ReadonlyMap<string, SourceMap>;

/** True when a step acts on sound sources. */
export function actsOnSources({ target }: EditStep, maps: SourceMaps): boolean {
  const key = sourcesKey(target);
  return key !== null && maps.has(key);
}

/** What the sources of a target are found with: its explanation, or the separator and the span. Null for a target that can have none. */
export function sourcesKey(target: EditTarget): string | null {
  if (target.kind === 'segments') return target.explanationId;
  return target.kind === 'source' ? `${target.separator} ${target.timeRange.join('…')}` : null;
}

/** A gain that comes or goes on one component. */
interface Fade {
  readonly component: number;
  readonly gain: number;
  /** The share of the gain at a time in seconds, 0 … 1. */
  shareAt(time: number): number;
}

/** The steps on one parting of the sound: a gain for each component, what fades on some, and a gain for all else. */
interface Gains {
  readonly map: SourceMap;
  readonly gains: Float64Array;
  readonly fades: Fade[];
  outside: number;
}

/**
 * The recording with gains on sound sources in spans of time: g · mix + Σ (gain − g) · source, g being the gain of everything else. Where no
 * gain differs the samples are the recording's, times g. The same samples come out however they are asked for.
 */
export function remix(pcm: PcmSource, steps: readonly EditStep[], maps: SourceMaps): PcmSource {
  const all = gainsOf(steps, maps);
  if (all.length === 0) return pcm;
  return {
    ...pcm,
    async read(start, count, signal) {
      const channels = await pcm.read(start, count, signal);
      for (const gains of all) await apply(channels, start, pcm.sampleRate, gains);
      return channels;
    },
  };
}

/** Seconds in which a remix may differ from the recording: whole components' spans, or everything. */
export function remixedSeconds(steps: readonly EditStep[], maps: SourceMaps): [number, number][] {
  return gainsOf(steps, maps).flatMap(({ map, gains, fades, outside }) => {
    if (outside !== 1) return [[Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as [number, number]];
    return map.components.flatMap(({ from, to }, c) =>
      gains[c] === 1 && !fades.some(({ component }) => component === c)
        ? []
        : [[from - TIME_EDGE_SECONDS / 2, to + TIME_EDGE_SECONDS / 2] as [number, number]],
    );
  });
}

function gainsOf(steps: readonly EditStep[], maps: SourceMaps): Gains[] {
  const all = new Map<string, Gains>();
  for (const { target, gainDb, complement, bypassed, fade } of steps) {
    const key = sourcesKey(target);
    const map = key === null || bypassed ? undefined : maps.get(key);
    if (key === null || !map) continue;
    const entry = all.get(key) ?? {
      map,
      gains: new Float64Array(map.components.length).fill(1),
      fades: [],
      outside: 1,
    };
    all.set(key, entry);
    const gain = linearGain(gainDb);
    map.components.forEach((component, c) => {
      const inside = isTarget(component, target);
      if (inside && fade) {
        const share = fadeOver(spanOf(target, map), fade);
        const shareAt = complement ? (time: number) => 1 - share(time) : share;
        entry.fades.push({ component: c, gain, shareAt });
      } else if (inside !== complement) entry.gains[c] = combineGains(entry.gains[c]!, gain);
    });
    if (complement) entry.outside = combineGains(entry.outside, gain);
  }
  return [...all.values()].filter(
    ({ gains, fades, outside }) => outside !== 1 || fades.length > 0 || gains.some((gain) => gain !== 1),
  );
}

/** The stretch that a target's fade runs over, in seconds. */
function spanOf(target: EditTarget, { components }: SourceMap): readonly [number, number] {
  if (target.kind === 'source') return target.timeRange;
  return [Math.min(...components.map(({ from }) => from)), Math.max(...components.map(({ to }) => to))];
}

/** Half a cosine over the whole stretch, as on the spectrogram (`rampedMask`). */
function fadeOver([from, to]: readonly [number, number], fade: 'in' | 'out'): (time: number) => number {
  const width = to - from;
  return (time) => {
    const come = raisedCosineStep(time, from + width / 2, width);
    return fade === 'out' ? come : 1 - come;
  };
}

function isTarget({ id, source }: SourceComponent, target: EditTarget): boolean {
  if (target.kind === 'segments') return target.segmentIds.includes(id);
  return target.kind === 'source' && target.source === source;
}

async function apply(
  channels: readonly Float32Array[],
  start: number,
  sampleRate: number,
  { map, gains, fades, outside }: Gains,
): Promise<void> {
  const count = channels[0]?.length ?? 0;
  const half = (TIME_EDGE_SECONDS * sampleRate) / 2;
  if (outside !== 1) for (const channel of channels) for (let n = 0; n < count; n++) channel[n]! *= outside;
  const touched = map.components.flatMap((component, c) => {
    const [from, to] = [component.from * sampleRate, component.to * sampleRate];
    const reaches = from - half < start + count && start < to + half;
    const fading = fades.filter(({ component: faded }) => faded === c);
    const differs = fading.length > 0 || gains[c] !== outside;
    return differs && reaches ? [{ component, from, to, gain: gains[c]!, fading }] : [];
  });
  if (touched.length === 0) return;
  const { start: begin, sources } = await map.read();
  for (const { component, from, to, gain, fading } of touched) {
    const source = sources.get(component.source);
    if (!source) continue;
    const first = Math.max(0, Math.floor(from - half) - start, begin - start);
    const last = Math.min(count, Math.ceil(to + half) - start, begin + source[0]!.length - start);
    for (let n = first; n < last; n++) {
      const at = start + n;
      const here = fading.reduce(
        (sum, fade) => combineGains(sum, 1 + fade.shareAt(at / sampleRate) * (fade.gain - 1)),
        gain,
      );
      const share =
        (here - outside) * (raisedCosineStep(at, from, 2 * half) - raisedCosineStep(at, to, 2 * half));
      for (const [c, channel] of channels.entries()) channel[n]! += share * source[c]![at - begin]!;
    }
  }
}
