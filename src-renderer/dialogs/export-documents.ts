import { useEffect, useState } from 'react';
import type { DocumentGroup, DocumentKind } from '../../src-preload/contract/document.ts';
import { report } from '../workstation.ts';
import { useExplanation, useWorkstation } from '../workstation-context.tsx';

/** What the engine can write beside sound, of one group; none until it has said so. */
export function useDocuments(group: DocumentGroup): readonly DocumentKind[] {
  const workstation = useWorkstation();
  const [kinds, setKinds] = useState<readonly DocumentKind[]>([]);
  useEffect(() => {
    workstation.engine.exports.documents().then(setKinds, (cause) => report(workstation, cause));
  }, [workstation]);
  return kinds.filter((kind) => kind.group === group);
}

/** What a document lacks, as a sentence; null when it can be written. */
export function useLacking(): (kind: DocumentKind) => string | null {
  const open = useExplanation(({ current }) => current !== null);
  const trusted = useExplanation(({ current }) => current?.trust != null);
  return ({ needs }) => {
    if (needs === 'nothing') return null;
    if (!open) return 'Explain a feature first.';
    return needs === 'trust' && !trusted
      ? 'The open explanation is not complete: go on with it first.'
      : null;
  };
}
