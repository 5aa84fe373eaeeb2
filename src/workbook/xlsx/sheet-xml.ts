/** What the library does not tell about a sheet: numbers exactly as written, and its data tables. */

/** Where each sheet of the workbook stands in the package, by name. Chart sheets have no place. */
export function sheetPaths(workbookXml: string, relationsXml: string): Map<string, string> {
  const targets = new Map(
    [...relationsXml.matchAll(/<(?:\w+:)?Relationship\s[^<>]*>/g)].flatMap(([element]) => {
      const id = attribute(element, 'Id');
      const target = attribute(element, 'Target');
      const isSheet = /\/worksheet$/.test(attribute(element, 'Type') ?? '');
      return id !== undefined && target !== undefined && isSheet ? [[id, fullPath(target)] as const] : [];
    }),
  );
  return new Map(
    [...workbookXml.matchAll(/<(?:\w+:)?sheet\s[^<>]*>/g)].flatMap(([element]) => {
      const name = attribute(element, 'name');
      const path = targets.get(attribute(element, '\\w+:id') ?? '');
      return name !== undefined && path !== undefined ? [[name, path] as const] : [];
    }),
  );
}

/** Names of all sheets, chart sheets too. */
export function allSheetNames(workbookXml: string): string[] {
  return [...workbookXml.matchAll(/<(?:\w+:)?sheet\s[^<>]*>/g)].flatMap(
    ([element]) => attribute(element, 'name') ?? [],
  );
}

function fullPath(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;
}

function attribute(element: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(element);
  const text = found?.[1] ?? found?.[2];
  return text
    ?.replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

/** The text of each cell's value by address; the library turns numbers that look like dates into dates. */
export function writtenValues(xml: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const [, address = '', value = ''] of xml.matchAll(
    /<(?:\w+:)?c\s[^<>]*?\br="([A-Z]+\d+)"[^<>]*>(?:<(?:\w+:)?f[^<>]*(?:\/>|>[^<>]*<\/(?:\w+:)?f>))?<(?:\w+:)?v>([^<>]*)</g,
  )) {
    values.set(address, value);
  }
  return values;
}

/** Areas of data tables. */
export function dataTables(xml: string): string[] {
  return [...xml.matchAll(/<(?:\w+:)?f\s[^<>]*>/g)].flatMap(([element]) =>
    attribute(element, 't') === 'dataTable' ? (attribute(element, 'ref') ?? []) : [],
  );
}
