import type { Region, Trust } from '../../src-preload/contract/explanation.ts';
import { beginExplanation, checkQuestion, explainNow } from '../engine/explaining.ts';
import type { ExplainProgress } from '../engine/explanation-run.ts';
import type { LabelledExplanation } from '../engine/library/explanations.ts';
import { editedSound, noTargets } from '../engine/sounds.ts';
import { type Arguments, numberOf, requireOperands, UsageError, wholeNumberOf } from './arguments.ts';
import { printedExplanation } from './explanation-file.ts';
import { writeExplanation } from './explanation-folder.ts';
import { eachFile, type Output, shown } from './output.ts';
import { signed } from './predict.ts';
import { openModel, withEngine } from './with-engine.ts';

/** `mezzo explain`. */
export function explain(args: Arguments, output: Output): Promise<0 | 1> {
  const files = requireOperands(args.operands, 'a file');
  const { values } = args;
  if (values.feature === undefined)
    throw new UsageError('--feature says which feature or emotion to explain.');
  if (values.out !== undefined && files.length > 1)
    throw new UsageError('--out holds the explanation of one file.');
  const settings = {
    feature: values.feature,
    start: numberOf('start', values.start, 0, [0, 1e6]),
    samples: wholeNumberOf('samples', values.samples, 1000, [1, 1e7]),
    seed: wholeNumberOf('seed', values.seed, 0, [0, Number.MAX_SAFE_INTEGER]),
    segmenter: values.segmenter ?? 'felzenszwalb',
    selection: values.selection ?? 'corrected',
    estimator: values.estimator ?? 'local',
    fill: values.fill ?? 'silence',
    stability: values.stability === undefined ? null : numberOf('stability', values.stability, 0, [0, 1]),
    regions: (values.region ?? []).map(regionOf),
  };
  return withEngine(args, output, async (engine) => {
    const opening = openModel(engine, args, output);
    // Told with each file, so that a script finds an object a line even then.
    opening.catch(() => {});
    return eachFile(files, output, async (file) => {
      const model = await opening;
      checkQuestion(model, settings);
      await using recording = await engine.recordings.openFile(file, {
        onProgress: (fraction) => output.progress(file, 'reading', fraction),
      });
      const sound = editedSound(recording.audioHash, recording, [], noTargets, engine.compute);
      const onProgress = ({ step, done, total }: ExplainProgress) =>
        output.progress(file, step, done / total);
      const run = await beginExplanation(sound, model, settings, { ...engine, path: file, onProgress });
      const explanation = await explainNow(run, settings, recording.audioHash, { onProgress });
      const { warnings } = await engine.analyses.of(recording, model);
      for (const warning of [...recording.warnings, ...warnings]) output.say(`${shown(file)}: ${warning}`);
      if (output.json && explanation.note !== null) output.say(`${shown(file)}: ${explanation.note}`);
      if (values.out !== undefined)
        await writeExplanation(
          values.out,
          { file, sound, explanation, spectrogram: run.window.spectrogram },
          engine,
        );
      return output.json ? printedExplanation(file, explanation) : summaryOf(file, explanation);
    });
  });
}

/** A region from T0,T1,F0,F1 in seconds and hertz. */
function regionOf(text: string): Region {
  const [from, to, low, high] = text.split(',').map(Number) as [number, number, number, number];
  const known = text.split(',').length === 4 && from >= 0 && to > from && low >= 0 && high > low;
  if (!known) throw new UsageError(`--region takes T0,T1,F0,F1 in seconds and hertz, not “${text}”.`);
  return { timeRange: [from, to], frequencyRange: [low, high] };
}

function summaryOf(
  file: string,
  { feature, window, prediction, fidelity, segments, samples, note, trust }: LabelledExplanation,
): string {
  const selected = segments
    .filter((segment) => segment.selected)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const head = `${file}: ${feature} is ${signed(prediction)} from ${window.start.toFixed(1)} to ${window.end.toFixed(1)} s`;
  const fit = `  ${selected.length} of ${segments.length} segments matter (R² ${fidelity.r2.toFixed(2)}, stability ${fidelity.stability.toFixed(2)} over ${samples} samples)`;
  const badge = trust === null ? [] : [`  ${trust.badge}: ${trust.reason}${halvesText(trust)}`];
  const notes = [...badge, ...(note === null ? [] : [`  ${note}`])];
  const lines = selected
    .slice(0, 10)
    .map(
      ({ weight, standardError, timeRange: [t0, t1], frequencyRange: [f0, f1], source }) =>
        `  ${signed(weight)} ± ${standardError.toFixed(3)}  ${t0.toFixed(2)}–${t1.toFixed(2)} s  ${source ?? `${Math.round(f0)}–${Math.round(f1)} Hz`}`,
    );
  return [head, fit, ...notes, ...lines].join('\n');
}

function halvesText({ halves, direction }: Trust): string {
  const signs = ` ${direction.right} of the ${direction.of} largest have the sign their removal shows.`;
  if (!halves) return signs;
  const { spearman, jaccard, top } = halves;
  return `${signs} Halves of the samples agree with rank correlation ${spearman.value.toFixed(2)} and share ${Math.round(100 * jaccard.value)} % of the ${top} largest.`;
}
