import 'pixi.js/unsafe-eval';
import { Application, Container, Graphics, Ticker, type WebGLRenderer } from 'pixi.js';
import type { StoreApi } from 'zustand';
import { drawnSteps } from '../../stores/edits.ts';
import type { Curves } from '../../stores/session.ts';
import { type Palette, readPalette } from '../../ui/palette.ts';
import type { Workstation } from '../../workstation.ts';
import { frequencyScales } from '../frequency-scale.ts';
import { type Lanes, laneSizes, layOutLanes } from '../lanes.ts';
import { TileStore } from '../tile-store.ts';
import type { TimeScale } from '../time-scale.ts';
import { follow } from '../viewport.ts';
import { CurvesLayer } from './curves-layer.ts';
import { FamiliarityLayer } from './familiarity-layer.ts';
import type { Frame, Layer } from './frame.ts';
import { HeatMapLayer } from './heat-map-layer.ts';
import { IntervalsLayer } from './intervals-layer.ts';
import { intervalsOf, type Look, linesOf } from './lines.ts';
import { MarksLayer } from './marks-layer.ts';
import { MidLevelLayer, ROW_RANGE } from './mid-level-layer.ts';
import { Playhead } from './playhead.ts';
import { RulerLayer } from './ruler-layer.ts';
import { SegmentsLayer } from './segments-layer.ts';
import { isSame, ShownSound } from './shown-sound.ts';
import { SpectrogramLayer } from './spectrogram-layer.ts';
import { WaveformLayer } from './waveform-layer.ts';

/** What of the view the picture shows. */
const DRAWN_OF_VIEW = [
  'from',
  'to',
  'moment',
  'region',
  'shownEmotions',
  'midLevelAs',
  'showIntervals',
  'spectrogram',
  'markers',
  'laneShares',
  'foldedLanes',
  'rulerShows',
] as const;

/**
 * The timeline's picture. It listens to the stores and draws when something that it shows has changed; the playhead is moved over it.
 * React has no part in it.
 */
export class Scene implements Disposable {
  readonly #app: Application;
  readonly #workstation: Workstation;
  readonly #ends: (() => void)[] = [];
  readonly #tiles: TileStore;
  readonly #layers: readonly Layer[];
  readonly #waveform: WaveformLayer;
  readonly #overview: WaveformLayer;
  readonly #spectrogram: SpectrogramLayer;
  readonly #segments = new SegmentsLayer();
  readonly #emotions = new CurvesLayer((frame) => frame.lanes.emotions);
  readonly #intervals = new IntervalsLayer();
  readonly #familiarity = new FamiliarityLayer();
  readonly #midLevelCurves = new CurvesLayer((frame) => frame.lanes.midLevel);
  readonly #midLevel = new MidLevelLayer();
  readonly #heatMap = new HeatMapLayer();
  readonly #marks = new MarksLayer();
  readonly #ruler = new RulerLayer();
  readonly #ground = new Graphics();
  readonly #playhead: Playhead;
  readonly #shown = new ShownSound(() => this.invalidate());
  #frame: Frame | null = null;
  #palette: Palette = readPalette();
  #width = 1;
  #height = 1;
  #rem = 16;
  #request = 0;
  #soon = 0;
  #lastPosition = 0;
  #stale = true;

  /** Makes a scene on a canvas. Fails when the browser has no WebGL. */
  static async create(canvas: HTMLCanvasElement, workstation: Workstation): Promise<Scene> {
    // Pixi's own clock would keep the page busy at every refresh of the screen; the scene gives it a beat when it draws.
    Ticker.system.autoStart = false;
    Ticker.system.stop();
    const app = new Application();
    await app.init({
      canvas,
      preference: 'webgl',
      antialias: false,
      autoStart: false,
      sharedTicker: false,
      autoDensity: true,
      resolution: Math.min(2, window.devicePixelRatio || 1),
      backgroundAlpha: 1,
      width: Math.max(1, canvas.clientWidth),
      height: Math.max(1, canvas.clientHeight),
    });
    // Its shader tries every texture of a batch at every pixel, which software rendering pays for; few textures are shared here.
    (app.renderer as WebGLRenderer).limits.maxBatchableTextures = 1;
    return new Scene(app, workstation);
  }

