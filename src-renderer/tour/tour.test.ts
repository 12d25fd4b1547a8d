import { expect, test } from 'vitest';
import { startSession } from '../actions/start-session.ts';
import { endTour, goToStep, showTour } from '../actions/tour.ts';
import { createFakeConnection } from '../testing/fake-client.ts';
import { createWorkstation, type Workstation } from '../workstation.ts';
import { tourSteps } from './steps.ts';

/** A workstation whose engine keeps these settings. */
function withSettings(settings: Record<string, string>): Workstation {
  const connection = createFakeConnection();
  const set = async ({ key, value }: { key: string; value: unknown }) => {
    settings[key] = String(value);
  };
  Object.assign(connection.client.settings, { get: async () => settings, set });
  return createWorkstation(connection);
}

test('the tour is offered on the first start, and once it was declined never again', async () => {
  const settings: Record<string, string> = {};
  const first = withSettings(settings);
  await startSession(first);
  expect(first.tour.getState()).toEqual({ offered: true, step: null });
  endTour(first);
  expect(first.tour.getState()).toEqual({ offered: false, step: null });
  const second = withSettings(settings);
  await startSession(second);
  expect(second.tour.getState()).toEqual({ offered: false, step: null });
});

test('the command shows the tour from its first step, also after it was seen', async () => {
  const workstation = withSettings({ tour: 'seen' });
  await startSession(workstation);
  expect(showTour.enabled(workstation)).toBe(true);
  await showTour.run(workstation);
  expect(workstation.tour.getState().step).toBe(0);
});

test('a step opens the panel and the page it speaks of', () => {
  const workstation = withSettings({});
  workstation.view.setState({ showLibrary: false, showInspector: false, page: 'edits' });
  goToStep(workstation, 0);
  expect(workstation.view.getState()).toMatchObject({ showLibrary: true, showInspector: false });
  goToStep(
    workstation,
    tourSteps.findIndex(({ title }) => title === 'Read why'),
  );
  expect(workstation.view.getState()).toMatchObject({ showInspector: true, page: 'effects' });
});

test('the steps go the whole circle and are read in less than two minutes', () => {
  const words = tourSteps.map(({ title, text }) => `${title} ${text}`.split(/\s+/).length);
  // 200 words a minute, and eight seconds to look at each thing.
  const seconds = words.reduce((sum, count) => sum + count * 0.3 + 8, 0);
  expect(tourSteps).toHaveLength(7);
  expect(seconds).toBeLessThan(120);
});
