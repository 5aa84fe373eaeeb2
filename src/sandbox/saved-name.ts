/** Kinds of file that hold data and start no program when somebody opens them. */
const kept = new Set(
  (
    'csv tsv txt md json geojson xml yaml yml toml log sql ics vcf pdf png jpg jpeg gif webp avif svg bmp ' +
    'xlsx xls ods docx odt pptx odp rtf zip mp3 wav ogg m4a mp4 webm html htm css gpx kml bib tex ttf woff2'
  ).split(' '),
);

const maxCharacters = 120;
/** Names of devices in Windows: a file cannot have them. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const unsafe = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff<>:"/\\|?*]+/g;

/**
 * A name that a page chose, as one that is safe on every common system: no folders, no hidden or reversed
 * text; a kind of file that could start a program becomes text.
 * @example cleanFileName('../../visitors.csv') // 'visitors.csv'
 * @example cleanFileName('setup.exe') // 'setup.exe.txt'
 */
export function cleanFileName(wanted: string): string {
  const last = wanted.split(/[/\\]/).findLast((part) => part.trim() !== '') ?? '';
  const plain = last
    .replace(unsafe, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const dot = plain.lastIndexOf('.');
  const stem = dot > 0 ? plain.slice(0, dot) : plain;
  const ending = dot > 0 ? plain.slice(dot + 1) : '';
  const safeStem = stem === '' ? 'file' : device.test(stem) ? `${stem}_` : stem;
  const known = kept.has(ending.toLowerCase());
  const tail = known ? `.${ending}` : ending === '' ? '.txt' : `.${ending.slice(0, 20)}.txt`;
  return `${[...safeStem].slice(0, maxCharacters - tail.length).join('')}${tail}`;
}
