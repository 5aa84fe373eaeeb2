/** What a preview may not do, as codes: screens, the agent and checks read these, never the browser's words. */
export type RefusalCode =
  | 'request'
  | 'picture'
  | 'font'
  | 'style'
  | 'script'
  | 'handler-in-html'
  | 'media'
  | 'frame'
  | 'worker'
  | 'form'
  | 'link'
  | 'mail'
  | 'window'
  | 'left'
  | 'download'
  | 'clipboard'
  | 'clipboard-read'
  | 'dialog'
  | 'document-write'
  | 'print'
  | 'share'
  | 'notification'
  | 'geolocation'
  | 'camera'
  | 'fullscreen'
  | 'save-too-large'
  | 'save-too-many'
  | 'stopped'
  | 'other';

export interface Refusal {
  readonly code: RefusalCode;
  /** Where it led: a host, a file name, the words of a dialog; empty where there is nothing to name. */
  readonly target: string;
  /** It would have sent something out of the page or fetched something into it. */
  readonly network: boolean;
  /** What the app tried, as a sentence. */
  readonly what: string;
  /** What works in its place, as a sentence. */
  readonly instead: string;
}

/** Directives of the page's policy, longest first where one begins another. */
const byDirective: readonly (readonly [string, RefusalCode])[] = [
  ['script-src-attr', 'handler-in-html'],
  ['script-src', 'script'],
  ['style-src', 'style'],
  ['img-src', 'picture'],
  ['font-src', 'font'],
  ['media-src', 'media'],
  ['connect-src', 'request'],
  ['frame-src', 'frame'],
  ['child-src', 'frame'],
  ['object-src', 'frame'],
  ['worker-src', 'worker'],
  ['form-action', 'form'],
  ['manifest-src', 'request'],
  ['prefetch-src', 'request'],
];

const noNetwork = 'A preview has no network: keep what the app needs in the project.';

type Words = readonly [what: (target: string) => string, instead: string, network?: true];

const to = (target: string): string => (target === '' ? '' : ` to ${target}`);
const from = (target: string): string => (target === '' ? ' from another site' : ` from ${target}`);

const words: Readonly<Record<RefusalCode, Words>> = {
  request: [(target) => `The app sent a request${to(target)}.`, noNetwork, true],
  picture: [
    (target) => `The app loads a picture${from(target)}.`,
    'Put the picture into the project, or draw it.',
    true,
  ],
  font: [
    (target) => `The app loads a font${from(target)}.`,
    'Name a font that is there: Inter, Fraunces, JetBrains Mono.',
    true,
  ],
  style: [
    (target) => `The app loads a style sheet${from(target)}.`,
    'Put the styles into the project.',
    true,
  ],
  script: [
    (target) => `The app loads a script${from(target)}.`,
    'Import what is in the catalogue, or write the code into the project.',
    true,
  ],
  'handler-in-html': [
    () => 'A handler written into HTML text (onclick="…") does not run.',
    'Add it with addEventListener, or as a property in JSX.',
  ],
  media: [(target) => `The app loads sound or video${from(target)}.`, noNetwork, true],
  frame: [
    (target) => `The app opens a page inside the page${from(target)}.`,
    'Show the content itself; a preview holds no other pages.',
    true,
  ],
  worker: [(target) => `The app starts a worker${from(target)}.`, 'Run the code in the page.', true],
  form: [
    (target) => `A form is sent${to(target)}.`,
    'Take the values in a submit handler, with preventDefault.',
    true,
  ],
  link: [
    (target) => `A link leads${to(target)}.`,
    'A preview stays on its page; the link works in the finished app.',
    true,
  ],
  mail: [
    (target) => `A link opens another program${target === '' ? '' : ` (${target})`}.`,
    'A preview opens none; the link works in the finished app.',
  ],
  window: [
    (target) => `The app opens a new window${to(target)}.`,
    'Show the content in the page, or offer it as a download.',
    true,
  ],
  left: [
    () => 'The page went somewhere else. It was loaded again and begins anew, with what it has stored.',
    'Change what is shown, not the address.',
    true,
  ],
  download: [
    (target) => `The app offers a file that is not in the page${to(target)}.`,
    'Make the file in the page (Blob), then the person is asked where to save it.',
    true,
  ],
  clipboard: [
    () => 'The app copies by execCommand.',
    'Use navigator.clipboard.writeText: the person is asked.',
  ],
  'clipboard-read': [() => 'The app reads the clipboard.', 'Offer a field to paste into.'],
  dialog: [
    (target) => `The app asks “${target}” where it cannot wait for the answer; it was answered with no.`,
    'Ask in a handler of a press, or show the question in the page.',
  ],
  'document-write': [
    () => 'The page writes itself anew with document.write.',
    'Change elements of the page instead.',
  ],
  print: [() => 'The app prints.', 'A preview does not print; the finished app can.'],
  share: [() => 'The app opens the share sheet.', 'Offer a download, or text to copy.'],
  notification: [() => 'The app shows a system notification.', 'Show the message in the page.'],
  geolocation: [() => 'The app asks where the person is.', 'Let the person type or choose a place.'],
  camera: [() => 'The app uses the camera, microphone or screen.', 'Let the person choose a file.'],
  fullscreen: [() => 'The app fills the screen.', 'Let the app fill its own page.'],
  'save-too-large': [
    (target) => `The app wants to save ${target || 'a file'} that is too large.`,
    'Keep a file below 20 MB.',
  ],
  'save-too-many': [
    (target) => `The app wants to save too many files at once; ${target || 'one'} was left out.`,
    'Save one file that holds everything.',
  ],
  stopped: [
    (target) => `The app asks again${target === '' ? '' : ` (“${target}”)`}; the person said to stop.`,
    'Load the preview again to be asked.',
  ],
  other: [(target) => `The app tried something that a preview may not do${to(target)}.`, noNetwork],
};

/** What was refused, from a directive of the policy or the name of an act, and where it led. */
export function refusalOf(directive: string, target: string): Refusal {
  const code = codeOf(directive);
  const [what, instead, network] = words[code];
  const named = placeOf(target);
  return { code, target: named, network: network === true, what: what(named), instead };
}

function codeOf(directive: string): RefusalCode {
  if (directive === 'navigation') return 'link';
  const found = byDirective.find(([name]) => directive.startsWith(name))?.[1];
  if (found !== undefined) return found;
  return Object.hasOwn(words, directive) ? (directive as RefusalCode) : 'other';
}

/** A host rather than a whole address: enough to know what it is about. */
function placeOf(target: string): string {
  if (/^(inline|eval|self|data|blob)\b/.test(target)) return '';
  if (!/^[a-z][a-z0-9+.-]*:/i.test(target)) return target.slice(0, 120);
  try {
    const url = new URL(target);
    return url.host || url.pathname.slice(0, 120);
  } catch {
    return target.slice(0, 120);
  }
}
