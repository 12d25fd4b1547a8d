import { useEffect, useRef, useState } from 'react';
import { report, type Workstation } from '../workstation.ts';
import { useBeats, useSession, useView, useWorkstation } from '../workstation-context.tsx';
import { CurvesTable } from './curves-table.tsx';
import { listenToPointer } from './gestures/pointer.ts';
import { LaneHandles } from './lane-handles.tsx';
import { LaneHeads } from './lane-heads.tsx';
import { type Lanes, laneSizes, layOutLanes } from './lanes.ts';
import { MarkerFlags } from './marker-flags.tsx';
import { hoverSegment, readoutOf } from './readout.ts';
import { Scene } from './scene/scene.ts';
import { TimelineState } from './timeline-state.tsx';
import './timeline.css';

/** One zoomable timeline: a canvas with all lanes, their headings beside it, and a focusable handle over each lane. */
export function Timeline() {
  const workstation = useWorkstation();
  const area = useRef<HTMLDivElement>(null);
  const readout = useRef<HTMLOutputElement>(null);
  const [size, setSize] = useState<Size | null>(null);
  const theme = useView((view) => view.drawnTheme);
  const asTable = useView((view) => view.curvesAsTable);
  const tool = useView((view) => view.tool);
  const track = useSession((session) => session.track);
  const scene = useScene(area, readout, workstation, setSize);
  const lanes = useLanes(size);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is what the palette is read from.
  useEffect(() => scene?.recolour(), [theme, scene]);
  return (
    <section className="timeline" aria-label="Timeline">
      {lanes && size ? <LaneHeads lanes={lanes} rem={size.rem} /> : <div className="lane-heads" />}
      <div className="timeline-area" ref={area} data-tool={tool}>
        {lanes && track ? <LaneHandles lanes={lanes} /> : null}
        {lanes && track ? <MarkerFlags ruler={lanes.ruler} /> : null}
        {lanes && asTable ? <CurvesTable lanes={lanes} /> : null}
        <output
          className="readout number"
          ref={readout}
          style={{ top: lanes ? lanes.spectrogram.y : 0 }}
          aria-live="off"
        />
        <TimelineState />
      </div>
    </section>
  );
}

interface Size {
  /** Of the area, and of the root's type; px. */
  readonly height: number;
  readonly rem: number;
}

/** The lanes as the scene has them. */
function useLanes(size: Size | null): Lanes | null {
  const workstation = useWorkstation();
  useView((view) => view.markers);
  useView((view) => view.laneShares);
  useView((view) => view.foldedLanes);
  useView((view) => view.rulerShows);
  useBeats((beats) => beats.map === null);
  useSession((session) => session.track?.id);
  return size && layOutLanes(size.height, size.rem, laneSizes(workstation));
}

/** A scene in the area, for as long as the area is there. */
function useScene(
  area: React.RefObject<HTMLDivElement | null>,
  readout: React.RefObject<HTMLOutputElement | null>,
  workstation: Workstation,
  onSize: (size: Size) => void,
): Scene | null {
  const [scene, setScene] = useState<Scene | null>(null);
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    const ends = new DisposableStack();
    const canvas = document.createElement('canvas');
    canvas.setAttribute('aria-hidden', 'true');
    element.prepend(canvas);
    ends.defer(() => canvas.remove());
    const measure = () => onSize({ height: element.clientHeight, rem: rootFontSize() });
    measure();
    Scene.create(canvas, workstation).then(
      (made) => {
        if (ends.disposed) return made[Symbol.dispose]();
        ends.use(made);
        const resize = () => {
          made.resize(element.clientWidth, element.clientHeight);
          measure();
        };
        const observer = new ResizeObserver(resize);
        observer.observe(element);
        ends.defer(() => observer.disconnect());
        ends.defer(
          listenToPointer(element, made, workstation, (hit) => {
            hoverSegment(hit, workstation);
            if (readout.current) readout.current.textContent = hit ? readoutOf(hit, made, workstation) : '';
          }),
        );
        resize();
        setScene(made);
      },
      (cause) => report(workstation, cause),
    );
    return () => ends.dispose();
  }, [area, readout, workstation, onSize]);
  return scene;
}

const rootFontSize = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
