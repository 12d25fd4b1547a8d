import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOrInstallBrowser } from './steps/browser.ts';
import { suites } from './suites.ts';

/**
 * `npm test`: lint, types, unused code, unit and contract tests, then the end-to-end tests of the main path in a real browser.
 * `npm run test:long`: the tests that take longer (suites.ts). Every step runs even when an earlier one failed; the last line counts what passed and what failed.
 */

interface Tally {
  passed: number;
  failed: number;
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
  return run(command, args) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
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
  };
  const failed = Math.max(report.numFailedTests, report.numFailedTestSuites);
  return { passed: report.numPassedTests, failed: ok ? failed : Math.max(1, failed) };
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
  const { stats } = JSON.parse(readFileSync(file, 'utf8')) as {
    stats: { expected: number; unexpected: number; flaky: number };
  };
  const failed = stats.unexpected + stats.flaky;
  return { passed: stats.expected, failed: ok ? failed : Math.max(1, failed) };
}

type Step = [string, () => Tally | Promise<Tally>];
const checks: Step[] = [
  ['lint', () => check('biome', ['check', '--error-on-warnings', '.'])],
  ['types', () => check('tsc', ['-p', '.'])],
  ['unused code', () => check('knip', [])],
];
const steps: Step[] = [...(long ? [] : checks), ['unit tests', unitTests], ['browser tests', browserTests]];

const total: Tally = { passed: 0, failed: 0 };
for (const [name, step] of steps) {
  const started = Date.now();
  let tally: Tally;
  try {
    tally = await step();
  } catch (error) {
    console.error(`${name} could not run: ${error instanceof Error ? error.message : String(error)}`);
    tally = { passed: 0, failed: 1 };
  }
  total.passed += tally.passed;
  total.failed += tally.failed;
  console.log(
    `${name}: ${tally.passed} ok, ${tally.failed} not, ${((Date.now() - started) / 1000).toFixed(1)} s`,
  );
}
rmSync(reports, { recursive: true, force: true });
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
