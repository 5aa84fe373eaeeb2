/** The parts of Sucrase's parser that the compiler looks at; the package types only its front door. */
declare module 'sucrase/dist/parser/index.js' {
  export interface SyntaxToken {
    readonly type: number;
    readonly start: number;
    readonly end: number;
    readonly isType: boolean;
  }
  export interface SyntaxScope {
    readonly startTokenIndex: number;
    readonly endTokenIndex: number;
    readonly isFunctionScope: boolean;
  }
  export function parse(
    code: string,
    jsx: boolean,
    typescript: boolean,
    flow: boolean,
  ): { readonly tokens: readonly SyntaxToken[]; readonly scopes: readonly SyntaxScope[] };
}
declare module 'sucrase/dist/parser/tokenizer/types.js' {
  export const TokenType: Readonly<Record<string, number>>;
}
declare module 'sucrase/dist/index.js' {
  export { transform } from 'sucrase';
}
