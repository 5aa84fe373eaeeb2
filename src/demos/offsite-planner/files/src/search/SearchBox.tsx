import { Search } from 'lucide-react';
import { t } from '../words.ts';
import './search.css';

interface SearchBoxProps {
  readonly value: string;
  readonly onChange: (query: string) => void;
}

export function SearchBox({ value, onChange }: SearchBoxProps) {
  return (
    <div className="search" role="search">
      <Search size={18} aria-hidden="true" />
      <input
        type="search"
        aria-label={t('Search people')}
        placeholder={t('Name, team, workshop or food')}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
