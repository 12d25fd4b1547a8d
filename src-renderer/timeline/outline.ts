import { Clipper, EndType, FillRule, JoinType, type Paths64 } from 'clipper2-ts';
import { outlineBounds } from '../../src-preload/contract/target-bounds.ts';
import type { SelectionMode } from '../actions/select-segments.ts';
import type { Corner, Region } from '../stores/view.ts';

/**
 * A closed outline of time and frequency. Several rings, and holes, are one list of corners: each ring comes back to its first
 * corner, and then the list goes back to the first corner of all. By the even-odd rule the ways there and back enclose nothing.
 */
export type Outline = readonly Corner[];

/** The contract takes no more (`editTarget`). */
export const MOST_CORNERS = 2000;

/** Shapes are put together on a grid of 0.1 ms and 0.01 Hz, so that the arithmetic is exact. */
const PER_SECOND = 1e4;
const PER_HERTZ = 100;

/** Whether a time (s) and frequency (Hz) lies inside. */
export function isInside(outline: Outline, time: number, hertz: number): boolean {
  let inside = false;
  outline.forEach(([t0, f0], i) => {
    const [t1, f1] = outline[(i + 1) % outline.length]!;
    if (t0 <= time === t1 <= time) return;
    if (f0 + ((time - t0) / (t1 - t0)) * (f1 - f0) > hertz) inside = !inside;
  });
  return inside;
}

/** The rings of an outline, without the ways between them. */
export function ringsOf(outline: Outline): Corner[][] {
  const home = outline[0];
  const rings: Corner[][] = [];
  let ring: Corner[] = [];
  for (const corner of outline) {
    if (ring.length > 0 && isSame(corner, ring[0]!)) {
      rings.push(ring);
      ring = [];
    } else if (ring.length > 0 || rings.length === 0 || !isSame(corner, home!)) ring.push(corner);
  }
  if (ring.length > 0) rings.push(ring);
  return rings.filter((one) => one.length > 2);
}

/** Rings as one list of corners. */
function joinRings(rings: readonly (readonly Corner[])[]): Outline {
  const [first, ...others] = rings;
  if (!first) return [];
  if (others.length === 0) return first;
  const home = first[0]!;
  return [...first, home, ...others.flatMap((ring) => [...ring, ring[0]!, home])];
}

/** The corners of a free selection. */
export function outlineOf({ timeRange: [t0, t1], frequencyRange: [f0, f1], outline }: Region): Outline {
  return (
    outline ?? [
      [t0, f0],
      [t1, f0],
      [t1, f1],
      [t0, f1],
    ]
  );
}

/** An outline as a free selection: a rectangle where it is one. Null when it has no corners. */
export function regionOf(outline: Outline): Region | null {
  if (outline.length < 3) return null;
  const bounds = outlineBounds(outline);
  const [t0, t1] = bounds.timeRange;
  const [f0, f1] = bounds.frequencyRange;
  const inCorner = ([time, hertz]: Corner) => (time === t0 || time === t1) && (hertz === f0 || hertz === f1);
  const rectangle = outline.length === 4 && outline.every(inCorner);
  return rectangle ? bounds : { ...bounds, outline };
}

/** The free selection after `picked` was drawn in this mode; null when nothing is left. It may have too many corners. */
export function combineRegions(present: Region | null, picked: Region, mode: SelectionMode): Region | null {
  if (mode === 'replace') return picked;
  if (!present) return mode === 'add' ? picked : null;
  const [a, b] = [toPaths(outlineOf(present)), toPaths(outlineOf(picked))];
  const result =
    mode === 'add' ? Clipper.union(a, b, FillRule.EvenOdd) : Clipper.difference(a, b, FillRule.EvenOdd);
  return regionOf(fromPaths(result));
}

/** A point on the screen, in px. */
export type Pixel = readonly [number, number];

/** Px that a rim may be off, and the longest of its edges: a long one would bend on a frequency axis that is not linear. */
const RIM_TOLERANCE = 0.5;
const RIM_EDGE = 12;

/** The rim of a stroke of this radius along a way, as rings; all in px. */
export function rimOf(way: readonly Pixel[], radius: number): Pixel[][] {
  const grid = 16;
  const path = way.map(([x, y]) => ({ x: Math.round(x * grid), y: Math.round(y * grid) }));
  const stroke = Clipper.inflatePaths([path], radius * grid, JoinType.Round, EndType.Round, 2, grid / 2);
  const rim = Clipper.union(stroke, FillRule.NonZero);
  return Clipper.ramerDouglasPeuckerPaths(rim, RIM_TOLERANCE * grid).map((ring) =>
    cutEdges(ring.map(({ x, y }) => [x / grid, y / grid])),
  );
}

function cutEdges(ring: readonly Pixel[]): Pixel[] {
  return ring.flatMap(([x0, y0], i) => {
    const [x1, y1] = ring[(i + 1) % ring.length]!;
    const parts = Math.max(1, Math.ceil(Math.hypot(x1 - x0, y1 - y0) / RIM_EDGE));
    return Array.from({ length: parts }, (_, k): Pixel => {
      const share = k / parts;
      return [x0 + share * (x1 - x0), y0 + share * (y1 - y0)];
    });
  });
}

/** Rings as an outline, each corner by `place`. */
export function outlineFrom<T>(rings: readonly (readonly T[])[], place: (corner: T) => Corner): Outline {
  return joinRings(rings.map((ring) => ring.map((corner) => onGrid(place(corner)))));
}

const isSame = (a: Corner, b: Corner) => a[0] === b[0] && a[1] === b[1];

const onGrid = ([time, hertz]: Corner): Corner => [
  Math.round(time * PER_SECOND) / PER_SECOND,
  Math.round(hertz * PER_HERTZ) / PER_HERTZ,
];

const toPaths = (outline: Outline): Paths64 =>
  ringsOf(outline).map((ring) =>
    ring.map(([time, hertz]) => ({ x: Math.round(time * PER_SECOND), y: Math.round(hertz * PER_HERTZ) })),
  );

const fromPaths = (paths: Paths64): Outline =>
  joinRings(
    paths
      .map((path) => Clipper.trimCollinear(path))
      .filter((ring) => ring.length > 2)
      .map((ring) => ring.map(({ x, y }) => [x / PER_SECOND, y / PER_HERTZ] as const)),
  );
