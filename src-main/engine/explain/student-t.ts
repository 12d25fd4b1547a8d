/**
 * Probability that Student's t with `dof` degrees of freedom is at least |t| away from 0, both sides: I_x(dof/2, ½) with
 * x = dof / (dof + t²) (DLMF 8.17). Accurate to about 12 digits down to the smallest doubles. dof > 0.
 */
export function twoSidedP(t: number, dof: number): number {
  if (t === 0) return 1;
  if (!Number.isFinite(t)) return 0;
  const a = dof / 2;
  const ratio = (t * t) / dof;
  // x^a · (1 − x)^½ / B(a, ½), in logarithms since x^a may be far below the smallest double.
  const front = Math.exp(-a * Math.log1p(ratio) + 0.5 * Math.log(ratio / (1 + ratio)) + logInverseBeta(a));
  const x = 1 / (1 + ratio);
  if (x < (a + 1) / (a + 2.5)) return (front * betaFraction(a, 0.5, x)) / a;
  return 1 - (front * betaFraction(0.5, a, ratio / (1 + ratio))) / 0.5;
}

/** ln 1/B(a, ½) = ln Γ(a + ½) − ln Γ(a) − ½ ln π; recurrence up to 20, then the series of DLMF 5.11.13. */
function logInverseBeta(a: number): number {
  let shift = 0;
  let z = a;
  for (; z < 20; z++) shift += Math.log(z / (z + 0.5));
  const q = 1 / (z * z);
  const series = (-1 / 8 + q * (1 / 192 + q * (-1 / 640 + q * (17 / 14_336)))) / z;
  return shift + 0.5 * Math.log(z) + series - 0.5 * Math.log(Math.PI);
}

/** The continued fraction of the incomplete beta function (DLMF 8.17.22) by the modified Lentz method. */
function betaFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return h;
}
