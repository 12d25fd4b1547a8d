import { beforeEach, expect, test } from 'vitest';
import { makeStep } from '../../actions/change-edits.ts';
import { loadTrack } from '../../actions/open-track.ts';
import { undo } from '../../actions/undo.ts';
import { createFakeConnection } from '../../testing/fake-client.ts';
import { createWorkstation, type Workstation } from '../../workstation.ts';
import { frequencyScales, hertzToY } from '../frequency-scale.ts';
import { edgeDrag } from './edge-drag.ts';
import { edgeAt } from './edges.ts';
import type { Hit } from './gesture.ts';

const HEIGHT = 400;
let workstation: Workstation;
beforeEach(async () => {
  workstation = createWorkstation(createFakeConnection());
  await loadTrack(workstation, 'a');
});

/** The pointer at a time and frequency, a pixel being 20 ms. */
const hit = (time: number, hertz: number, more: Partial<Hit> = {}): Hit => ({
  lane: 'spectrogram',
  x: time / 0.02,
  y: hertzToY(hertz, HEIGHT, frequencyScales.logarithmic),
  laneHeight: HEIGHT,
  time,
  hertz,
  button: 0,
  shift: false,
  alt: false,
  control: false,
  secondsPerPixel: 0.02,
  ...more,
});

function drag(from: Hit, to: Hit): void {
  const going = edgeDrag.begin(from, workstation)!;
  going.move(to);
  going.end(to);
}

test('each side of a selected rectangle is taken hold of near it, and nothing in its middle or with Shift', () => {
  workstation.view.setState({ region: { timeRange: [2, 6], frequencyRange: [200, 2000] } });
  const side = (one: Hit) => edgeAt(one, workstation)?.side ?? null;
  expect([hit(2.05, 600), hit(5.95, 600), hit(4, 202), hit(4, 1990)].map(side)).toEqual([
    'left',
    'right',
    'low',
    'high',
  ]);
  expect([hit(4, 600), hit(2.05, 4000), hit(1, 600), hit(2.05, 600, { shift: true })].map(side)).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

test('a dragged side of the selection goes along and may pass the other', () => {
  workstation.view.setState({ region: { timeRange: [2, 6], frequencyRange: [200, 2000] } });
  drag(hit(2.02, 600), hit(3.5, 900));
  expect(workstation.view.getState().region).toEqual({ timeRange: [3.5, 6], frequencyRange: [200, 2000] });
  drag(hit(4, 200), hit(4.2, 5000));
  expect(workstation.view.getState().region).toEqual({ timeRange: [3.5, 6], frequencyRange: [2000, 5000] });
});

test('a time range is dragged in the waveform too, and stays one', () => {
  workstation.view.setState({ region: { timeRange: [2, 6], frequencyRange: [0, 22_050] } });
  drag(hit(6, 0, { lane: 'waveform', y: 10 }), hit(8, 0, { lane: 'waveform', y: 30 }));
  expect(workstation.view.getState().region).toEqual({ timeRange: [2, 8], frequencyRange: [0, 22_050] });
});

test('a dragged side of an edit changes its bounds and its given name, as one step of undo', async () => {
  const region = makeStep({ kind: 'region', timeRange: [2, 6], frequencyRange: [200, 2000] }, -6);
  workstation.edits.setState({ steps: [region] });
  await workstation.engine.edits.set({ trackId: 'a', steps: [region], label: 'Soften' });
  drag(hit(6, 600), hit(7, 600));
  const [step] = workstation.edits.getState().steps;
  expect(step?.target).toEqual({ kind: 'region', timeRange: [2, 7], frequencyRange: [200, 2000] });
  expect(step?.name).toBe(
    '0:02.00–0:07.00, 200 Hz–2.00 kHz'.replaceAll(' Hz', '\u2009Hz').replace(' kHz', '\u2009kHz'),
  );
  await undo.run(workstation);
  expect(workstation.edits.getState().steps[0]?.target).toMatchObject({ timeRange: [2, 6] });
});

test('a click at an edge means what lies under it', () => {
  workstation.view.setState({ region: { timeRange: [2, 6], frequencyRange: [200, 2000] } });
  const going = edgeDrag.begin(hit(2, 600), workstation)!;
  going.end(hit(2, 600));
  expect(workstation.view.getState().region).toBeNull();
  expect(workstation.playback.getState().cursor).toBe(2);
});
