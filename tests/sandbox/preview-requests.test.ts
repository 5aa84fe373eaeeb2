import { beforeEach, describe, expect, it, vi } from 'vitest';
import { REQUEST_LIMITS } from '../../src/sandbox/limits.ts';
import {
  type FrameRequest,
  PreviewRequests,
  type RequestAnswer,
  type UnofferedReason,
} from '../../src/sandbox/preview-requests.ts';
import { cleanFileName } from '../../src/sandbox/saved-name.ts';

let replies: [number, RequestAnswer][];
let refused: [UnofferedReason, string][];
let requests: PreviewRequests;

beforeEach(() => {
  replies = [];
  refused = [];
  requests = new PreviewRequests({
    reply: (id, answer) => replies.push([id, answer]),
    refuse: (reason, what) => refused.push([reason, what]),
  });
});

const confirmOf = (id: number, text = `Question ${id}`): FrameRequest => ({
  kind: 'confirm',
  id,
  text,
  preset: '',
});
const fileOf = (id: number, name = `file-${id}.csv`, text = 'xxx'): FrameRequest => ({
  kind: 'save',
  id,
  name,
  content: new Blob([text]),
});

describe('what a page asks of the person', () => {
  it('waits for the answer, which the page hears once', () => {
    requests.take(confirmOf(1, 'Delete?'));
    expect(requests.open).toMatchObject([{ kind: 'confirm', text: 'Delete?', mayStop: false }]);
    expect(replies).toEqual([]);
    requests.answer(1, true);
    requests.answer(1, false);
    expect(replies).toEqual([[1, true]]);
    expect(requests.open).toEqual([]);
  });

  it('tells its screens only of changes', () => {
    let told = 0;
    const stop = requests.subscribe(() => told++);
    requests.take(confirmOf(1));
    requests.answer(7, true);
    expect(told).toBe(1);
    requests.answer(1, null);
    stop();
    requests.take(confirmOf(2));
    expect(told).toBe(2);
  });

  it('lets a person end dialogs from the third on; the page hears no, and the person that it goes on', () => {
    for (const id of [1, 2, 3]) requests.take(confirmOf(id));
    expect(requests.open.map((request) => 'mayStop' in request && request.mayStop)).toEqual([
      false,
      false,
      true,
    ]);
    requests.stopDialogs();
    requests.take(confirmOf(4, 'Really?'));
    expect(requests.open).toEqual([]);
    expect(replies).toEqual([1, 2, 3, 4].map((id) => [id, false]));
    expect(refused).toEqual([['stopped', 'Really?']]);
    requests.restart();
    requests.take(confirmOf(5));
    expect(requests.open).toHaveLength(1);
  });

  it('drops what a page asked when it is loaded anew, but not the files it made', () => {
    requests.take(confirmOf(1));
    requests.take(fileOf(2));
    requests.restart();
    expect(requests.open.map(({ id }) => id)).toEqual([2]);
  });

  it('offers a file once that every load of the page makes; the page that is shown hears the answer', async () => {
    requests.take(fileOf(1, 'figures.csv'));
    for (const id of [4, 7]) {
      requests.restart();
      requests.take(fileOf(id, 'figures.csv'));
      requests.take(fileOf(id + 1, 'figures.csv', `x${id}x`));
      await vi.waitFor(() => expect(requests.open).toHaveLength(id === 4 ? 2 : 3));
    }
    expect(
      await Promise.all(requests.open.map((each) => ('content' in each ? each.content.text() : ''))),
    ).toEqual(['xxx', 'x4x', 'x7x']);
    requests.answer(1, true);
    expect(replies).toEqual([[7, true]]);
  });

  it('offers a file on its own that cannot be compared', async () => {
    requests.take(fileOf(1, 'figures.csv'));
    requests.restart();
    const content = new Blob(['xxx']);
    content.arrayBuffer = () => Promise.reject(new Error('It cannot be read.'));
    requests.take({ kind: 'save', id: 1, name: 'figures.csv', content });
    await vi.waitFor(() => expect(requests.open).toHaveLength(2));
  });

  it('offers a file again that was saved while it was compared', async () => {
    requests.take(fileOf(1, 'figures.csv'));
    requests.restart();
    requests.take(fileOf(1, 'figures.csv'));
    requests.answer(1, true);
    expect(replies).toEqual([]);
    await vi.waitFor(() => expect(requests.open.map(({ id }) => id)).toEqual([2]));
  });

  it('keeps a file of the page before apart from what the next page asks under the same number', () => {
    requests.take(fileOf(1));
    requests.restart();
    requests.take(confirmOf(1));
    const [file, dialog] = requests.open;
    expect([file?.kind, dialog?.kind]).toEqual(['save', 'confirm']);
    requests.answer(file?.id ?? 0, true);
    expect(replies).toEqual([]);
    requests.answer(dialog?.id ?? 0, true);
    expect(replies).toEqual([[1, true]]);
  });

  it('holds no more files than its cap, and says which it left out', () => {
    for (let id = 1; id <= REQUEST_LIMITS.files + 2; id++) requests.take(fileOf(id));
    expect(requests.open).toHaveLength(REQUEST_LIMITS.files);
    expect(refused.map(([reason]) => reason)).toEqual(['save-too-many', 'save-too-many']);
    requests.stopFiles();
    requests.take(fileOf(500));
    expect(requests.open).toEqual([]);
    expect(refused.at(-1)).toEqual(['stopped', 'file-500.csv']);
  });

  it('holds no more bytes of files than its cap', () => {
    const megabytes = REQUEST_LIMITS.filesBytes / REQUEST_LIMITS.fileBytes;
    for (let id = 1; id <= megabytes + 1; id++)
      requests.take(fileOf(id, `${id}.csv`, 'x'.repeat(REQUEST_LIMITS.fileBytes)));
    expect(requests.open).toHaveLength(megabytes);
    expect(refused.map(([reason]) => reason)).toEqual(['save-too-many']);
  });

  it('offers one text to copy at a time, the newest', () => {
    requests.take({ kind: 'copy', id: 1, text: 'old' });
    requests.take({ kind: 'copy', id: 2, text: 'new' });
    expect(requests.open).toMatchObject([{ text: 'new' }]);
    expect(replies).toEqual([[1, false]]);
  });

  it('offers no file above the cap', () => {
    requests.take(fileOf(1, 'big.csv', 'x'.repeat(REQUEST_LIMITS.fileBytes + 1)));
    expect(requests.open).toEqual([]);
    expect(refused).toEqual([['save-too-large', 'big.csv']]);
  });
});

describe('the name of a file that a page wants to save', () => {
  it.each([
    ['visitors.csv', 'visitors.csv'],
    ['Bericht März 2027.xlsx', 'Bericht März 2027.xlsx'],
    ['../../etc/passwd', 'passwd.txt'],
    ['C:\\Windows\\run.bat', 'run.bat.txt'],
    ['invoice\u202Efdp.exe', 'invoice fdp.exe.txt'],
    ['.htaccess', 'htaccess.txt'],
    ['a:b*c?.json', 'a b c .json'],
    ['con.csv', 'con_.csv'],
    ['', 'file.txt'],
    ['///', 'file.txt'],
    ['...', 'file.txt'],
    ['page.html.', 'page.html'],
  ])('%j becomes %j', (wanted, name) => {
    expect(cleanFileName(wanted)).toBe(name);
  });

  it('is short, with its ending', () => {
    const name = cleanFileName(`${'ü'.repeat(500)}.csv`);
    expect(name).toMatch(/^ü+\.csv$/);
    expect(name.length).toBeLessThanOrEqual(120);
  });
});
