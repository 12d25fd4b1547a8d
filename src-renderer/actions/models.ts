import type { Check } from '../../src-preload/contract/domain.ts';
import { cancel, report, type Workstation } from '../workstation.ts';
import { chooseMoment } from './choose-moment.ts';
import { predict, predictEdited } from './predict.ts';

/** Reads the list of models again. */
export async function refreshModels({ engine, session }: Workstation): Promise<void> {
  const models = await engine.models.list();
  session.setState(({ model }) => ({
    models,
    model: models.find(({ id }) => id === model?.id) ?? models[0] ?? null,
  }));
}

/** Judges with this model from now on: the open track, its chosen moment and its edits. */
export async function chooseModel(workstation: Workstation, modelId: string): Promise<void> {
  const { session, explanation, edits, view } = workstation;
  const model = session.getState().models.find(({ id }) => id === modelId);
  if (!model || session.getState().model?.id === modelId) return;
  for (const kind of ['predict', 'explain', 'shift', 'moment', 'predict-edited']) cancel(workstation, kind);
  session.setState({ model, curves: null, editedCurves: null, moment: null, predicting: null });
  explanation.setState({ current: null, running: null, selected: new Set(), hovered: null, error: null });
  edits.setState({ shift: null, shiftOf: null, shifting: false });
  void workstation.engine.settings
    .set({ key: 'modelId', value: modelId })
    .catch((cause) => report(workstation, cause));
  await predict(workstation);
  const { scope, moment } = view.getState();
  await chooseMoment(workstation, moment + model.windowSeconds / 2);
  view.setState({ scope });
  await predictEdited(workstation);
}

/** Runs a model's checks again and shows them on its card. */
export async function verifyModel(
  { engine, session }: Workstation,
  modelId: string,
): Promise<readonly Check[]> {
  const checks = await engine.models.verify({ modelId });
  session.setState(({ models }) => ({
    models: models.map((model) => (model.id === modelId ? { ...model, checks } : model)),
  }));
  return checks;
}

/** Asks for a model's folder and adds it. Only where the host has a dialog. Resolves to null when the user gave up. */
export async function addModel(workstation: Workstation): Promise<string | null> {
  const [token] = (await workstation.capabilities.openDialog?.('folder')) ?? [];
  if (token === undefined) return null;
  const card = await workstation.engine.models.add({ folder: { kind: 'grant', token } });
  await refreshModels(workstation);
  return card.name;
}

/** Removes a model the user added; the present one is replaced by the first that is left. */
export async function removeModel(workstation: Workstation, modelId: string): Promise<void> {
  const { engine, session } = workstation;
  const next = session.getState().models.find(({ id }) => id !== modelId);
  if (session.getState().model?.id === modelId && next) await chooseModel(workstation, next.id);
  await engine.models.remove({ modelId });
  await refreshModels(workstation);
}
