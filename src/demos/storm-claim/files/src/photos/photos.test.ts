import { expect, it } from 'vitest';
import { addPhotos, photoLimit } from './photos.ts';

const photo = (name: string) => ({ name, size: 1200 });

it('adds each photo once', () => {
  const photos = addPhotos([photo('roof.jpg')], [photo('roof.jpg'), photo('gutter.jpg')]);
  expect(photos.map((one) => one.name)).toEqual(['roof.jpg', 'gutter.jpg']);
});

it('stops at the limit', () => {
  const many = Array.from({ length: 9 }, (_, index) => photo(`${index}.jpg`));
  expect(addPhotos([], many)).toHaveLength(photoLimit);
});
