import { beforeEach, expect, test } from 'vitest';
import { commitSteps, makeStep } from '../actions/change-edits.ts';
import { type ExportWhat, exportAudio, exportSteps } from '../actions/export-audio.ts';
import { startSession } from '../actions/start-session.ts';
import { createFakeConnection } from '../testing/fake-client.ts';
import { createWorkstation, type Workstation } from '../workstation.ts';

const region = { timeRange: [1, 2], frequencyRange: [100, 900] } as const;
const target = () => ({
  kind: 'region' as const,
  timeRange: [3, 4] as [number, number],
  frequencyRange: [50, 80] as [number, number],
});
let workstation: Workstation;

beforeEach(async () => {
  workstation = createWorkstation(createFakeConnection());
  await startSession(workstation);
  const heard = makeStep(target(), -6);
  const bypassed = { ...makeStep(target(), -6), bypassed: true };
  await commitSteps(workstation, [heard, bypassed], 'test');
  workstation.view.setState({ region });
});

const gains = (what: ExportWhat) =>
  exportSteps(workstation, what).map(({ gainDb, complement }) => [gainDb, complement]);

test('what is exported is what is heard: bypassed steps are left out', () => {
  expect(gains('original')).toEqual([]);
  expect(gains('edited')).toEqual([[-6, false]]);
});

test('only the selection silences all else, and without it silences the selection', () => {
  expect(gains('only')).toEqual([
    [-6, false],
    [null, true],
  ]);
  expect(gains('without')).toEqual([
    [-6, false],
    [null, false],
  ]);
});

test('giving up in the save dialog writes nothing', async () => {
  const asked: string[] = [];
  const host = {
    ...workstation,
    capabilities: {
      ...workstation.capabilities,
      saveDialog: async (name: string) => {
        asked.push(name);
        return null;
      },
    },
  };
  const job = { what: 'edited', format: 'flac', name: 'Prelude edited.flac' } as const;
  expect(await exportAudio(host, job, () => expect.unreachable())).toBeNull();
  expect(asked).toEqual(['Prelude edited.flac']);
});
