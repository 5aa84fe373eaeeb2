/** The real files of a demo, as text, and how they are looked up. */
export type ProjectText = (path: string) => string;

/**
 * Turns the modules of `import.meta.glob('./files/**')` into a lookup by the path in the sandbox.
 * A path that is not there is a mistake in the demo and throws.
 */
export function projectText(modules: Readonly<Record<string, string>>): ProjectText {
  const files = new Map(Object.entries(modules).map(([path, text]) => [path.replace('./files', ''), text]));
  return (path) => {
    const text = files.get(path);
    if (text === undefined) throw new Error(`The demo has no file ${path}`);
    return text;
  };
}

/** Keeps those sections of a translation whose feature is there; a section begins with `  // name`. */
export function keepSections(text: string, keep: (name: string) => boolean): string {
  let kept = true;
  return text
    .split('\n')
    .filter((line) => {
      const name = /^ {2}\/\/ ([a-z-]+)$/.exec(line)?.[1];
      if (name !== undefined) {
        kept = keep(name);
        return false;
      }
      if (line.startsWith('}')) kept = true;
      return kept;
    })
    .join('\n');
}

/** The lines of one section. */
export function sectionOf(text: string, section: string): string {
  const lines = keepSections(text, (name) => name === section).split('\n');
  const from = lines.findIndex((line) => line.endsWith('= {'));
  const to = lines.findIndex((line) => line.startsWith('}'));
  return lines.slice(from + 1, to).join('\n');
}
