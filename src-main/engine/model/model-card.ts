import type { ModelCard } from '../../../src-preload/contract/domain.ts';
import type { Examination } from './admission.ts';
import { frameToSeconds } from './framing.ts';
import type { Manifest } from './manifest.ts';

/** What the user is shown of a model: its manifest, how its examination went and what to be careful about. */
export function cardOf(manifest: Manifest, shipped: boolean, examination: Examination): ModelCard {
  const { frontEnd, window } = manifest;
  return {
    id: manifest.id,
    version: manifest.version,
    name: manifest.name,
    licence: manifest.licence,
    shipped,
    midLevel: manifest.midLevel,
    emotions: manifest.emotions,
    windowSeconds: frameToSeconds(window.frames, frontEnd),
    hopSeconds: frameToSeconds(window.hopFrames, frontEnd),
    head: manifest.head,
    domain: manifest.domain ? { material: manifest.domain.material } : null,
    intervals: manifest.intervals ?? null,
    provider: examination.chosen?.graph.provider ?? 'none',
    fallbackReason: examination.chosen?.fallbackReason ?? null,
    checks: [...examination.checks],
    card: examination.card,
    warnings: examination.error ? [examination.error.message] : [],
  };
}
