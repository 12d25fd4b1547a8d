import { expect, test } from 'vitest';
import { type ReportInput, reportPage } from './report-page.ts';
import { faultOf } from './well-formed.fixture.ts';

const HOSTILE = `"><img src=x onerror=alert(1)><script>alert('x')</script> & \u0000`;
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><title>t</title></svg>\n';

/** Every text in it is hostile. */
const input: ReportInput = {
  title: HOSTILE,
  recording: [[HOSTILE, HOSTILE]],
  model: [['Licence', HOSTILE]],
  warnings: [HOSTILE],
  moment: HOSTILE,
  familiarity: HOSTILE,
  emotions: [{ label: HOSTILE, range: [-1, 1], recording: 0.25, moment: -0.5, halfWidth: 0.42 }],
  intervals: HOSTILE,
  effects: [{ svg, sentence: HOSTILE }],
  curves: svg,
  midLevel: svg,
  explanations: [{ heading: HOSTILE, svg, trust: [[HOSTILE, HOSTILE]], deletion: svg }],
  edits: [
    { name: HOSTILE, change: HOSTILE, note: HOSTILE },
    { name: 'Hum', change: '−∞ dB', note: '' },
  ],
  changes: [{ label: HOSTILE, before: 0.25, after: -0.125 }],
  sounds: [{ caption: HOSTILE, flac: 'ZkxhQw==' }],
  made: HOSTILE,
};

test('no foreign text becomes markup, wherever it stands', () => {
  const html = reportPage(input);
  expect(html).not.toMatch(/<script|<img|onerror=alert\(1\)>/i);
  expect(html.match(/&#60;script&#62;/g)).toHaveLength(22);
  // Void elements are no XML; without them the page must be well-formed.
  expect(
    faultOf(
      html
        .replace('<!doctype html>\n', '')
        .replace(/<meta [^>]*>|&nbsp;/g, '')
        .replace(/ controls /g, ' '),
    ),
  ).toBeNull();
});

test('the page asks nobody for anything', () => {
  const html = reportPage(input);
  expect(html).toContain(
    `content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src data:"`,
  );
  expect(html.match(/ (src|href)="(?!data:)/g)).toBeNull();
  expect(html).not.toMatch(/@import|url\(/);
});

test('figures, numbers with their signs, and sounds are there', () => {
  const html = reportPage(input);
  expect(html.match(/<svg /g)).toHaveLength(5);
  expect(html).toContain('<td>−1 to +1</td><td>+0.25</td><td>−0.50</td><td>± 0.42</td>');
  expect(html).toContain('<td>−∞ dB</td>');
  expect(html).toContain('<td>+0.25</td><td>−0.13</td><td>−0.38</td>');
  expect(html).toContain('<audio controls preload="metadata" src="data:audio/flac;base64,ZkxhQw=="></audio>');
});

test('what is not there is said', () => {
  const html = reportPage({ ...input, explanations: [], edits: [], familiarity: null, intervals: null });
  expect(html).toContain('No feature was explained.');
  expect(html).toContain('Nothing is edited.');
  expect(html).not.toContain('Before</th>');
});
