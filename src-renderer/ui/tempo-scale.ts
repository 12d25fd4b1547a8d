import { MAX_TEMPO } from '../../src-preload/contract/domain.ts';
import { formatTempo } from './format.ts';
import type { NumberScale } from './scale-field.tsx';

/** Positions of the slider from the recording's tempo to twice as fast: each is 2 % faster, so that none gives the same whole percent as another. */
const POSITIONS = 35;

/** A factor of speed from half as fast to twice as fast, said in percent of the recording's tempo. */
export const tempoScale: NumberScale = {
  unit: 'percent',
  hint: '50 to 200 % of the recording’s tempo; also +12 % or 1.12x',
  neutral: 1,
  lastPosition: 2 * POSITIONS,
  positionOf: (tempo) => Math.round(POSITIONS * (1 + Math.log2(tempo) / Math.log2(MAX_TEMPO))),
  valueAt: (position) => Math.round(100 * MAX_TEMPO ** (position / POSITIONS - 1)) / 100,
  format: formatTempo,
  parse: parseTempo,
};

/**
 * A typed tempo as a factor, to a tenth of a percent: `112`, `112 %`, `+12 %` and `−12 %` for so much faster or slower, `1.12x`, `×0,9`. Undefined
 * when it is none, or is not between half and twice the recording's.
 */
function parseTempo(text: string): number | undefined {
  const plain = text.replaceAll('−', '-').replace(/\s/g, '').replace(',', '.');
  const times = plain.replace(/^[x×]|[x×]$/i, '');
  const tempo = Math.round(1000 * (times === plain ? ofPercent(plain) : plainNumber(times))) / 1000;
  return tempo >= 1 / MAX_TEMPO && tempo <= MAX_TEMPO ? tempo : undefined;
}

function ofPercent(text: string): number {
  const share = plainNumber(text.replace(/^[+-]|%$/g, '')) / 100;
  if (text.startsWith('+')) return 1 + share;
  return text.startsWith('-') ? 1 - share : share;
}

const plainNumber = (text: string): number => (/^(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN);
