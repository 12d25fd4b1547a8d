import { expect, test } from 'vitest';
import { createFakeConnection } from '../testing/fake-client.ts';
import { createWorkstation } from '../workstation.ts';
import { chooseModel } from './models.ts';
import { startSession } from './start-session.ts';

/** A workstation whose models are listed when the test says so, and what is asked of the engine's predictions meanwhile. */
function slowToExamine() {
  const workstation = createWorkstation(createFakeConnection());
  workstation.session.setState({ connection: 'connected' });
  const { models, predictions } = workstation.engine;
  const { list } = models;
  const { promise: examined, resolve: examine } = Promise.withResolvers<void>();
  models.list = Object.assign(async () => {
    await examined;
    return list();
  }, {});
  const asked: unknown[] = [];
  const { run } = predictions;
  predictions.run = Object.assign((query: Parameters<typeof run>[0]) => {
    asked.push(query.modelId);
    return run(query);
  }, {});
  return { workstation, list, examine, asked };
}

test('the project’s recording is there before the models are, and is judged when they are', async () => {
  const { workstation, examine, asked } = slowToExamine();
  const started = startSession(workstation);
  await expect.poll(() => workstation.session.getState().track?.id).toBe('a');
  expect(workstation.session.getState()).toMatchObject({ model: null, examining: true });
  expect(asked).toEqual([]);
  examine();
  await started;
  const { model, curves, examining } = workstation.session.getState();
  expect([model, curves]).not.toContain(null);
  expect(examining).toBe(false);
  expect(asked).toContain(model?.id);
  expect(asked).not.toContain(undefined);
});

test('a model chosen while the models were still being examined stays chosen', async () => {
  const { workstation, list, examine } = slowToExamine();
  const started = startSession(workstation);
  await expect.poll(() => workstation.session.getState().track?.id).toBe('a');
  const [first] = await list();
  const other = { ...first!, id: 'other' };
  workstation.session.setState({ models: [first!, other] });
  await chooseModel(workstation, 'other');
  examine();
  await started;
  expect(workstation.session.getState().model?.id).toBe('other');
  expect(workstation.session.getState().models).toHaveLength(2);
});
