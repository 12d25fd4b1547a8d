import { rm } from 'node:fs/promises';
import type { Check, ModelCard, ProviderSpeed } from '../../../src-preload/contract/domain.ts';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import type { Compute } from '../jobs/compute.ts';
import { type Examination, examine, selfTestSpectrogram } from './admission.ts';
import type { Manifest } from './manifest.ts';
import { type Model, modelOf } from './model.ts';
import { cardOf } from './model-card.ts';
import { readManifest, readModelFiles } from './model-folder.ts';
import { copyModel, existingFolder, modelFolders } from './model-folders.ts';
import { openModelGraph } from './model-graph.ts';
import type { ProviderChoice } from './provider.ts';
import { knownProviders, type Provider } from './session.ts';
import { measureSpeeds } from './speed.ts';

/** The models on this machine: those that came with Mezzo and those the user added. */
export interface Registry extends AsyncDisposable {
  /** A card for each model whose manifest can be read, shipped ones first; each is examined when first asked for. */
  list(): Promise<ModelCard[]>;
  /** Sentences about folders that hold no usable model; filled by `list` and `open`. */
  notices(): readonly string[];
  /**
   * The model with this id, or the first shipped one that passes its checks. Opened once and shared; the registry owns it.
   * Throws `not_found` for an unknown id, or the error that names the failing check.
   */
  open(id?: string): Promise<Model>;
  /** Examines a model anew. Throws `not_found` for an unknown id. */
  verify(id: string): Promise<Check[]>;
  /** Copies a model folder to the user's models after it has passed every check. */
  add(folder: string): Promise<ModelCard>;
  /** Removes a model the user added. Throws `bad_request` for a shipped one, `not_found` for an unknown id. */
  remove(id: string): Promise<void>;
  /** How fast the model's network is on each provider. Throws `not_found` for an unknown id. */
  speed(id: string, signal?: AbortSignal): Promise<ProviderSpeed[]>;
}

export interface RegistryOptions {
  /** Folder of model folders that came with Mezzo; only read. */
  readonly shippedFolder: string;
  /** Folder of model folders the user added; made when the first is added. */
  readonly userFolder: string;
  readonly compute: Compute;
  readonly provider?: ProviderChoice | undefined;
}

interface Entry {
  readonly folder: string;
  readonly shipped: boolean;
  readonly manifest: Manifest;
}

function alreadyThere({ manifest, shipped }: Entry): MezzoError {
  const advice = shipped
    ? 'It came with Mezzo; give the new one another id.'
    : `Remove the old one first: \`mezzo models remove ${manifest.id}\`.`;
  return new MezzoError(
    'bad_request',
    `There is a model “${manifest.id}” (version ${manifest.version}) already. ${advice}`,
  );
}

interface Examined {
  readonly examination: Examination;
  readonly model: Model | null;
}

export function createRegistry({
  shippedFolder,
  userFolder,
  compute,
  provider = 'auto',
}: RegistryOptions): Registry {
  const examined = new Map<string, Promise<Examined>>();
  let notices: string[] = [];

  async function entries(): Promise<Entry[]> {
    const found: string[] = [];
    const all: Entry[] = [];
    for (const { folder, shipped } of [
      ...(await modelFolders(shippedFolder)).map((folder) => ({ folder, shipped: true })),
      ...(await modelFolders(userFolder)).map((folder) => ({ folder, shipped: false })),
    ]) {
      try {
        const manifest = await readManifest(folder);
        const twin = all.find((entry) => entry.manifest.id === manifest.id);
        if (twin)
          found.push(`The model in ${folder} is left out: “${manifest.id}” is already in ${twin.folder}.`);
        else all.push({ folder, shipped, manifest });
      } catch (cause) {
        found.push(MezzoError.from(cause).message);
      }
    }
    notices = found;
    return all;
  }

  async function entryOf(id: string): Promise<Entry> {
    const entry = (await entries()).find((candidate) => candidate.manifest.id === id);
    if (entry) return entry;
    throw new MezzoError(
      'not_found',
      `There is no model “${id}”. \`mezzo models list\` shows those there are.`,
    );
  }

  function examineOnce({ folder }: Entry): Promise<Examined> {
    const known = examined.get(folder);
    if (known) return known;
    const fresh = examine(folder, { provider, compute }).then((examination) => ({
      examination,
      model: modelOf(folder, examination),
    }));
    examined.set(folder, fresh);
    fresh.catch(() => examined.delete(folder));
    return fresh;
  }

  async function forget(folder: string): Promise<void> {
    const known = await examined.get(folder);
    examined.delete(folder);
    await known?.model?.[Symbol.asyncDispose]();
  }

  async function card(entry: Entry): Promise<ModelCard> {
    return cardOf(entry.manifest, entry.shipped, (await examineOnce(entry)).examination);
  }

  async function openEntry(entry: Entry): Promise<Model> {
    const { model, examination } = await examineOnce(entry);
    if (model) return model;
    throw (
      examination.error ?? new MezzoError('model_invalid', `The model “${entry.manifest.name}” was refused.`)
    );
  }

  async function firstShipped(): Promise<Model> {
    const failures: string[] = [];
    const shipped = (await entries()).filter((entry) => entry.shipped);
    for (const entry of shipped) {
      try {
        return await openEntry(entry);
      } catch (cause) {
        failures.push(MezzoError.from(cause).message);
      }
    }
    if (failures.length > 0) throw new MezzoError('model_invalid', failures.join(' '));
    throw new MezzoError(
      'not_found',
      'No model came with this copy of Mezzo. Install it again or name a model.',
    );
  }

  return {
    async list() {
      const cards: ModelCard[] = [];
      for (const entry of await entries()) cards.push(await card(entry));
      return cards;
    },
    notices: () => notices,
    open: async (id) => (id === undefined ? firstShipped() : openEntry(await entryOf(id))),
    async verify(id) {
      const entry = await entryOf(id);
      const examination = await examine(entry.folder, { provider, compute });
      await examination.chosen?.graph[Symbol.asyncDispose]();
      return [...examination.checks];
    },
    async add(folder) {
      const source = await existingFolder(folder);
      const examination = await examine(source, { provider, compute });
      await examination.chosen?.graph[Symbol.asyncDispose]();
      if (examination.error) throw examination.error;
      const manifest = examination.manifest!;
      const taken = (await entries()).find((entry) => entry.manifest.id === manifest.id);
      if (taken) throw alreadyThere(taken);
      const target = await copyModel(source, manifest, userFolder);
      return card({ folder: target, shipped: false, manifest });
    },
    async remove(id) {
      const entry = await entryOf(id);
      if (entry.shipped) {
        throw new MezzoError('bad_request', `“${id}” came with Mezzo and cannot be removed.`);
      }
      await forget(entry.folder);
      await rm(entry.folder, { recursive: true, force: true });
    },
    async speed(id, signal) {
      const { folder, manifest } = await entryOf(id);
      const { graph, selfTest } = await readModelFiles(folder, manifest);
      const probe = await selfTestSpectrogram(selfTest, manifest, { compute, signal });
      const providers = ['cpu' as const, ...knownProviders().filter((one) => one !== 'cpu')];
      const open = (one: Provider) => openModelGraph(graph, manifest, one);
      return measureSpeeds(open, manifest, probe, providers, signal);
    },
    async [Symbol.asyncDispose]() {
      for (const folder of [...examined.keys()]) await forget(folder).catch(() => {});
    },
  };
}
