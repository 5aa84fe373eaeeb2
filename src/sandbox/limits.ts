/**
 * Every cap of the sandbox, with its reason. What runs in a sandbox is hostile, so nothing
 * in it may grow without end; what an honest project needs lies far below each figure.
 * Sizes are bytes, times milliseconds.
 */

const KIB = 1024;
const MIB = 1024 * KIB;

/** Caps on the files of a project. */
export const FILE_LIMITS = {
  /** One file: the largest honest file is a picture or a generated data set; a viewer chokes on more. */
  fileBytes: 4 * MIB,
  /** All files together: they live in the memory of the tab, twice while a command runs. */
  totalBytes: 32 * MIB,
  /** Files and folders: the file tree and `find` stay quick, and an endless `touch` loop ends. */
  entries: 2_000,
  /** One path in UTF-8: what common systems can store (Windows: 260, others: 1,024 and more). */
  pathBytes: 512,
  /** One part of a path in UTF-8: the limit of every common file system. */
  segmentBytes: 255,
  /** Folders in folders: deeper trees exist only to exhaust recursion. */
  depth: 32,
} as const;

/** Caps on a zip that comes in, checked on its directory before anything is unpacked. */
export const ZIP_LIMITS = {
  /** The archive itself: a project of 32 MiB that does not compress at all, and some room. */
  archiveBytes: 40 * MIB,
  /** Entries of any kind, those that the import ignores too (`node_modules` is often zipped by mistake). */
  entries: 20_000,
  /** Unpacked against packed, of one entry: text reaches about 20, deflate cannot exceed 1,032. */
  ratio: 200,
  /** Below this unpacked size the ratio is not looked at: a file of zeros is no bomb when it is small. */
  ratioFromBytes: 256 * KIB,
  /** Packed bytes handed to the decompressor at a time, so that a lie about a size is found early. */
  inflateChunkBytes: 8 * KIB,
} as const;

/** Caps on one command line of the shell. */
export const COMMAND_LIMITS = {
  /** Wall time: a person waits no longer, and a test run takes a few seconds. */
  wallTimeMs: 60_000,
  /** Wall time where programs are real: `npm install` on a slow network. */
  longWallTimeMs: 180_000,
  /** Text of the command line: a whole file can come in a here-document. */
  sourceBytes: 1 * MIB,
  /** Printed by one command: far more than anybody or any model reads. */
  outputBytes: 1 * MIB,
  /** Commands that one line may start, loops included. */
  commands: 20_000,
  /** Turns of one loop in bash, awk, sed or jq. */
  loopIterations: 50_000,
  /** Function calls inside each other. */
  callDepth: 100,
  /** Longest string while it runs; also bounds what a doubling loop can build. */
  stringBytes: 8 * MIB,
  /** Items of one array. */
  arrayItems: 100_000,
  /** Files in the shell's memory, the project and `/tmp` together. */
  fileSystemBytes: 64 * MIB,
  /** Commands that wait for the one that runs: an impatient person, not a program. */
  queued: 32,
  /** Variables and functions kept for the next command, as JSON. */
  keptStateBytes: 256 * KIB,
  /** Between two hand-overs of changed files while a command runs: the preview follows, without a storm. */
  changesEveryMs: 200,
} as const;

/** Caps on what code of a page or a test does without a pause. */
export const LOOP_LIMITS = {
  /** Work at a stretch, as the time that it takes on a machine at ease: no honest page holds its reader up so long. */
  workMs: 3_000,
  /** What two looks at the clock may add: a thread that was put to sleep in between did no work. */
  maxStepMs: 250,
} as const;

/** Caps on what a preview may send to the host. */
export const PREVIEW_LIMITS = {
  /** Console messages kept a page load; a loop that logs must not fill the host's memory. */
  consoleMessages: 500,
  /** Text of one console message or error. */
  messageCharacters: 4_000,
  /** Errors told a page load; the first ones are the ones that matter. */
  errors: 50,
  /** Refused network attempts told a page load. */
  blocked: 50,
  /** Text that the probe reports. */
  textCharacters: 20_000,
  /** Nodes of an outline. */
  outlineNodes: 2_000,
  /** Characters written to the console a page load: 500 long messages are more than anybody reads. */
  consoleCharacters: 250_000,
  /** Elements on a page. Honest pages have a few thousand; at many times that, laying them out stops the tab. */
  elements: 50_000,
  /** No sign of life for so long: the person is told that the page is waited for. */
  waitingMs: 5_000,
  /** No sign of life of a page that was ready, on a machine at ease: it is given up. */
  unresponsiveMs: 20_000,
  /** The same before the page was ready for the first time: everything is read and compiled then. */
  firstPageMs: 45_000,
  /** After a page went somewhere, so long for it to say that it is still there. */
  departureMs: 5_000,
} as const;

/** Caps on what a page may ask of the person who looks at it. */
export const REQUEST_LIMITS = {
  /** Dialogs that wait at once: a page that opens ten in a loop is answered no from here on. */
  dialogs: 20,
  /** From this dialog of a page on, the person can tell it to stop asking. */
  dialogsBeforeStop: 3,
  /** Text of a dialog: what fits on a screen. */
  dialogCharacters: 2_000,
  /** One file to save: an export of a demo is far smaller, and the tab holds it until somebody decides. */
  fileBytes: 20 * MIB,
  /** Files that wait at once, and all of them together. */
  files: 100,
  filesBytes: 60 * MIB,
  /** Text to copy: a long document. */
  copyCharacters: 200_000,
} as const;

/** Caps on a run of the project's tests. */
export const TEST_LIMITS = {
  /** The whole run: below a command's wall time, so that what was found until then is still printed. */
  wallTimeMs: 30_000,
  /** One test or hook, unless it asks for another time. */
  testMs: 5_000,
  /** Console lines printed a run. */
  consoleLines: 200,
  /** Tests reported a run; a generator of endless cases ends here. */
  tests: 5_000,
} as const;

/** Caps on the engine that loads from the network. */
export const BOOT_LIMITS = {
  /** Boot of the WebContainer engine: slower than this, the embedded engine serves people better. */
  deadlineMs: 15_000,
  /** `npm install` on attach, on a slow network. */
  installMs: 180_000,
  /** A file that a process wrote, until the page knows of it: the preview follows, without a storm. */
  settleMs: 40,
  /** The dev server's start after the install. */
  serverMs: 60_000,
} as const;
