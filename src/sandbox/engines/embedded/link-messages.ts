/** What the compile worker hands to the page's linker. */
import type { PreviewError } from '../../sandbox.ts';
import type { IconTable } from './vendor-catalogue.ts';

/** A module as the linker takes it. `version` changes when the content does. */
export interface LinkModule {
  readonly path: string;
  readonly version: number;
  readonly kind: 'script' | 'style' | 'value';
  /** Code of a script, text of a style sheet, or the JSON of a value. */
  readonly text: string;
  /** Import specifier → path of a module, or `vendor:` and a catalogue module. */
  readonly imports: Readonly<Record<string, string>>;
}

/** The page around the modules, from `index.html` or made up. */
export interface LinkPage {
  readonly title: string;
  readonly language: string;
  /** Inside of <body>, scripts taken out. */
  readonly body: string;
  readonly bodyClass: string;
  readonly bodyStyle: string;
  readonly htmlClass: string;
}

/** Everything that a page or a test run needs, or what keeps it from running. */
export interface ProjectBuild {
  /** Modules to run, in order. */
  readonly entries: readonly string[];
  readonly modules: readonly LinkModule[];
  readonly page: LinkPage;
  /** Catalogue modules, each after those it requires. */
  readonly vendors: readonly string[];
  readonly icons: IconTable;
  /** Pictures of `public/`, by the address that the page uses for them. */
  readonly assets: Readonly<Record<string, string>>;
  readonly problems: readonly PreviewError[];
  /** There is nothing to show yet. */
  readonly empty: boolean;
}
