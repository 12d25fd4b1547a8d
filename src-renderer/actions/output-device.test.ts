import { expect, test, vi } from 'vitest';
import type { OutputAccess } from '../playback/output-access.ts';
import { createFakeConnection } from '../testing/fake-client.ts';
import { createWorkstation } from '../workstation.ts';
import { chooseOutput, followOutputs, OUTPUT_SETTING, restoreOutput } from './output-device.ts';

const output = (deviceId: string, label: string) => ({ kind: 'audiooutput' as const, deviceId, label });
const system = output('default', 'Default - Speakers');
const speakers = output('s', 'Speakers');
const headphones = output('h', 'Headphones');
const microphone = { kind: 'audioinput' as const, deviceId: 'm', label: 'Microphone' };

/** A machine with outputs that can be plugged in and pulled out, and a player that notes where sound goes. */
function setUp(...plugged: Awaited<ReturnType<OutputAccess['devices']>>[number][]) {
  let devices = plugged;
  let changed = () => {};
  const workstation = createWorkstation(createFakeConnection());
  const sendTo = vi.spyOn(workstation.player, 'sendTo');
  const access: OutputAccess = {
    supported: true,
    devices: async () => devices,
    onChange: (listener) => {
      changed = listener;
      return () => {
        changed = () => {};
      };
    },
  };
  const end = followOutputs(workstation, access);
  return {
    workstation,
    end,
    outputs: () => workstation.outputs.getState(),
    toasts: () => workstation.toasts.getState().items.map(({ text }) => text),
    sentTo: () => sendTo.mock.calls.map(([id]) => id),
    plug: async (...now: typeof devices) => {
      devices = now;
      changed();
      await settled();
    },
  };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test('the outputs are listed by name, without inputs and without the system’s own entry', async () => {
  const { outputs } = setUp(system, speakers, microphone, headphones, output('', ''));
  await settled();
  expect(outputs()).toMatchObject({ supported: true, wanted: null, used: null });
  expect(outputs().devices.map(({ label }) => label)).toEqual(['Speakers', 'Headphones']);
});

test('a chosen output is used and kept in the settings', async () => {
  const { workstation, outputs, sentTo } = setUp(system, headphones);
  await settled();
  await chooseOutput(workstation, { id: 'h', label: 'Headphones' });
  expect(outputs().used?.id).toBe('h');
  expect(sentTo()).toEqual(['h']);
  expect((await workstation.engine.settings.get())[OUTPUT_SETTING]).toEqual({ id: 'h', label: 'Headphones' });
  await chooseOutput(workstation, null);
  expect(sentTo()).toEqual(['h', '']);
  expect((await workstation.engine.settings.get())[OUTPUT_SETTING]).toBeNull();
});

test('a device that is pulled out gives way to the system’s output with one sentence, and is used again when it is back', async () => {
  const { workstation, outputs, toasts, sentTo, plug } = setUp(speakers, headphones);
  await settled();
  await chooseOutput(workstation, { id: 'h', label: 'Headphones' });
  await plug(speakers);
  expect(outputs()).toMatchObject({ used: null, wanted: { label: 'Headphones' } });
  expect(toasts()).toEqual(['“Headphones” is no longer connected. Sound goes to the system’s output.']);
  await plug(speakers, microphone);
  expect(toasts()).toHaveLength(1);
  await plug(speakers, headphones);
  expect(outputs().used?.id).toBe('h');
  expect(toasts().at(-1)).toBe('“Headphones” is connected again. Sound goes to it.');
  expect(sentTo()).toEqual(['h', '', 'h']);
});

test('the output chosen last comes back, under another id too, and nothing is said of it', async () => {
  const { workstation, outputs, toasts, sentTo } = setUp(output('h2', 'Headphones'));
  await restoreOutput(workstation, { id: 'h', label: 'Headphones' });
  await settled();
  expect(outputs().used).toEqual({ id: 'h2', label: 'Headphones' });
  expect(sentTo()).toEqual(['h2']);
  expect(toasts()).toEqual([]);
  await restoreOutput(workstation, 'nonsense');
  expect(outputs()).toMatchObject({ wanted: null, used: null });
});

test('an output that the browser refuses is told of once', async () => {
  const { workstation, outputs, toasts } = setUp(headphones);
  await settled();
  await chooseOutput(workstation, { id: 'h', label: 'Headphones' });
  workstation.player.onOutputRefused();
  workstation.player.onOutputRefused();
  expect(outputs().used).toBeNull();
  expect(toasts()).toEqual([
    'Sound cannot be sent to “Headphones”. It goes to the system’s output; choose another one in the settings.',
  ]);
});

test('without support nothing is asked and nothing is listed', async () => {
  const workstation = createWorkstation(createFakeConnection());
  const devices = vi.fn(async () => [headphones]);
  followOutputs(workstation, { supported: false, devices, onChange: () => () => {} });
  await settled();
  expect(devices).not.toHaveBeenCalled();
  expect(workstation.outputs.getState()).toMatchObject({ supported: false, devices: [] });
});
