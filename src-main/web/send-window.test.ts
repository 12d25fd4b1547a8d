import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { SendWindow } from './send-window.ts';

test('what waits is let through one after the other, as room comes', async () => {
  const window = new SendWindow(100);
  const sent: number[] = [];
  const send = async (frame: number): Promise<void> => {
    if (await window.admit(80)) sent.push(frame);
  };
  for (const frame of [1, 2, 3, 4]) void send(frame);
  await turn();
  expect(sent).toEqual([1, 2]);
  window.arrived(80);
  await turn();
  expect(sent).toEqual([1, 2, 3]);
  window.arrived(80);
  await turn();
  expect(sent).toEqual([1, 2, 3, 4]);
});

test('a frame larger than the limit passes when nothing is on its way', async () => {
  const window = new SendWindow(10);
  expect(await window.admit(1000)).toBe(true);
});

test('the end of the receiver frees whoever waits, and nothing more is sent', async () => {
  const window = new SendWindow(10);
  await window.admit(11);
  const waiting = window.admit(1);
  window.end();
  expect(await waiting).toBe(false);
  expect(await window.admit(1)).toBe(false);
});
