declare module '#preview' {
  /** Where the app stands, kept by the frame over reloads. */
  const place: { read(): string; write(path: string): void };
  export default place;
}
declare module 'lucide-react/dist/esm/lucide-react.mjs' {
  export * from 'lucide-react';
}
declare module '*.css?text' {
  const text: string;
  export default text;
}
