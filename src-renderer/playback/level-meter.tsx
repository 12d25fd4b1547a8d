import { useEffect, useRef } from 'react';
import { formatNumber } from '../ui/format.ts';
import { useView, useWorkstation } from '../workstation-context.tsx';
import { METER_FLOOR_DB } from './meter.ts';

const FALL_DB_PER_FRAME = 0.5;
const HOLD_MS = 1200;

/** RMS bars with held peaks, left over right, −72 … 0 dBFS. Drawn by hand while playing. */
export function LevelMeter() {
  const { player, playback } = useWorkstation();
  const theme = useView((view) => view.drawnTheme);
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLSpanElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme's colours are read while drawing.
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const shown = [METER_FLOOR_DB, METER_FLOOR_DB];
    const held = { db: METER_FLOOR_DB, until: 0 };
    let request = 0;
    let drawn = '';
    const draw = () => {
      const { peakDb, rmsDb } = player.levels();
      const now = performance.now();
      const peak = Math.max(...peakDb);
      if (peak >= held.db || now > held.until) {
        held.db = peak;
        held.until = now + HOLD_MS;
      }
      for (const side of [0, 1])
        shown[side] = Math.max(rmsDb[side as 0 | 1], shown[side]! - FALL_DB_PER_FRAME * 4);
      const levels = [...shown, held.db].join();
      if (levels !== drawn) {
        drawn = levels;
        paint(context, shown, held.db);
        if (text.current)
          text.current.textContent = held.db > METER_FLOOR_DB ? formatNumber(held.db, 1) : '−∞';
      }
      const resting =
        player.status === 'stopped' && shown.every((db) => db <= METER_FLOOR_DB) && held.db <= METER_FLOOR_DB;
      request = resting ? 0 : requestAnimationFrame(draw);
    };
    draw();
    const end = playback.subscribe(() => {
      if (request === 0) request = requestAnimationFrame(draw);
    });
    return () => {
      end();
      cancelAnimationFrame(request);
    };
  }, [player, playback, theme]);
  return (
    <div className="level-meter" role="img" aria-label="Output level">
      <canvas ref={canvas} width={240} height={20} />
      <span className="number muted">
        <span ref={text}>−∞</span> dBFS
      </span>
    </div>
  );
}

function paint(context: CanvasRenderingContext2D, rmsDb: readonly number[], peakDb: number): void {
  const { width, height } = context.canvas;
  const style = getComputedStyle(context.canvas);
  const x = (db: number) => Math.round((1 - db / METER_FLOOR_DB) * width);
  context.fillStyle = style.getPropertyValue('--raised');
  context.fillRect(0, 0, width, height);
  rmsDb.forEach((db, side) => {
    const bar = height / 2 - 1;
    context.fillStyle = style.getPropertyValue('--good');
    context.fillRect(0, side * (bar + 2), x(db), bar);
  });
  context.fillStyle = style.getPropertyValue('--line-strong');
  for (const db of [-60, -48, -36, -24, -12, -6]) context.fillRect(x(db), 0, 1, height);
  if (peakDb <= METER_FLOOR_DB) return;
  context.fillStyle = style.getPropertyValue(peakDb > -0.1 ? '--error' : '--text');
  context.fillRect(Math.min(width - 2, x(peakDb)), 0, 2, height);
}
