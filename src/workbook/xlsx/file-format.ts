/** A number format as every program takes it: words in it quoted; none where it cannot be read. */

/** Codes, quoted words, escapes, and colours or conditions in brackets. */
const known =
  /"[^"]*"|\\.|_.|\*.|\[[^[\]]*\]|General|AM\/PM|A\/P|[Ee][+-]|[ymdhs]+|[^A-Za-z"\\[\]]|([A-Za-z]+)/gi;

/** The code for the file; undefined where a program would call the file damaged. */
export function fileFormat(code: string): string | undefined {
  let end = 0;
  let written = '';
  for (const match of code.matchAll(known)) {
    if (match.index !== end) return undefined;
    end += match[0].length;
    written += match[1] === undefined ? match[0] : `"${match[1]}"`;
  }
  if (end !== code.length || written.split(';').length > 4 || written.length > 250) return undefined;
  return written;
}
