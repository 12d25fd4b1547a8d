import type { Project } from '../../src-preload/contract/domain.ts';
import { type Analyses, createAnalyses } from './analyses.ts';
import { AnalysisOrder } from './analysis-order.ts';
import { type BeatFinding, createBeatFinding } from './beat-finding.ts';
import { createDemoProject } from './demo.ts';
import { createDistributions, type Distributions } from './distribution.ts';
import type { ExplainProgress, ExplanationRun } from './explanation-run.ts';
import { createExporting, type Exporting } from './exporting.ts';
import { Grants } from './grants.ts';
import { createImporting, type Importing } from './importing.ts';
import { type Compute, createCompute } from './jobs/compute.ts';
import { createQueue } from './jobs/queue.ts';
import { type Library, openLibrary } from './library/library.ts';
import type { ProviderChoice } from './model/provider.ts';
import { createRegistry, type Registry } from './model/registry.ts';
import { createPredicting, type Predicting } from './predicting.ts';
import { createRecordings, type Recordings } from './recordings.ts';
import { createSeparatedSources, type SeparatedSources } from './separated-sources.ts';
import { createSeparatorRegistry, type SeparatorRegistry } from './separator-registry.ts';
import { SharedWork } from './shared-work.ts';
import { createSounds, type Sounds } from './sounds.ts';
import { createUploads, type Uploads } from './uploads.ts';
import { createWatching, type Watching } from './watching.ts';

/** Where an engine finds and keeps its things; plain data, since it crosses a process boundary. */
export interface EngineOptions {
  readonly dataFolder: string;
  /** Folder of the model folders that came with Mezzo. */
  readonly modelsFolder: string;
  readonly demoFolder: string;
  readonly provider?: ProviderChoice | undefined;
  readonly version: string;
}

const keptRuns = {
  limit: 8,
  maxBytes: 96 * 2 ** 20,
  bytesOf: (run: ExplanationRun) => run.bytes,
};

/** All parts, put together. Knows no host. */
export interface Engine extends AsyncDisposable {
  readonly version: string;
  readonly startedAt: string;
  readonly library: Library;
  readonly models: Registry;
  readonly compute: Compute;
  readonly recordings: Recordings;
  readonly sounds: Sounds;
  readonly separators: SeparatorRegistry;
  readonly separatedSources: SeparatedSources;
  readonly analyses: Analyses;
  /** Windows that a model was asked about; a run answers for every feature and goes on when more samples are wanted. */
  readonly explanationRuns: SharedWork<ExplanationRun, ExplainProgress>;
  readonly predicting: Predicting;
  readonly analysisOrder: AnalysisOrder;
  readonly beats: BeatFinding;
  readonly distributions: Distributions;
  readonly importing: Importing;
  readonly watching: Watching;
  readonly exporting: Exporting;
  readonly uploads: Uploads;
  readonly grants: Grants;
  /** The project that was open last; the first start makes the demo project. */
  lastProject(): Promise<Project>;
}

export async function createEngine(options: EngineOptions, grants = new Grants()): Promise<Engine> {
  await using stack = new AsyncDisposableStack();
  const library = stack.use(await openLibrary({ folder: options.dataFolder }));
  const compute = stack.use(createCompute());
  const { modelsFolder, provider } = options;
  const models = stack.use(
    createRegistry({ shippedFolder: modelsFolder, userFolder: library.folders.models, compute, provider }),
  );
  const recordings = stack.use(createRecordings(library));
  const uploads = stack.use(createUploads(library.folders.imports));
  const queue = stack.use(createQueue(2));
  const separators = createSeparatorRegistry(library.folders.separators);
  const separatedSources = createSeparatedSources(
    { openFile: (path) => recordings.openFile(path), others: (word) => libraryFiles(library, word) },
    separators,
    compute,
  );
  const sounds = createSounds({ library, recordings, separatedSources, compute });
  const analyses = createAnalyses(library.cache, compute);
  const importing = createImporting({ library, recordings, uploads, grants, queue });
  const watching = stack.use(createWatching({ library, importing, queue }));
  const exporting = stack.use(createExporting(library, sounds, grants));
  let demo: Promise<Project> | null = null;
  const owned = stack.move();
  return {
    version: options.version,
    startedAt: new Date().toISOString(),
    library,
    models,
    compute,
    recordings,
    sounds,
    separators,
    separatedSources,
    analyses,
    explanationRuns: new SharedWork<ExplanationRun, ExplainProgress>(keptRuns),
    analysisOrder: new AnalysisOrder(),
    predicting: createPredicting({ library, sounds, analyses }),
    beats: createBeatFinding({ recordings, cache: library.cache, compute }),
    distributions: createDistributions(library.predictions),
    importing,
    watching,
    exporting,
    uploads,
    grants,
    async lastProject() {
      await demo;
      const last = library.projects.last();
      if (last) return last;
      demo = createDemoProject(options.demoFolder, library, importing);
      return demo;
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** Files of the library's recordings with a word in their name. */
function libraryFiles(library: Library, word: string): string[] {
  const { items } = library.tracks.list({ search: word, limit: 1000 });
  return items.map(({ id }) => library.tracks.file(id).path);
}
