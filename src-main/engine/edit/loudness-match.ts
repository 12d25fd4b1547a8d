/** Most an edited sound is raised or lowered to match the original, in dB. Beyond this, noise would be raised to music. */
const MATCH_LIMIT_DB = 12;

/**
 * Gain in dB that makes an edited sound as loud as its original, for a fair A/B comparison: the difference of their
 * integrated loudness (ITU-R BS.1770, LUFS), within ±12 dB. 0 when either is silent (null), since nothing can be matched.
 * With `editedPeakDb` (dBFS) the edited sound is never raised above full scale; one already above it is not raised.
 */
export function matchGainDb(
  originalLufs: number | null,
  editedLufs: number | null,
  editedPeakDb: number | null = null,
): number {
  if (originalLufs === null || editedLufs === null) return 0;
  const wanted = originalLufs - editedLufs;
  if (!Number.isFinite(wanted)) return 0;
  const headroom = editedPeakDb === null ? MATCH_LIMIT_DB : Math.max(0, -editedPeakDb);
  return Math.max(-MATCH_LIMIT_DB, Math.min(MATCH_LIMIT_DB, headroom, wanted));
}
