/**
 * Which tests `npm test` runs, in under five minutes on two cores, and which `npm run test:long` does. Folders of Vitest's files and names
 * of browser specs; every file belongs to one suite (structure/suites.test.ts).
 */
export interface Suite {
  readonly vitest: readonly string[];
  readonly browser: readonly string[];
}

export const suites: Readonly<Record<'short' | 'long', Suite>> = {
  short: {
    vitest: [
      'src-main/',
      'src-preload/',
      'src-renderer/',
      'test/contract/',
      'test/fuzz/',
      'test/golden/',
      'test/security/',
      'test/structure/',
    ],
    browser: ['commands', 'editing', 'electron', 'importing', 'musician', 'newcomer', 'playing'],
  },
  long: {
    vitest: ['test/bad-input/', 'test/circle/', 'test/cli/', 'test/durability/'],
    browser: [
      'accessibility',
      'beats',
      'explaining',
      'exporting',
      'files',
      'inspecting',
      'library',
      'listening',
      'outlines',
      'pictures',
      'output-device',
      'pitch',
      'suggesting',
      'tempo',
      'timeline',
      'tour',
      'versions',
      'web-host',
      'what-it-knows',
    ],
  },
};