  private constructor(app: Application, workstation: Workstation) {
    this.#app = app;
    this.#workstation = workstation;
    this.#playhead = new Playhead(app.canvas);
    const changed = () => this.invalidate();
    const { engine } = workstation;
    this.#tiles = new TileStore(engine, changed);
    this.#spectrogram = new SpectrogramLayer(this.#tiles);
    this.#waveform = new WaveformLayer(
      engine,
      changed,
      ({ scale, lanes }) => ({ scale, ...lanes.waveform }),
      0.025,
    );
    this.#overview = new WaveformLayer(engine, changed, overviewArea, 0.07);
    this.#layers = [
      this.#ruler,
      this.#waveform,
      this.#overview,
      this.#spectrogram,
      this.#segments,
      this.#midLevel,
      this.#heatMap,
      this.#midLevelCurves,
      this.#intervals,
      this.#emotions,
      this.#familiarity,
      this.#marks,
    ];
    this.#assemble();
    const { session, view, playback, explanation, edits, beats } = workstation;
    const [now, soon] = [changed, () => this.#invalidateSoon()];
    this.#watch(view, (state) => DRAWN_OF_VIEW.map((name) => state[name]), now);
    this.#watch(explanation, ({ hovered }) => [hovered], now);
    this.#watch(playback, ({ loop, loopOn }) => [loop, loopOn], now);
    this.#watch(playback, ({ side }) => [side], soon);
    this.#watch(explanation, ({ current, selected }) => [current, selected], soon);
    this.#watch(edits, ({ steps, trial }) => [steps, trial], soon);
    this.#watch(
      session,
      ({ track, curves, editedCurves, model }) => [track, curves, editedCurves, model],
      soon,
    );
    this.#ends.push(
      beats.subscribe(changed),
      playback.subscribe(() => this.#wake()),
    );
  }

  get lanes(): Lanes {
    return layOutLanes(this.#height, this.#rem, laneSizes(this.#workstation));
  }

  get scale(): TimeScale {
    const { from, to } = this.#workstation.view.getState();
    return { from, to: Math.max(to, from + 1e-3), width: this.#width };
  }

  /** Pictures held now; bounded. */
  get tileCount(): number {
    return this.#tiles.size;
  }

  /** Level in dB at a time and frequency, where it is known. */
  levelAt(time: number, hertz: number): number | null {
    return this.#spectrogram.levelAt(time, hertz);
  }

  resize(width: number, height: number): void {
    this.#width = Math.max(1, width);
    this.#height = Math.max(1, height);
    this.#rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    this.invalidate();
  }

  /** Reads the palette anew: the theme has changed. */
  recolour(): void {
    this.#palette = readPalette();
    this.invalidate();
  }

  /** Draws with the next screen refresh. */
  invalidate(): void {
    this.#stale = true;
    this.#wake();
  }

  [Symbol.dispose](): void {
    cancelAnimationFrame(this.#request);
    cancelAnimationFrame(this.#soon);
    this.#shown[Symbol.dispose]();
    for (const end of this.#ends) end();
    for (const layer of this.#layers) layer[Symbol.dispose]();
    this.#playhead[Symbol.dispose]();
    this.#tiles[Symbol.dispose]();
    this.#app.destroy({ removeView: false }, { children: true });
  }

  /** Draws with the screen refresh after the next: what was pressed answers on the page first. */
  #invalidateSoon(): void {
    this.#soon ||= requestAnimationFrame(() => {
      this.#soon = 0;
      this.invalidate();
    });
  }

  /** Moves the playhead, and draws what is stale, with the next screen refresh. */
  #wake(): void {
    this.#request ||= requestAnimationFrame(() => this.#tick());
  }

  /** Says so when one of the values that are read from a store has become another. */
  #watch<T>(
    store: Pick<StoreApi<T>, 'subscribe'>,
    read: (state: T) => readonly unknown[],
    changed: () => void,
  ): void {
    this.#ends.push(
      store.subscribe((now, before) => {
        if (!isSame(read(now), read(before))) changed();
      }),
    );
  }

  #assemble(): void {
    const below = new Container();
    below.addChild(this.#ground, this.#ruler.container, this.#waveform.container, this.#overview.container);
    this.#app.stage.addChild(
      below,
      this.#spectrogram.container,
      this.#segments.container,
      this.#ruler.over,
      this.#midLevel.container,
      this.#heatMap.container,
      this.#midLevelCurves.container,
      this.#intervals.container,
      this.#emotions.container,
      this.#familiarity.container,
      this.#marks.container,
    );
  }

  #tick(): void {
    this.#request = 0;
    const { player } = this.#workstation;
    if (player.status === 'playing') {
      this.#followPlayhead();
      this.#wake();
    }
    if (this.#stale) {
      this.#fit();
      this.#draw();
      this.#app.render();
      Ticker.system.update();
    }
    if (this.#frame) this.#playhead.move(player.position(), this.#frame);
  }

  /** Takes the canvas to its size right before it is drawn, since another size wipes it. */
  #fit(): void {
    const { renderer } = this.#app;
    const resolution = Math.min(2, window.devicePixelRatio || 1);
    const { screen } = renderer;
    if (screen.width === this.#width && screen.height === this.#height && renderer.resolution === resolution)
      return;
    renderer.resize(this.#width, this.#height, resolution);
  }

  /** Turns the page when the playhead leaves the view by itself; a view that the user moved away is left alone. */
  #followPlayhead(): void {
    const { view, player, session } = this.#workstation;
    const { from, to, followPlayhead } = view.getState();
    const before = this.#lastPosition;
    const position = player.position();
    this.#lastPosition = position;
    const left = before >= from && before <= to && (position < from || position > to);
    if (!followPlayhead || !left) return;
    view.setState(follow({ from, to }, position, session.getState().track?.duration ?? 0));
  }

  #draw(): void {
    this.#stale = false;
    this.#readStores();
    const frame: Frame = {
      scale: this.scale,
      frequency: frequencyScales[this.#workstation.view.getState().spectrogram.scale],
      lanes: this.lanes,
      duration: this.#workstation.session.getState().track?.duration ?? 0,
      width: this.#width,
      height: this.#height,
      rem: this.#rem,
      palette: this.#palette,
    };
    this.#frame = frame;
    this.#drawGround(frame);
    for (const layer of this.#layers) layer.update(frame);
  }

  #readStores(): void {
    const { session, view, playback, explanation, edits } = this.#workstation;
    const { track, curves, editedCurves, model } = session.getState();
    const { moment, region, shownEmotions, midLevelAs, showIntervals, spectrogram, markers, foldedLanes } =
      view.getState();
    const { loop, loopOn, side } = playback.getState();
    const { current, selected, hovered } = explanation.getState();
    const { steps, trial } = edits.getState();
    const trackId = track?.id ?? null;
    const original = this.#shown.original(trackId);
    const heard = this.#shown.edited(trackId, side === 'edited' ? drawnSteps({ steps, trial }) : []);
    this.#spectrogram.show(track, heard, original, spectrogram);
    this.#waveform.show(track, heard, original);
    this.#overview.show(track, original, original);
    this.#ruler.show(this.#workstation.beats.getState().map, view.getState().rulerShows);
    this.#segments.show(current, frequencyScales[spectrogram.scale], selected, hovered);
    const rangeOf = (name: string) =>
      model?.emotions.find((emotion) => emotion.name === name)?.range ?? [-1, 1];
    const emotionLook = (name: string, shown: Curves | null): Look => ({
      colour: this.#palette.curves[(shown?.prediction.emotionNames.indexOf(name) ?? 0) % 8]!,
      range: rangeOf(name),
    });
    const present = editedCurves ?? curves;
    this.#emotions.show(linesOf(curves, editedCurves, shownEmotions, emotionLook));
    this.#familiarity.show(present);
    this.#intervals.show(
      present && showIntervals
        ? intervalsOf(present, shownEmotions, model?.intervals?.emotions ?? {}, emotionLook)
        : [],
    );
    // A line of text has no room for a dozen rows.
    const shownAs = foldedLanes.includes('midLevel') ? 'none' : midLevelAs;
    this.#midLevel.show(shownAs === 'rows' ? present : null);
    this.#heatMap.show(shownAs === 'heat' ? present : null);
    this.#midLevelCurves.show(
      shownAs !== 'curves'
        ? []
        : linesOf(curves, editedCurves, curves?.prediction.midLevelNames ?? [], (name, shown) => ({
            colour: this.#palette.curves[(shown?.prediction.midLevelNames.indexOf(name) ?? 0) % 8]!,
            range: [-ROW_RANGE, ROW_RANGE],
          })),
    );
    const end = Math.min(track?.duration ?? 0, moment + (curves?.prediction.windowSeconds ?? 0));
    this.#marks.show({
      window: curves ? [moment, end] : null,
      loop,
      loopOn,
      region,
      nyquist: (track?.sampleRate ?? 0) / 2,
      markers: markers[track?.id ?? ''] ?? [],
      steps: trial.length > 0 ? [...steps, ...trial] : steps,
    });
  }

  /** The canvas is cleared to the lanes' ground; only what differs from it is drawn. */
  #drawGround({ lanes, width, palette }: Frame): void {
    this.#app.renderer.background.color = palette.ground;
    const { ruler, waveform, emotions } = lanes;
    this.#ground.clear();
    this.#ground.rect(0, ruler.y, width, ruler.height).fill({ color: palette.panel });
    for (const { y } of Object.values(lanes)) this.#ground.rect(0, y - 1, width, 1);
    for (const { y, height } of [waveform, emotions])
      this.#ground.rect(0, Math.round(y + height / 2), width, 1);
    this.#ground.fill({ color: palette.line });
  }
}

const overviewArea = ({ duration, width, lanes }: Frame) => ({
  scale: { from: 0, to: Math.max(duration, 0.01), width },
  ...lanes.overview,
});
