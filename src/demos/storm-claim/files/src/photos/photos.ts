/** How many photos a report can carry. */
export const photoLimit = 6;

export interface Photo {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

/** Adds photos once each, up to the limit. */
export function addPhotos<P extends Photo>(before: readonly P[], added: readonly P[]): P[] {
  const photos = [...before];
  for (const photo of added) {
    const known = photos.some((other) => other.name === photo.name && other.size === photo.size);
    if (!known && photos.length < photoLimit) photos.push(photo);
  }
  return photos;
}
