import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { zipOfFiles } from '../../../src/workbench/preview/zip-of-files.ts';

it('holds every file, with names that stay apart on any system', async () => {
  const zip = await zipOfFiles([
    { name: 'a.csv', content: new Blob(['1']) },
    { name: 'A.csv', content: new Blob(['2']) },
    { name: 'a.csv', content: new Blob(['ä']) },
  ]);
  const files = Object.entries(unzipSync(new Uint8Array(await zip.arrayBuffer())));
  expect(files.map(([name, bytes]) => [name, strFromU8(bytes)])).toEqual([
    ['a.csv', '1'],
    ['A (2).csv', '2'],
    ['a (3).csv', 'ä'],
  ]);
});
