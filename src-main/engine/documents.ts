import type { DocumentRequest } from '../../src-preload/contract/document.ts';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import type { Document } from './document.ts';
import type { Engine } from './engine.ts';
import { figureDocuments } from './figure-documents.ts';
import { labelDocuments } from './label-documents.ts';
import { reportDocument } from './report-document.ts';

/** Every document that can be written. */
export const documents: readonly Document[] = [...figureDocuments, ...labelDocuments, reportDocument];

/** The text of a document. Throws `bad_request` for a name or an ending that does not exist. */
export async function documentText(
  engine: Engine,
  request: DocumentRequest,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<string> {
  const found = documents.find(
    ({ name, endings }) => name === request.name && endings.includes(request.ending),
  );
  if (!found)
    throw new MezzoError(
      'bad_request',
      `Mezzo writes no “${request.name}” as .${request.ending}. Choose another kind of file.`,
    );
  const model = await engine.models.open(request.modelId);
  const text = await found.write({ engine, model, request, signal, onProgress });
  signal.throwIfAborted();
  return text;
}
