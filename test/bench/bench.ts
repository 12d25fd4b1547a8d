import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Row } from './row.ts';

/**
 * `npm run bench`: runs every bench in a process of its own, one after the other, and writes docs/benchmarks.md. It reports and does not
 * judge: the exit code says only whether every bench ran.
 */

const benches = [
  'circle',
  'components',
  'explain',
  'edit',
  'predict',
  'library',
  'large-library',
  'page',
  'session',
];
/** The issue asks for a session of ten minutes. */
const options: Readonly<Record<string, readonly string[]>> = { session: ['--minutes', '10'] };
const rows: Row[] = [];
let broken = 0;

for (const bench of benches) {
  console.error(`\n> ${bench}`);
  const file = fileURLToPath(new URL(`./${bench}.ts`, import.meta.url));
  const { stdout, status } = spawnSync(process.execPath, [file, ...(options[bench] ?? [])], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 2_400_000,
  });
  if (status !== 0) broken++;
  for (const line of stdout.split('\n').filter((text) => text.startsWith('{'))) {
    const row = JSON.parse(line) as Row;
    rows.push(row);
    console.log(lineOf(row));
  }
}

function figure({ value, unit }: Row): string {
  const digits = unit === 's' ? 2 : 0;
  return `${value.toFixed(digits)} ${unit}`;
}

function lineOf(row: Row): string {
  return `| ${row.what} | ${figure(row)} | ${row.goal} | ${row.goal === '–' ? '' : row.met ? 'yes' : '**no**'} | ${row.reference === undefined ? '' : row.reference.toFixed(1)} |`;
}

const [cpu] = cpus();
const table = `# Benchmarks

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} × ${cpu?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, ${process.platform}.
Times depend on the machine; the last column is the same time as a multiple of a fixed task measured in the same run (2,000 real
Fourier transforms of 4,096 points on one thread), which travels better.

| what | measured | goal | met | × reference |
| --- | --- | --- | --- | --- |
${rows.map(lineOf).join('\n')}
`;
writeFileSync(new URL('../../docs/benchmarks.md', import.meta.url), table);
process.exitCode = broken === 0 ? 0 : 1;
