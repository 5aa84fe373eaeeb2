import type { RunRecord } from './schema.ts';

export type RecordErrorCode =
  | 'empty'
  | 'oversized'
  | 'foreign'
  | 'newer-version'
  | 'damaged'
  | 'bad-event'
  | 'bad-archive';

/** A file is not a run record that can be read whole. `hint` says what to do; nothing was changed. */
export class RecordError extends Error {
  readonly code: RecordErrorCode;
  readonly hint: string;
  /** 1-based line of the file. */
  readonly line: number | undefined;
  /** What can be read of a damaged record, its damage noted; to be used only when a person says so. */
  readonly readable: RunRecord | undefined;
  constructor(
    code: RecordErrorCode,
    message: string,
    hint: string,
    found: { readonly line?: number; readonly readable?: RunRecord } = {},
  ) {
    super(message);
    this.name = 'RecordError';
    this.code = code;
    this.hint = hint;
    this.line = found.line;
    this.readable = found.readable;
  }
}
