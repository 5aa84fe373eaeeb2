/** Why an .xlsx was refused. */
export type XlsxErrorCode =
  | 'not-a-spreadsheet'
  | 'old-format'
  | 'encrypted'
  | 'macros'
  | 'damaged'
  | 'too-large'
  | 'bomb'
  | 'unsafe';

/** A file that was refused; nothing was changed. Says what happened, what it means and what to do. */
export class XlsxError extends Error {
  readonly code: XlsxErrorCode;
  readonly what: string;
  readonly means: string;
  readonly do: string;
  constructor(code: XlsxErrorCode, what: string, means: string, remedy: string) {
    super(what);
    this.name = 'XlsxError';
    this.code = code;
    this.what = what;
    this.means = means;
    this.do = remedy;
  }
}
