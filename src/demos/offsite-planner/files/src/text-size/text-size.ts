/** Sizes of the text, in percent of what the browser is set to. */
export const textSizes = [100, 115, 130] as const;

export type TextSize = (typeof textSizes)[number];

/** The app starts one size larger; after the largest comes the ordinary one. */
export const firstSize: TextSize = 115;

export function nextSize(size: TextSize): TextSize {
  const index = textSizes.indexOf(size);
  return textSizes[(index + 1) % textSizes.length] ?? 100;
}
