import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOrInstallBrowser } from './steps/browser.ts';
import { suites } from './suites.ts';

/**
 * `npm test`: lint, types, unused code, unit and contract tests, then the end-to-end tests of the main path in a real browser.
 * `npm run test:long`: the tests that take longer (suites.ts). Every step runs even when an earlier one failed; the last lines name what failed,
 * what passed only when it was tried again, and count both.
 */

interface Tally {
  passed: number;
  failed: number;
  /** What the reader looks at first: tests that failed, and those that passed only when tried again. */
  notes?: readonly string[];
}

const long = process.argv.includes('--long');
const suite = long ? suites.long : suites.short;
const reports = mkdtempSync(join(tmpdir(), 'mezzo-test-'));

function run(command: string, args: string[], env: NodeJS.ProcessEnv = {}): boolean {
  console.log(`\n> ${command} ${args.join(' ')}`);
  const result = spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  return result.status === 0;
}

function check(command: string, args: string[]): Tally {
  const ok = run(command, args);
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, notes: [`failed: ${command}`] };
}

function unitTests(): Tally {
  const file = join(reports, 'unit.json');
  const ok = run('vitest', [
    'run',
    ...suite.vitest,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const report = JSON.parse(readFileSync(file, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    numFailedTestSuites: number;
    testResults: { name: string; status: string; assertionResults: { fullName: string; status: string }[] }[];
  };
  const failed = Math.max(report.numFailedTests, report.numFailedTestSuites);
  const notes = report.testResults.flatMap(({ name, status, assertionResults }) => {
    const tests = assertionResults.filter((one) => one.status === 'failed');
    if (tests.length === 0 && status === 'failed') return [`failed: ${name}`];
    return tests.map(({ fullName }) => `failed: ${name}: ${fullName}`);
  });
  return { passed: report.numPassedTests, failed: ok ? failed : Math.max(1, failed), notes };
}

/** A part of Playwright's JSON report. */
interface Suite {
  readonly suites?: readonly Suite[];
  readonly specs?: readonly { title: string; file: string; tests: readonly { status: string }[] }[];
}

/** The names of all specs below a suite that ended as `status`. */
function named(suite: Suite, status: string): string[] {
  const own = (suite.specs ?? []).filter(({ tests }) => tests.some((one) => one.status === status));
  return [
    ...own.map(({ file, title }) => `${file}: ${title}`),
    ...(suite.suites ?? []).flatMap((one) => named(one, status)),
  ];
}

async function browserTests(): Promise<Tally> {
  const browser = await findOrInstallBrowser();
  const file = join(reports, 'e2e.json');
  const specs = suite.browser.map((name) => `/${name}.spec.ts`);
  const ok = run(
    'playwright',
    ['test', '-c', 'test/e2e/playwright.config.ts', '--reporter=list,json', ...specs],
    {
      MEZZO_BROWSER: browser,
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    },
  );
  const report = JSON.parse(readFileSync(file, 'utf8')) as Suite & {
    stats: { expected: number; unexpected: number; flaky: number };
  };
  const { expected, unexpected, flaky } = report.stats;
  const notes = [
    ...named(report, 'unexpected').map((name) => `failed twice: ${name}`),
    ...named(report, 'flaky').map((name) => `passed only when tried again: ${name}`),
  ];
  return { passed: expected + flaky, failed: ok ? unexpected : Math.max(1, unexpected), notes };
}

type Step = [string, () => Tally | Promise<Tally>];
const checks: Step[] = [
  ['lint', () => check('biome', ['check', '--error-on-warnings', '.'])],
  ['types', () => check('tsc', ['-p', '.'])],
  ['unused code', () => check('knip', [])],
];
const steps: Step[] = [...(long ? [] : checks), ['unit tests', unitTests], ['browser tests', browserTests]];

const total = { passed: 0, failed: 0 };
const notes: string[] = [];
for (const [name, step] of steps) {
  const started = Date.now();
  let tally: Tally;
  try {
    tally = await step();
  } catch (error) {
    console.error(`${name} could not run: ${error instanceof Error ? error.message : String(error)}`);
    tally = { passed: 0, failed: 1, notes: [`${name} could not run`] };
  }
  notes.push(...(tally.notes ?? []));
  total.passed += tally.passed;
  total.failed += tally.failed;
  console.log(
    `${name}: ${tally.passed} ok, ${tally.failed} not, ${((Date.now() - started) / 1000).toFixed(1)} s`,
  );
}
rmSync(reports, { recursive: true, force: true });
for (const note of notes) console.log(note);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
