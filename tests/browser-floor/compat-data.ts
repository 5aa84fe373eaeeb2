/** MDN's compatibility data, asked one question: which web APIs, built-ins and styles does a browser at the floor not have? */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { CompatStatement, Identifier, SimpleSupportStatement } from '@mdn/browser-compat-data';
import { BROWSER_FLOOR } from '../../src/browser-floor/floor.ts';

const file = createRequire(import.meta.url).resolve('@mdn/browser-compat-data');
const data = JSON.parse(readFileSync(file, 'utf8')) as {
  api: Identifier;
  javascript: { builtins: Identifier };
  css: Identifier;
};

const floor = Object.entries({ ...BROWSER_FLOOR, safari_ios: BROWSER_FLOOR.safari });

/** Interfaces and built-ins by name. Built-ins of a namespace stand by their own name too: `NumberFormat`. */
const owners = new Map<string, Identifier>();
for (const [name, feature] of [
  ...Object.entries(data.api),
  ...Object.entries(data.javascript.builtins),
  ...Object.entries(data.javascript.builtins['Intl'] ?? {}),
]) {
  if (name !== '__compat' && !owners.has(name)) owners.set(name, feature as Identifier);
}

/** Whether the data knows an interface or built-in of that name. */
export const isOwner = (name: string): boolean => owners.has(name);

/** Names, of members or of whole interfaces, that a browser at the floor may not have. */
export const doubtfulNames: ReadonlySet<string> = new Set(
  [...owners].flatMap(([name, owner]) => [
    ...(lacking(owner.__compat) === '' ? [] : [name]),
    ...Object.entries(owner)
      .filter(
        ([member, feature]) => member !== '__compat' && lacking((feature as Identifier).__compat) !== '',
      )
      .map(([member]) => plain(member)),
  ]),
);

/**
 * Which browsers at the floor lack a member of an interface (`null`: the interface itself), in words;
 * empty where none does, and undefined where the data does not know it.
 */
export function lackingAt(owner: string, member: string | null): string | undefined {
  const feature = owners.get(owner);
  if (member === null) return feature && lacking(feature.__compat);
  const own = Object.entries(feature ?? {}).filter(([name]) => name !== '__compat' && plain(name) === member);
  if (own.length === 0) return undefined;
  const answers = own.map(([, each]) => lacking((each as Identifier).__compat));
  return answers.find((answer) => answer === '') ?? answers[0];
}

/**
 * Which browsers at the floor lack a part of CSS, in words; empty where none does or the data does not know it.
 * @param path as in the data: `selectors`, `has`
 */
export function lackingStyle(...path: readonly string[]): string {
  let feature: Identifier | undefined = data.css;
  for (const name of path)
    feature = feature !== undefined && Object.hasOwn(feature, name) ? feature[name] : undefined;
  return lacking(feature?.__compat);
}

/** `any_static` is written `any`; a handler `onclick` is listed as `click_event`. */
function plain(member: string): string {
  if (member.endsWith('_static')) return member.slice(0, -'_static'.length);
  return member.endsWith('_event') ? `on${member.slice(0, -'_event'.length)}` : member;
}

function lacking(compat: CompatStatement | undefined): string {
  if (compat === undefined) return '';
  return floor
    .filter(([browser, version]) => {
      const support = compat.support[browser as keyof typeof compat.support];
      return support !== undefined && ![support].flat().some((each) => isThere(each, version));
    })
    .map(([browser, version]) => `${browser} ${version}`)
    .join(', ');
}

function isThere(support: SimpleSupportStatement, version: string): boolean {
  if (support.flags !== undefined || support.prefix !== undefined || support.alternative_name !== undefined)
    return false;
  const { version_added: added, version_removed: removed } = support;
  if (added === 'preview' || added === false || added === null) return false;
  const isRemoved = typeof removed === 'string' && atLeast(version, removed);
  return atLeast(version, String(added)) && !isRemoved;
}

function atLeast(version: string, wanted: string): boolean {
  const [mine, its] = [version, wanted.replace('≤', '')].map((text) => text.split('.').map(Number));
  for (let index = 0; index < 3; index++) {
    const difference = (mine?.[index] ?? 0) - (its?.[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
