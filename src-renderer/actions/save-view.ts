import { z } from 'zod';
import type { Project } from '../../src-preload/contract/domain.ts';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import { initialView, type View } from '../stores/view.ts';
import { flexibleLanes } from '../timeline/lanes.ts';
import { GAIN_LIMITS, RANGE_LIMITS } from '../timeline/spectrogram-look.ts';
import { notify, type Workstation } from '../workstation.ts';

const SETTLE_MS = 800;

const share = z.number().min(0.001).max(1);
const range = z.tuple([z.number(), z.number()]);
const savedView = z
  .object({
    from: z.number().min(0),
    to: z.number().min(0),
    moment: z.number().min(0),
    scope: z.enum(['moment', 'recording']),
    region: z
      .object({
        timeRange: range,
        frequencyRange: range,
        outline: z.array(range).min(3).max(2000).exactOptional(),
      })
      .nullable(),
    markers: z.record(
      z.string(),
      z.array(z.object({ id: z.string(), time: z.number().min(0), name: z.string().max(100) })),
    ),
    tool: z.enum(['rectangle', 'time', 'lasso', 'brush']),
    emotion: z.string(),
    feature: z.string().nullable(),
    shownEmotions: z.array(z.string()),
    spectrogram: z.object({
      gainDb: z.number().min(GAIN_LIMITS[0]).max(GAIN_LIMITS[1]),
      rangeDb: z.number().min(RANGE_LIMITS[0]).max(RANGE_LIMITS[1]),
      scale: z.enum(['logarithmic', 'mel', 'linear']),
      colours: z.enum(['magma', 'viridis', 'grey']),
    }),
    laneShares: z.object({ waveform: share, spectrogram: share, emotions: share, midLevel: share }),
    foldedLanes: z.array(z.enum(flexibleLanes)).max(flexibleLanes.length - 1),
    midLevelAs: z.enum(['rows', 'heat', 'curves']),
    curvesAsTable: z.boolean(),
    showIntervals: z.boolean(),
    rulerShows: z.enum(['time', 'bars', 'both']),
    snapToBeats: z.boolean(),
    followPlayhead: z.boolean(),
    page: z.enum(['emotions', 'effects', 'explanation', 'edits', 'suggestions']),
    showWeights: z.boolean(),
    effectsIn: z.enum(['value', 'share']),
    effectsBy: z.enum(['model', 'size']),
    effectsAs: z.enum(['plot', 'table']),
    showLibrary: z.boolean(),
    showInspector: z.boolean(),
  })
  .partial();

/** The view as it was saved with the project; what cannot be read is left as it is. */
export function restoreView({ view, session, playback }: Workstation, project: Project): void {
  const parsed = savedView.safeParse(project.view.view);
  if (!parsed.success) return;
  const duration = session.getState().track?.duration ?? 0;
  const saved = Object.fromEntries(
    Object.entries(parsed.data).filter(([, value]) => value !== undefined),
  ) as Partial<View>;
  const from = Math.min(saved.from ?? 0, duration);
  const to = Math.min(saved.to ?? duration, duration);
  view.setState(({ theme, drawnTheme, dialog }) => ({
    ...initialView,
    ...saved,
    theme,
    drawnTheme,
    dialog,
    from: to > from ? from : 0,
    to: to > from ? to : Math.max(0.01, duration),
  }));
  const loop = z.object({ start: z.number(), end: z.number() }).nullable().safeParse(project.view.loop);
  if (loop.success) playback.setState({ loop: loop.data, loopOn: project.view.loopOn === true });
}

/** Saves the view, the loop and the open track with the project whenever they have come to rest. The result ends it. */
export function autosaveView(workstation: Workstation): () => void {
  const { session, view, playback, engine } = workstation;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let warned = false;
  const save = async () => {
    const { project, track } = session.getState();
    if (!project || session.getState().connection !== 'connected') return;
    const { dialog: _, theme: __, drawnTheme: ___, ...rest } = view.getState();
    const { loop, loopOn } = playback.getState();
    const saved = JSON.parse(JSON.stringify({ view: rest, loop, loopOn })) as Project['view'];
    try {
      await engine.projects.save({
        id: project.id,
        name: project.name,
        trackIds: [...project.trackIds],
        activeTrackId: track?.id ?? null,
        view: saved,
      });
      warned = false;
    } catch (cause) {
      if (!warned)
        notify(workstation, 'error', `The project could not be saved: ${MezzoError.from(cause).message}`);
      warned = true;
    }
  };
  const later = () => {
    clearTimeout(timer);
    if (!session.getState().loading) timer = setTimeout(save, SETTLE_MS);
  };
  const ends = [
    view.subscribe(later),
    session.subscribe((now, before) => {
      if (now.track !== before.track || now.project?.name !== before.project?.name) later();
      else if (now.project?.trackIds !== before.project?.trackIds) later();
    }),
    playback.subscribe((now, before) => {
      if (now.loop !== before.loop || now.loopOn !== before.loopOn) later();
    }),
  ];
  // A window that is closed or put away has no time to wait.
  const onHidden = () => {
    if (document.visibilityState !== 'hidden' || session.getState().loading) return;
    clearTimeout(timer);
    void save();
  };
  if (typeof document !== 'undefined') document.addEventListener('visibilitychange', onHidden);
  return () => {
    clearTimeout(timer);
    if (typeof document !== 'undefined') document.removeEventListener('visibilitychange', onHidden);
    for (const end of ends) end();
  };
}
