import type { DocumentKind, DocumentRequest } from '../../src-preload/contract/document.ts';
import type { Engine } from './engine.ts';
import type { Model } from './model/model.ts';

/** What a document is made from. */
export interface DocumentContext {
  readonly engine: Engine;
  readonly model: Model;
  readonly request: DocumentRequest;
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/** A kind of file that Mezzo writes beside sound. One kind is one entry, listed in documents.ts. */
export interface Document extends DocumentKind {
  /** The file's text. Throws MezzoError `bad_request` when what it `needs` is missing, `not_found`, `cancelled`. */
  write(context: DocumentContext): Promise<string>;
}
