import type { DocumentKind } from '../../src-preload/contract/document.ts';

export const fakeDocuments: readonly DocumentKind[] = [
  {
    name: 'audacity',
    group: 'labels',
    label: 'Audacity label track',
    detail: 'With frequency ranges.',
    needs: 'nothing',
    endings: ['txt'],
  },
  {
    name: 'effects',
    group: 'figure',
    label: 'Effects of the moment',
    detail: 'What an emotion is the sum of.',
    needs: 'nothing',
    endings: ['svg', 'csv'],
  },
  {
    name: 'explanation',
    group: 'figure',
    label: 'Explanation',
    detail: 'The weights of its segments.',
    needs: 'explanation',
    endings: ['svg', 'csv'],
  },
];
