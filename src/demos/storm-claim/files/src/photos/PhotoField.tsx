import { Camera, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { plural, t } from '../words.ts';
import './photos.css';
import { addPhotos, photoLimit } from './photos.ts';

/** Photos stay on this device until the report is sent. */
export function PhotoField({ onCount }: { readonly onCount: (count: number) => void }) {
  const [photos, setPhotos] = useState<readonly File[]>([]);

  function change(next: readonly File[]) {
    setPhotos(next);
    onCount(next.length);
  }

  return (
    <div className="photos">
      <label className="photo-add">
        <Camera size={20} aria-hidden="true" />
        <span>{t('Add photos of the damage')}</span>
        <input
          type="file"
          accept="image/*"
          multiple
          className="unseen"
          onChange={(event) => change(addPhotos(photos, [...(event.target.files ?? [])]))}
        />
      </label>
      <p className="quiet" aria-live="polite">
        {photos.length === 0
          ? t('Up to {limit}, if you have some', { limit: photoLimit })
          : plural(photos.length, '1 photo added', '{count} photos added')}
      </p>
      {photos.length > 0 && (
        <ul>
          {photos.map((photo) => (
            <li key={`${photo.name}-${photo.size}`}>
              <Thumbnail photo={photo} />
              <button
                type="button"
                aria-label={`${t('Remove')} ${photo.name}`}
                onClick={() => change(photos.filter((other) => other !== photo))}
              >
                <X size={14} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Thumbnail({ photo }: { readonly photo: File }) {
  const [address, setAddress] = useState('');

  useEffect(() => {
    const next = URL.createObjectURL(photo);
    setAddress(next);
    return () => URL.revokeObjectURL(next);
  }, [photo]);

  return address === '' ? null : <img src={address} alt={photo.name} />;
}
