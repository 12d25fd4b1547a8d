/** Shapes of the segments of a label map as SVG paths, in cells: time to the right, frequency upwards. */
export interface LabelMap {
  readonly frames: number;
  readonly bands: number;
  /** [frames × bands], frame by frame: the segment of each cell. */
  readonly labels: Int32Array;
}

/** The area of every segment: a rectangle for each run of its cells in one band. */
export function areas({ frames, bands, labels }: LabelMap): Map<number, string> {
  const paths = new Map<number, string[]>();
  for (let b = 0; b < bands; b++) {
    for (let from = 0; from < frames; ) {
      const label = labels[from * bands + b]!;
      let to = from + 1;
      while (to < frames && labels[to * bands + b] === label) to++;
      const path = paths.get(label) ?? [];
      paths.set(label, path);
      path.push(`M${from} ${bands - 1 - b}h${to - from}v1h${from - to}z`);
      from = to;
    }
  }
  return new Map([...paths].map(([label, path]) => [label, path.join('')]));
}

/** The border of one segment: strokes along the cells where it ends. */
export function border({ frames, bands, labels }: LabelMap, label: number): string {
  const inside = (f: number, b: number) =>
    f >= 0 && f < frames && b >= 0 && b < bands && labels[f * bands + b] === label;
  const strokes: string[] = [];
  for (let b = 0; b <= bands; b++) {
    for (const [from, to] of runs(frames, (f) => inside(f, b) !== inside(f, b - 1)))
      strokes.push(`M${from} ${bands - b}H${to}`);
  }
  for (let f = 0; f <= frames; f++) {
    for (const [from, to] of runs(bands, (b) => inside(f, b) !== inside(f - 1, b)))
      strokes.push(`M${f} ${bands - from}V${bands - to}`);
  }
  return strokes.join('');
}

/** Stretches [from, to) of the numbers below `count` where `is` holds. */
function runs(count: number, is: (i: number) => boolean): [number, number][] {
  const found: [number, number][] = [];
  for (let i = 0; i < count; i++) {
    if (!is(i)) continue;
    const last = found.at(-1);
    if (last && last[1] === i) last[1] = i + 1;
    else found.push([i, i + 1]);
  }
  return found;
}

/** The cell of a segment that lies nearest to its middle: where its name can stand. Null where it has no cell. */
export function middleOf({ frames, bands, labels }: LabelMap, label: number): [number, number] | null {
  let [count, sumF, sumB] = [0, 0, 0];
  const cells: [number, number][] = [];
  for (let f = 0; f < frames; f++) {
    for (let b = 0; b < bands; b++) {
      if (labels[f * bands + b] !== label) continue;
      count++;
      sumF += f;
      sumB += b;
      cells.push([f, b]);
    }
  }
  const distance = ([f, b]: [number, number]) => (f - sumF / count) ** 2 + (b - sumB / count) ** 2;
  return cells.reduce<[number, number] | null>(
    (best, cell) => (best === null || distance(cell) < distance(best) ? cell : best),
    null,
  );
}
