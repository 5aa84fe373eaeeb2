/** What the kit keeps in a browser, in words: for the person whose browser it is, and for who answers for the kit. */
import type { KeptName } from './names.ts';

export interface KeptWords {
  /** The folder of `src` that keeps it. */
  readonly owner: string;
  /** What it is, for a person: a noun, without an article where it can be. */
  readonly what: string;
  /** It tells something about the person, or is their work. */
  readonly personal: boolean;
  /** Where "Export everything" puts it; null where it does not, with the reason in `stays`. */
  readonly exported: 'record.json' | 'browser.json' | 'runs' | 'playground.zip' | null;
  /** Why it is not exported, or outlives "Erase everything". */
  readonly stays?: string;
}

export const register: Readonly<Record<KeptName, KeptWords>> = {
  theme: { owner: 'components', what: 'Light or dark', personal: false, exported: 'browser.json' },
  brand: {
    owner: 'brand',
    what: 'Name, colours and logo you entered',
    personal: true,
    exported: 'browser.json',
  },
  brandColours: {
    owner: 'brand',
    what: 'The same colours, ready for the first paint',
    personal: true,
    exported: 'browser.json',
  },
  panes: { owner: 'components', what: 'Widths of the panes', personal: false, exported: 'browser.json' },
  attempts: { owner: 'labs', what: 'Your progress in the labs', personal: true, exported: 'record.json' },
  pastAttempts: {
    owner: 'labs',
    what: 'Labs that you started over',
    personal: true,
    exported: 'record.json',
  },
  heard: {
    owner: 'record',
    what: 'What you said you had heard of',
    personal: true,
    exported: 'browser.json',
  },
  participant: {
    owner: 'usage',
    what: 'Random number that stands for you on the server',
    personal: true,
    exported: null,
    stays: 'It opens what the server holds about you, so it is in no file.',
  },
  usageWaiting: {
    owner: 'usage',
    what: 'Usage events that wait to be sent',
    personal: true,
    exported: 'browser.json',
  },
  usageErasures: {
    owner: 'usage',
    what: 'Random numbers that the server has still to erase',
    personal: true,
    exported: null,
    stays: 'Needed to erase on the server; gone once that is done.',
  },
  runEnds: {
    owner: 'run',
    what: 'Last moments of runs whose page was closed',
    personal: true,
    exported: 'runs',
  },
  runStarts: {
    owner: 'demos',
    what: 'That the page of a run was starting',
    personal: false,
    exported: null,
    stays: 'It says only whether the page got ready, and ends when it does.',
  },
  playgroundUnsaved: {
    owner: 'playground',
    what: 'Last changes in the playground when it was closed',
    personal: true,
    exported: 'browser.json',
  },
  playgroundStart: {
    owner: 'playground',
    what: 'That the page of the playground was starting',
    personal: false,
    exported: null,
    stays: 'It says only whether the page got ready, and ends when it does.',
  },
  erased: {
    owner: 'storage',
    what: 'When everything was last erased',
    personal: false,
    exported: null,
    stays: 'Tells the other tabs that nothing of before may come back.',
  },
  probe: {
    owner: 'storage',
    what: 'Trial, gone at once',
    personal: false,
    exported: null,
    stays: 'It is empty.',
  },
  stageGuesses: { owner: 'workshop', what: 'Guesses of the room', personal: true, exported: 'browser.json' },
  ownBrief: {
    owner: 'demos',
    what: 'Brief of your own that you are writing',
    personal: true,
    exported: 'browser.json',
  },
  sandboxFallback: {
    owner: 'sandbox',
    what: 'Which sandbox did not start',
    personal: false,
    exported: 'browser.json',
  },
  erasedSeen: {
    owner: 'storage',
    what: 'That this tab knows of the erasing',
    personal: false,
    exported: null,
    stays: 'Tells this tab that nothing of before may come back.',
  },
  runs: { owner: 'run', what: 'Your runs: each step, file and check', personal: true, exported: 'runs' },
  playground: {
    owner: 'playground',
    what: 'Files in the playground',
    personal: true,
    exported: 'playground.zip',
  },
  preflight: {
    owner: 'facilitator',
    what: 'Trial database, gone at once',
    personal: false,
    exported: null,
    stays: 'It is empty.',
  },
  runChanges: {
    owner: 'run',
    what: 'Messages between tabs that the runs changed',
    personal: false,
    exported: null,
    stays: 'Nothing is kept of them.',
  },
  runLeases: {
    owner: 'demos',
    what: 'Messages between tabs about who works on a run',
    personal: false,
    exported: null,
    stays: 'Nothing is kept of them.',
  },
  facilitator: {
    owner: 'server',
    what: 'Facilitator’s sign-in, as a cookie',
    personal: true,
    exported: null,
    stays: 'A secret. It ends when you sign out, or after 12 hours.',
  },
};
