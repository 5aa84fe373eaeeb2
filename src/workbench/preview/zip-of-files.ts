import { type Zippable, zipSync } from 'fflate';

/** Several files as one: a browser saves only the first ten of many, and asks about each further one. */
export async function zipOfFiles(
  files: readonly { readonly name: string; readonly content: Blob }[],
): Promise<Blob> {
  const entries: Zippable = {};
  const taken = new Set<string>();
  for (const { name, content } of files) {
    entries[freeName(name, taken)] = new Uint8Array(await content.arrayBuffer());
  }
  return new Blob([new Uint8Array(zipSync(entries, { level: 0 }))], { type: 'application/zip' });
}

/** The name, numbered where one of the same is taken; capital letters make no other name on most systems. */
function freeName(name: string, taken: Set<string>): string {
  const dot = name.lastIndexOf('.');
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number++)
    free = `${name.slice(0, dot)} (${number})${name.slice(dot)}`;
  taken.add(free.toLowerCase());
  return free;
}
