import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FuzzReport, faultsOf, fuzzAudio } from './audio-mutations.ts';

/**
 * Opens many damaged sound files: `node test/fuzz/audio-long.ts [runs = 10000] [seed = 1]`. Prints the figures and ends
 * with 1 when a file did not end in a recording or a sentence, or took longer than the hang limit and a second.
 */
const runs = Number(process.argv[2] ?? 10_000);
const seed = Number(process.argv[3] ?? 1);
const folder = mkdtempSync(join(tmpdir(), 'mezzo-fuzz-'));

function tell(report: FuzzReport): void {
  if (report.runs % 1000 === 0) process.stderr.write(`${report.runs} of ${runs}\n`);
}

try {
  const started = performance.now();
  const report = await fuzzAudio(folder, runs, seed, tell);
  const seconds = (performance.now() - started) / 1000;
  const { outcomes, ...figures } = report;
  console.log(JSON.stringify({ seed, seconds, ...figures, outcomes: Object.fromEntries(outcomes) }, null, 2));
  const faults = faultsOf(report, runs);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
