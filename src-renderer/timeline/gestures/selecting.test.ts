import { expect, test } from 'vitest';
import type { OpenExplanation } from '../../stores/explanation.ts';
import { createFakeConnection } from '../../testing/fake-client.ts';
import { openFakeExplanation } from '../../testing/fake-explanation.ts';
import { createWorkstation, type Workstation } from '../../workstation.ts';
import { frequencyScales, hertzToY } from '../frequency-scale.ts';
import { segmentAt } from '../label-picture.ts';
import { isInside } from '../outline.ts';
import type { Hit } from './gesture.ts';
import { spectrogramDrag } from './spectrogram-drag.ts';
import { timeDrag } from './time-drag.ts';

const HEIGHT = 400;
const SECONDS_PER_PIXEL = 0.02;

function standing(): Workstation {
  const workstation = createWorkstation(createFakeConnection());
  workstation.session.setState({ track: { id: 'a', duration: 60, sampleRate: 44_100 } as never });
  return workstation;
}

/** The pointer at a time and frequency. */
function hit(time: number, hertz: number, more: Partial<Hit> = {}): Hit {
  return {
    lane: 'spectrogram',
    x: time / SECONDS_PER_PIXEL,
    y: hertzToY(hertz, HEIGHT, frequencyScales.logarithmic),
    laneHeight: HEIGHT,
    time,
    hertz,
    button: 0,
    shift: false,
    alt: false,
    control: false,
    secondsPerPixel: SECONDS_PER_PIXEL,
    ...more,
  };
}

type Place = readonly [time: number, hertz: number];

function drag(workstation: Workstation, places: readonly Place[], more: Partial<Hit> = {}): void {
  const hits = places.map(([time, hertz]) => hit(time, hertz, more));
  const gesture = more.lane && more.lane !== 'spectrogram' ? timeDrag : spectrogramDrag;
  const going = gesture.begin(hits[0]!, workstation)!;
  for (const one of hits.slice(1)) going.move(one);
  going.end(hits.at(-1)!);
}

async function explained(workstation: Workstation): Promise<OpenExplanation> {
  const current = await openFakeExplanation();
  workstation.explanation.setState({ current });
  return current;
}

const region = (workstation: Workstation) => workstation.view.getState().region;
const selected = (workstation: Workstation) => [...workstation.explanation.getState().selected].sort();

test('a lasso selects what lies inside its way, and Shift with another tool adds to it', () => {
  const workstation = standing();
  workstation.view.setState({ tool: 'lasso' });
  drag(workstation, [
    [2, 200],
    [6, 300],
    [5, 2000],
    [2, 1500],
  ]);
  expect(region(workstation)?.timeRange).toEqual([2, 6]);
  expect(isInside(region(workstation)!.outline!, 4, 800)).toBe(true);
  expect(isInside(region(workstation)!.outline!, 5.8, 1500)).toBe(false);
  workstation.view.setState({ tool: 'rectangle' });
  drag(
    workstation,
    [
      [10, 500],
      [12, 900],
    ],
    { shift: true },
  );
  expect(isInside(region(workstation)!.outline!, 4, 800)).toBe(true);
  expect(isInside(region(workstation)!.outline!, 11, 700)).toBe(true);
  expect(isInside(region(workstation)!.outline!, 8, 700)).toBe(false);
});

test('Alt cuts the drag out, live: coming back leaves no trace of the way there', () => {
  const workstation = standing();
  drag(workstation, [
    [1, 100],
    [9, 4000],
  ]);
  drag(
    workstation,
    [
      [3, 5000],
      [20, 20],
      [5, 20],
    ],
    { alt: true },
  );
  expect(isInside(region(workstation)!.outline!, 2, 1000)).toBe(true);
  expect(isInside(region(workstation)!.outline!, 4, 1000)).toBe(false);
  expect(isInside(region(workstation)!.outline!, 8, 1000)).toBe(true);
});

test('a drag on the waveform selects a time range over all frequencies', () => {
  const workstation = standing();
  drag(
    workstation,
    [
      [8, 0],
      [5, 0],
    ],
    { lane: 'waveform' },
  );
  expect(region(workstation)).toEqual({ timeRange: [5, 8], frequencyRange: [0, 22_050] });
});

test('the brush takes the segments it passes over, adds with Shift, takes away with Alt', async () => {
  const workstation = standing();
  const current = await explained(workstation);
  workstation.view.setState({ tool: 'brush', region: { timeRange: [1, 2], frequencyRange: [100, 200] } });
  const along = (from: Place, to: Place) =>
    new Set(
      Array.from({ length: 400 }, (_, i) => {
        const share = i / 399;
        const hertz = from[1] * (to[1] / from[1]) ** share;
        return segmentAt(current, from[0] + share * (to[0] - from[0]), hertz)!;
      }),
    );
  const way: [Place, Place] = [
    [6, 300],
    [13, 2000],
  ];
  drag(workstation, way);
  const passed = along(...way);
  expect(passed.size).toBeGreaterThan(2);
  // Looked at every 3 px, so a corner of a segment that the stroke grazes may be missed.
  expect(selected(workstation).filter((id) => !passed.has(id))).toEqual([]);
  expect(selected(workstation).length).toBeGreaterThanOrEqual(passed.size - 1);
  expect(region(workstation)).toBeNull();
  const before = selected(workstation);
  drag(
    workstation,
    [
      [6, 4000],
      [12, 4000],
    ],
    { shift: true },
  );
  const more = selected(workstation);
  expect(more.length).toBeGreaterThan(before.length);
  drag(workstation, way, { alt: true });
  expect(selected(workstation).some((id) => passed.has(id))).toBe(false);
});

test('without segments the brush paints a region of its width', () => {
  const workstation = standing();
  workstation.view.setState({ tool: 'brush' });
  drag(workstation, [
    [20, 1000],
    [24, 1000],
  ]);
  const { outline, timeRange } = region(workstation)!;
  expect(timeRange[0]).toBeCloseTo(20 - 10 * SECONDS_PER_PIXEL, 1);
  expect(timeRange[1]).toBeCloseTo(24 + 10 * SECONDS_PER_PIXEL, 1);
  const hertzAbove = (px: number) =>
    frequencyScales.logarithmic.toHertz(frequencyScales.logarithmic.toShare(1000) + px / HEIGHT);
  expect(isInside(outline!, 22, hertzAbove(9))).toBe(true);
  expect(isInside(outline!, 22, hertzAbove(11))).toBe(false);
  expect(isInside(outline!, 22, hertzAbove(-9))).toBe(true);
  expect(isInside(outline!, 22, hertzAbove(-11))).toBe(false);
});

test('a drag that is given up leaves the selection as it was', async () => {
  const workstation = standing();
  await explained(workstation);
  const before = { timeRange: [1, 2], frequencyRange: [100, 200] } as const;
  for (const tool of ['rectangle', 'time', 'lasso', 'brush'] as const) {
    workstation.view.setState({ tool, region: before });
    workstation.explanation.setState({ selected: new Set([3]) });
    const going = spectrogramDrag.begin(hit(7, 400), workstation)!;
    going.move(hit(9, 900));
    going.move(hit(10, 500));
    expect([region(workstation), selected(workstation)]).not.toEqual([before, [3]]);
    going.cancel();
    expect(region(workstation)).toEqual(before);
    expect(selected(workstation)).toEqual([3]);
  }
});
