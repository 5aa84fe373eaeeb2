declare module '#preview' {
  /** Where the app stands, kept by the frame over reloads. */
  export const place: { read(): string; write(path: string): void };
}
declare module 'lucide-react/dist/esm/lucide-react.mjs' {
  export * from 'lucide-react';
}
declare module '*.css?text' {
  const text: string;
  export default text;
}
